import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type EmbeddedFontClass, openPdf, type ParsedFont } from './canvas.ts'

/** 宋体 and 黑体, each in the two weights in use; 10 to 15 MB a file, so read when first wanted. */
const files = {
  song: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'song-bold': '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  hei: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'hei-bold': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const

export type FaceName = keyof typeof files
export const faceName = (font: 'song' | 'hei', bold = false): FaceName =>
  bold ? `${font}-bold` : font

/** One character as drawn; `advance` in thousandths of the size, `kern` what its neighbour changes. */
export interface Glyph {
  readonly id: number
  readonly codePoint: number
  readonly advance: number
  readonly kern: number
}

/** A parsed font, kept for the life of the process. Holds nothing of any document. */
export interface Face {
  readonly name: FaceName
  readonly font: ParsedFont
  readonly Embedded: EmbeddedFontClass
  /** The first character the font cannot draw, or undefined. */
  missing(text: string): string | undefined
  /** One glyph per character, so the text layer says what was written. */
  shape(text: string): readonly Glyph[]
  /** Width in thousandths of the size. */
  width(text: string): number
}

const require = createRequire(import.meta.url)
const loaded = new Map<FaceName, Promise<Face>>()

/** The face, parsed once per process. A failed read is not kept. */
export function loadFace(name: FaceName): Promise<Face> {
  const known = loaded.get(name)
  if (known) return known
  const loading = parseFace(name)
  loaded.set(name, loading)
  loading.catch(() => loaded.delete(name))
  return loading
}

export const fontFile = (name: FaceName): string => require.resolve(files[name])

async function parseFace(name: FaceName): Promise<Face> {
  const { font, constructor } = openPdf().font(await readFile(fontFile(name)))._font
  return makeFace(name, font, constructor)
}

/** Pairs are kerned only between Latin letters, as fontkit lays them out; Chinese stands on its grid. */
const latinWord = /[\p{Script=Latin}]{2,}/gu

function makeFace(name: FaceName, font: ParsedFont, Embedded: EmbeddedFontClass): Face {
  const glyphs = new Map<number, Glyph>()
  const words = new Map<string, readonly Glyph[]>()

  const glyphOf = (character: string): Glyph => {
    const codePoint = character.codePointAt(0)!
    const known = glyphs.get(codePoint)
    if (known) return known
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint)
    const glyph = { id, codePoint, advance: (advanceWidth * 1000) / font.unitsPerEm, kern: 0 }
    glyphs.set(codePoint, glyph)
    return glyph
  }
  const plain = (text: string) => Array.from(text, glyphOf)
  const kerned = (word: string): readonly Glyph[] => {
    const known = words.get(word)
    if (known) return known
    const { glyphs: drawn, positions } = font.layout(word, { liga: false })
    const letters = plain(word)
    const scale = 1000 / font.unitsPerEm
    const shaped = letters.every((it, index) => it.id === drawn[index]?.id)
      ? letters.map((it, i) => ({ ...it, kern: positions[i]!.xAdvance * scale - it.advance }))
      : letters
    if (words.size > 5_000) words.clear()
    words.set(word, shaped)
    return shaped
  }
  const shape = (text: string): readonly Glyph[] => {
    const shaped: Glyph[] = []
    let from = 0
    for (const match of text.matchAll(latinWord)) {
      shaped.push(...plain(text.slice(from, match.index)), ...kerned(match[0]))
      from = match.index + match[0].length
    }
    return shaped.concat(plain(text.slice(from)))
  }
  return {
    name,
    font,
    Embedded,
    missing: (text) =>
      Array.from(text).find((it) => !font.hasGlyphForCodePoint(it.codePointAt(0)!)),
    shape,
    width: (text) => shape(text).reduce((sum, it) => sum + it.advance + it.kern, 0),
  }
}
