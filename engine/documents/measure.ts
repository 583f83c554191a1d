import { type Issue, issue, ok, refuse, type Result } from '#core/base'
import type { LaidOutBox, LaidOutPage, LaidOutSeal, LaidOutText } from '#core/certificate'
import { type Asset, prepareAsset } from './asset.ts'
import { type Face, faceName, loadFace } from './fonts.ts'
import { fit, type Fitted } from './lines.ts'
import { type QrRuns, qrRuns } from './qr.ts'

/** Points in a millimetre. */
export const mm = 72 / 25.4

/** A box with all that had to be found out before it can be drawn. */
export type Measured =
  | {
      readonly kind: 'text'
      readonly box: LaidOutText
      readonly face: Face
      readonly fitted: Fitted
    }
  | {
      readonly kind: 'qr'
      readonly box: Extract<LaidOutBox, { kind: 'qr' }>
      readonly code: QrRuns
    }
  | {
      readonly kind: 'image'
      readonly box: Extract<LaidOutBox, { kind: 'image' }>
      readonly asset: Asset
    }
  | { readonly kind: 'seal'; readonly box: LaidOutSeal; readonly face: Face }
  | { readonly kind: 'shape'; readonly box: Extract<LaidOutBox, { kind: 'line' | 'rect' }> }

/** Measures every box of a page; a box that cannot be drawn is its issue. */
export function measurePage(page: LaidOutPage, number: number): Promise<Result<Measured>[]> {
  return Promise.all(
    page.boxes.map((box, index) => {
      const at = [number, box.id ?? index]
      const wrong = misplaced(box, page, at) ?? miscoloured(box, at)
      return wrong ? refuse(wrong) : measureBox(box, at)
    }),
  )
}

async function measureBox(box: LaidOutBox, at: Issue['at']): Promise<Result<Measured>> {
  switch (box.kind) {
    case 'text':
      return measureText(box, at)
    case 'qr': {
      const code = qrRuns(box.value, at)
      return code.ok ? ok({ kind: 'qr', box, code: code.value }) : code
    }
    case 'image': {
      const asset = await prepareAsset(box.data, at)
      return asset.ok ? ok({ kind: 'image', box, asset: asset.value }) : asset
    }
    case 'seal':
      return measureSeal(box, at)
    case 'line':
    case 'rect':
      return ok({ kind: 'shape', box })
    default: {
      const never: never = box
      throw new Error(`no such box: ${JSON.stringify(never)}`)
    }
  }
}

async function measureText(asked: LaidOutText, at: Issue['at']): Promise<Result<Measured>> {
  const text = asked.text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ')
  const box = { ...asked, text }
  const face = await loadFace(faceName(box.font, box.bold))
  const missing = face.missing(text.replaceAll('\n', ''))
  if (missing !== undefined) return refuse(glyphMissing(missing, box.font, at))
  const frame = {
    width: box.w * mm,
    height: box.h * mm,
    size: box.size,
    lineHeight: box.lineHeight ?? 1.5,
    overflow: box.overflow,
  }
  const fitted = fit(text, frame, (line, size) => widthOf(line, face, size, box.letterSpacing))
  if (!fitted) return refuse(issue('text-does-not-fit', at, { text, overflow: box.overflow }))
  return ok({ kind: 'text', box, face, fitted })
}

/** Points. Spacing stands between characters, not after the last. */
export function widthOf(line: string, face: Face, size: number, spacing = 0): number {
  const gaps = spacing === 0 ? 0 : Math.max(0, Array.from(line).length - 1) * spacing
  return (face.width(line) * size) / 1000 + gaps
}

async function measureSeal(box: LaidOutSeal, at: Issue['at']): Promise<Result<Measured>> {
  const face = await loadFace('song-bold')
  const missing = face.missing(box.text + (box.caption ?? ''))
  if (missing !== undefined) return refuse(glyphMissing(missing, 'song', at))
  return ok({ kind: 'seal', box, face })
}

function glyphMissing(character: string, font: string, at: Issue['at']): Issue {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return issue('glyph-missing', at, { character, code: `U+${code}`, font })
}

/** Numbers that are none, sides that are nothing, and what would be printed beside the paper. */
function misplaced(box: LaidOutBox, page: LaidOutPage, at: Issue['at']): Issue | undefined {
  const numbers = Object.values(box).filter((it) => typeof it === 'number')
  if (!numbers.every(Number.isFinite)) return issue('box-not-a-place', at)
  const side = sides(box)
  if (!side) return undefined
  const [x, y, w, h] = side
  if (w <= 0 || h <= 0 || (box.kind === 'text' && box.size <= 0))
    return issue('box-not-a-place', at)
  const isOnPage = x >= 0 && y >= 0 && x + w <= page.width + 0.01 && y + h <= page.height + 0.01
  return isOnPage
    ? undefined
    : issue('box-off-page', at, { x, y, w, h, page: [page.width, page.height] })
}

function sides(box: LaidOutBox): readonly [number, number, number, number] | undefined {
  if (box.kind === 'line') return undefined
  if (box.kind === 'qr') return [box.x, box.y, box.size, box.size]
  if (box.kind === 'seal') return [box.x, box.y, box.diameter, box.diameter]
  return [box.x, box.y, box.w, box.h]
}

const colour = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i
/** pdfkit draws a colour it does not know in black, and says nothing. */
function miscoloured(box: LaidOutBox, at: Issue['at']): Issue | undefined {
  const named = box.kind === 'rect' ? [box.stroke, box.fill] : 'color' in box ? [box.color] : []
  const wrong = named.find((it) => it !== undefined && !colour.test(it))
  return wrong === undefined ? undefined : issue('colour-unknown', at, { found: wrong })
}
