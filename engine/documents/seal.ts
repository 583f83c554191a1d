import type { LaidOutSeal } from '#core/certificate'
import type { Pdf } from './canvas.ts'
import type { Face } from './fonts.ts'
import { mm } from './measure.ts'

/** Shares of the radius, after the round seals of public bodies (42 mm, star of 14 mm). */
const ring = 0.055
const gap = 0.05
const tallest = 0.27
const star = 0.3
/** Degrees of the ring that the text may take, open at the bottom; less where a caption stands. */
const arc = { plain: 250, captioned: 232 }
/** Characters stand no further apart than this, as a multiple of their height. */
const widestPitch = 1.35

/** Draws outlines, not text: a seal is a picture, and its letters should not mix with the page's. */
export function drawSeal(pdf: Pdf, box: LaidOutSeal, face: Face): void {
  const radius = (box.diameter / 2) * mm
  pdf.save().translate(box.x * mm + radius, box.y * mm + radius)
  pdf
    .lineWidth(radius * ring)
    .circle(0, 0, radius * (1 - ring / 2))
    .stroke(box.color)
  pdf.fillColor(box.color)
  drawRingText(pdf, box.text, face, radius, box.caption ? arc.captioned : arc.plain)
  if (box.centre === 'star') drawStar(pdf, radius * star, box.color)
  if (box.caption) drawCaption(pdf, box.caption, face, radius)
  pdf.restore()
}

function drawRingText(pdf: Pdf, text: string, face: Face, radius: number, arc: number): void {
  const letters = Array.from(text)
  const height = radius * Math.min(tallest, letters.length > 20 ? 0.2 : tallest)
  const middle = radius * (1 - ring - gap) - height / 2
  const between = Math.max(1, letters.length - 1)
  const pitch = Math.min(arc / between, degrees((height * widestPitch) / middle))
  const room = (pitch * Math.PI * middle) / 180
  letters.forEach((letter, index) => {
    pdf
      .save()
      .rotate((index - (letters.length - 1) / 2) * pitch)
      .translate(0, -middle)
    drawLetter(pdf, letter, face, height, Math.min(1, (room * 0.96) / height))
    pdf.restore()
  })
}

const degrees = (radians: number) => (radians * 180) / Math.PI

/** One outline centred on the origin, made narrow where the ring is crowded. */
function drawLetter(pdf: Pdf, letter: string, face: Face, height: number, narrow: number): void {
  const outline = face.outline(letter)
  if (outline === '') return
  const em = face.font.unitsPerEm
  const { advanceWidth } = face.font.glyphForCodePoint(letter.codePointAt(0)!)
  pdf.save().scale((height / em) * narrow, -height / em)
  pdf
    .translate(-advanceWidth / 2, -0.38 * em)
    .addContent(outline)
    .restore()
}

function drawStar(pdf: Pdf, radius: number, color: string): void {
  for (let corner = 0; corner < 10; corner++) {
    const reach = corner % 2 === 0 ? radius : radius * 0.382
    const angle = (corner * Math.PI) / 5
    const [x, y] = [reach * Math.sin(angle), -reach * Math.cos(angle)]
    if (corner === 0) pdf.moveTo(x, y)
    else pdf.lineTo(x, y)
  }
  pdf.closePath().fill(color)
}

function drawCaption(pdf: Pdf, caption: string, face: Face, radius: number): void {
  const letters = Array.from(caption)
  const height = Math.min(radius * 0.18, (radius * 1.05) / letters.length)
  letters.forEach((letter, index) => {
    pdf.save().translate((index - (letters.length - 1) / 2) * height * 1.08, radius * 0.6)
    drawLetter(pdf, letter, face, height, 1)
    pdf.restore()
  })
}
