/** Breaking Chinese text into lines, and making it fit its box. Knows widths, not fonts. */

/** May not open a line (避头). The middle dot is among them: a name is not broken before it. */
const closers = new Set('，。、；：？！…—·）》」』】〕〉”’％%‰℃,.;:?!)]}')
/** May not end a line (避尾). */
const openers = new Set('（《「『【〔〈“‘([{＃#￥¥$')
const ideograph =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef…—·“”‘’]/u

/** Pieces that stay together: a Chinese character with its marks, a Latin word, a number, spaces. */
export function pieces(line: string): string[] {
  const found: string[] = []
  let glued = false
  let lastKind = ''
  for (const character of line) {
    const kind = character === ' ' ? 'space' : ideograph.test(character) ? 'han' : 'word'
    const joins =
      found.length > 0 &&
      kind !== 'space' &&
      lastKind !== 'space' &&
      (glued || closers.has(character) || (kind === 'word' && lastKind === 'word'))
    const runsOn = joins || (kind === 'space' && lastKind === 'space')
    if (runsOn) found[found.length - 1] += character
    else found.push(character)
    glued = openers.has(character)
    lastKind = kind
  }
  return found
}

export interface Line {
  readonly text: string
  /** Broken off because it was full: the paragraph goes on below. */
  readonly full: boolean
}

/** The lines of `text` no wider than `width`; a piece wider than a line is broken anywhere. */
export function breakLines(text: string, width: number, measure: (text: string) => number): Line[] {
  return text.split('\n').flatMap((paragraph) =>
    breakLine(paragraph, width, measure).map((line, index, all) => ({
      text: line,
      full: index < all.length - 1,
    })),
  )
}

/** Plain spaces end with their line; the wide space (U+3000) is an indent and stays. */
const withoutTrail = (text: string) => text.replace(/ +$/, '')

function breakLine(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  const add = (piece: string) => {
    if (measure(withoutTrail(line + piece)) <= width) {
      line += piece
      return true
    }
    return false
  }
  const turn = () => {
    if (line !== '') lines.push(withoutTrail(line))
    line = ''
  }
  for (const piece of pieces(text)) {
    if (add(piece)) continue
    turn()
    if (withoutTrail(piece) === '' && lines.length > 0) continue
    if (add(piece)) continue
    for (const character of piece) {
      if (add(character)) continue
      turn()
      line = character
    }
  }
  lines.push(withoutTrail(line))
  return lines
}

export interface Fitted {
  readonly lines: readonly Line[]
  /** Points. */
  readonly size: number
}
export interface Frame {
  /** Points. */
  readonly width: number
  readonly height: number
  readonly size: number
  readonly lineHeight: number
  readonly overflow: 'shrink' | 'wrap' | 'refuse'
}

/** Text gets no smaller than this share of the size asked for. */
export const smallest = 0.6
const step = 0.02
/** A hair of tolerance, so that text measured to fit is not refused by a rounding. */
const hair = 0.01

/**
 * The lines and the size at which they fit, or undefined. `measure` takes text and a size in points.
 * Shrinks by steps of 2 % of the size asked for.
 */
export function fit(
  text: string,
  frame: Frame,
  measure: (text: string, size: number) => number,
): Fitted | undefined {
  const least = frame.overflow === 'refuse' ? 1 : smallest
  for (let share = 1; share >= least - 1e-9; share -= step) {
    const size = frame.size * share
    const widthOf = (line: string) => measure(line, size)
    const lines =
      frame.overflow === 'wrap'
        ? breakLines(text, frame.width + hair, widthOf)
        : text.split('\n').map((line) => ({ text: line, full: false }))
    const height = size * (1 + (lines.length - 1) * frame.lineHeight)
    if (height > frame.height + hair) continue
    if (lines.every((line) => widthOf(line.text) <= frame.width + hair)) return { lines, size }
  }
  return undefined
}
