import type {
  LaidOutImage,
  LaidOutLine,
  LaidOutQr,
  LaidOutRect,
  LaidOutText,
} from '#core/certificate'
import type { Asset } from './asset.ts'
import type { EmbeddedFont, Pdf } from './canvas.ts'
import type { Face } from './fonts.ts'
import type { Fitted } from './lines.ts'
import { type Measured, mm, widthOf } from './measure.ts'
import { type QrRuns, quietZone } from './qr.ts'
import { drawSeal } from './seal.ts'

/** The top of a Chinese character stands this share of the size above the baseline (Noto, both). */
const ascent = 0.88

/** Draws a measured box. Nothing can go wrong here any more: measuring has asked everything. */
export function drawBox(pdf: Pdf, it: Measured, embed: (face: Face) => EmbeddedFont): void {
  switch (it.kind) {
    case 'text':
      pdf._font = embed(it.face)
      return drawText(pdf, it.box, it.face, it.fitted)
    case 'qr':
      return drawQr(pdf, it.box, it.code)
    case 'seal':
      return drawSeal(pdf, it.box, it.face)
    case 'image':
      return drawImage(pdf, it.box, it.asset)
    case 'shape':
      return it.box.kind === 'line' ? drawLine(pdf, it.box) : drawRect(pdf, it.box)
    default: {
      const never: never = it
      throw new Error(`no such box: ${JSON.stringify(never)}`)
    }
  }
}

function drawText(pdf: Pdf, box: LaidOutText, face: Face, { lines, size }: Fitted): void {
  const pitch = size * (box.lineHeight ?? 1.5)
  const spare = box.h * mm - size - (lines.length - 1) * pitch
  const top =
    box.y * mm + (box.valign === 'bottom' ? spare : box.valign === 'middle' ? spare / 2 : 0)
  // A single line made smaller keeps the baseline of its neighbours.
  const lowered = lines.length === 1 && (box.valign ?? 'top') === 'top' ? box.size - size : 0
  pdf.fillColor(box.color ?? '#000000').fontSize(size)
  lines.forEach(({ text, full }, index) => {
    if (text === '') return
    const spare = box.w * mm - widthOf(text, face, size, box.letterSpacing)
    const share = box.align === 'center' ? 0.5 : box.align === 'right' ? 1 : 0
    const stretch = full && box.align === 'left' ? stretchOf(text, spare, size) : 0
    const characterSpacing = (box.letterSpacing ?? 0) + stretch
    const y = top + (size + lowered) * ascent + index * pitch
    pdf.text(text, box.x * mm + spare * share, y, {
      lineBreak: false,
      baseline: 'alphabetic',
      ...(characterSpacing && { characterSpacing }),
    })
  })
}

/** A full line reaches the right edge (两端对齐), unless that would tear it apart. */
function stretchOf(text: string, spare: number, size: number): number {
  const gaps = Array.from(text).length - 1
  return gaps > 0 && spare > 0 && spare / gaps < size * 0.12 ? spare / gaps : 0
}

function drawQr(pdf: Pdf, box: LaidOutQr, { modules, runs }: QrRuns): void {
  const side = box.size * mm
  const unit = side / (modules + 2 * quietZone)
  pdf.rect(box.x * mm, box.y * mm, side, side).fill('#ffffff')
  for (const run of runs) {
    const [x, y] = [(run.x + quietZone) * unit, (run.y + quietZone) * unit]
    pdf.rect(box.x * mm + x, box.y * mm + y, run.length * unit, unit)
  }
  pdf.fill('#000000')
}

function drawImage(pdf: Pdf, box: LaidOutImage, asset: Asset): void {
  const fit = [box.w * mm, box.h * mm]
  pdf.image(asset.data, box.x * mm, box.y * mm, { fit, align: 'center', valign: 'center' })
}

function drawLine(pdf: Pdf, box: LaidOutLine): void {
  pdf.lineWidth(box.width * mm).moveTo(box.x1 * mm, box.y1 * mm)
  pdf.lineTo(box.x2 * mm, box.y2 * mm).stroke(box.color)
}

function drawRect(pdf: Pdf, box: LaidOutRect): void {
  const [x, y, w, h] = [box.x * mm, box.y * mm, box.w * mm, box.h * mm]
  pdf.lineWidth((box.lineWidth ?? 0.3) * mm)
  if (box.radius) pdf.roundedRect(x, y, w, h, box.radius * mm)
  else pdf.rect(x, y, w, h)
  if (box.fill && box.stroke) pdf.fillAndStroke(box.fill, box.stroke)
  else if (box.fill) pdf.fill(box.fill)
  else pdf.stroke(box.stroke ?? '#000000')
}
