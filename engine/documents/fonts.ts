import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type EmbeddedFontClass, openPdf, type ParsedFont } from './canvas.ts'
import { outlineOperators } from './outline.ts'

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
  readonly isWestern: boolean
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
  /** The character as an area to fill, in PDF operators and font units. */
  outline(character: string): string
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

/** Only these are kerned, pair by pair as fontkit does; Chinese stands on its grid. */
const western = /[!-~\u00a1-\u024f]/

function makeFace(name: FaceName, font: ParsedFont, Embedded: EmbeddedFontClass): Face {
  const glyphs = new Map<number, Glyph>()
  const kerns = new Map<string, number>()
  const outlines = new Map<string, string>()

  const glyphOf = (character: string): Glyph => {
    const codePoint = character.codePointAt(0)!
    const known = glyphs.get(codePoint)
    if (known) return known
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint)
    const isWestern = western.test(character)
    const advance = (advanceWidth * 1000) / font.unitsPerEm
    const glyph = { id, codePoint, isWestern, advance, kern: 0 }
    glyphs.set(codePoint, glyph)
    return glyph
  }
  const kernBetween = (left: Glyph, right: Glyph): number => {
    const pair = String.fromCodePoint(left.codePoint, right.codePoint)
    const known = kerns.get(pair)
    if (known !== undefined) return known
    const laid = font.layout(pair, { liga: false })
    const isPlain = laid.glyphs[0]?.id === left.id && laid.glyphs[1]?.id === right.id
    const drawn = isPlain ? (laid.positions[0]!.xAdvance * 1000) / font.unitsPerEm : left.advance
    kerns.set(pair, drawn - left.advance)
    return drawn - left.advance
  }
  const shape = (text: string): readonly Glyph[] => {
    const plain = Array.from(text, glyphOf)
    return plain.map((it, index) => {
      const next = it.isWestern ? plain[index + 1] : undefined
      const kern = next?.isWestern ? kernBetween(it, next) : 0
      return kern === 0 ? it : { ...it, kern }
    })
  }
  const outline = (character: string): string => {
    const known = outlines.get(character)
    if (known !== undefined) return known
    const { path } = font.glyphForCodePoint(character.codePointAt(0)!)
    const operators = outlineOperators(path.commands)
    outlines.set(character, operators)
    return operators
  }
  return {
    name,
    font,
    Embedded,
    missing: (text) =>
      Array.from(text).find((it) => !font.hasGlyphForCodePoint(it.codePointAt(0)!)),
    shape,
    outline,
    width: (text) => shape(text).reduce((sum, it) => sum + it.advance + it.kern, 0),
  }
}
