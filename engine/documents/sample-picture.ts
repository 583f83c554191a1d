import type { PathCommand } from './canvas.ts'
import { type Face, loadFace } from './fonts.ts'
import { loadSharp } from './sharp.ts'

/** A document that exists only in the demo: what it is called, and what stands under that. */
export interface SampleDocument {
  readonly title: string
  readonly lines: readonly string[]
}

/** The short side of an A4 sheet at 150 dots an inch, laid across. */
export const samplePage = { width: 1240, height: 877 } as const
const { width, height } = samplePage
const ink = '#2b2b2b'
const red = '#b3261e'
/** The same seen through: transparency itself would cost half the time. */
const pale = '#f3dbd3'

/**
 * A certificate nobody could take for a real one, as a JPEG: a frame, 示例材料 across it, a round mark
 * instead of a seal. Drawn from the outlines of our own font, so it needs none of the system's and the
 * same words are the same bytes.
 */
export async function drawSample({ title, lines }: SampleDocument): Promise<Uint8Array> {
  const [sharp, face] = await Promise.all([loadSharp(), loadFace('song-bold')])
  const text = (words: string, at: Place) => textPath(face, words, at)
  const rows = lines.map((it, row) =>
    text(it, { x: width / 2, y: 400 + row * 74, size: 40, room: 900, color: ink }),
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#fffdf5"/>
<g fill="none" stroke="${red}"><rect x="36" y="36" width="${width - 72}" height="${height - 72}" stroke-width="10"/>
<rect x="56" y="56" width="${width - 112}" height="${height - 112}" stroke-width="2"/></g>
<g transform="rotate(-16 ${width / 2} ${height / 2})">
${text('示例材料', { x: width / 2, y: height / 2 + 90, size: 250, room: 1100, color: pale })}</g>
${text(title, { x: width / 2, y: 232, size: 84, room: 980, color: ink })}
${rows.join('\n')}
${mark(text('示例', { x: 0, y: 17, size: 48, room: 120, color: red }))}
</svg>`
  return new Uint8Array(
    await sharp(Buffer.from(svg)).removeAlpha().jpeg({ quality: 82 }).toBuffer(),
  )
}

/** Where seals stand, below on the right: two rings and a word. */
const mark = (word: string): string => `<g transform="translate(1010 700)">
<g fill="none" stroke="${red}"><circle r="92" stroke-width="7"/><circle r="78" stroke-width="2"/></g>
${word}</g>`

interface Place {
  /** Middle of the line. */
  readonly x: number
  /** Its baseline. */
  readonly y: number
  readonly size: number
  /** What it may take of the width; longer words are set smaller. */
  readonly room: number
  readonly color: string
}

function textPath(face: Face, words: string, at: Place): string {
  const size = Math.min(at.size, (at.room * 1000) / Math.max(1, face.width(words)))
  const scale = size / face.font.unitsPerEm
  let x = at.x - (face.width(words) * size) / 2000
  const glyphs = face.shape(words).map(({ codePoint, advance, kern }) => {
    const d = face.font.glyphForCodePoint(codePoint).path.commands.map(svgOf).join('')
    const glyph =
      d && `<path transform="translate(${x.toFixed(2)} ${at.y}) ${flip(scale)}" d="${d}"/>`
    x += ((advance + kern) * size) / 1000
    return glyph
  })
  return `<g fill="${at.color}">${glyphs.join('')}</g>`
}

/** Fonts count upwards, pictures downwards. */
const flip = (scale: number): string => `scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`

const letters = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const
const svgOf = ({ command, args }: PathCommand): string => letters[command] + args.join(' ')
