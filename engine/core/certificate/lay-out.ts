import { sizeOf } from './check.ts'
import type { BoxDefinition, CertificateData, CertificateDefinition } from './definition.ts'
import type { LaidOutBox, LaidOutPage } from './page.ts'
import { formatted, valueOf } from './sources.ts'
import { parseText, type Piece } from './text.ts'

const ink = '#000000'
const red = '#c8161d'

/** Bytes of a pack's images by the file name boxes give. */
export type Images = Readonly<Record<string, Uint8Array>>

/** A certificate ready to draw. The same definition and data always give the same page. */
export function layOut(
  definition: CertificateDefinition,
  data: CertificateData,
  images: Images = {},
): LaidOutPage {
  const boxes = definition.page.boxes.map((box) =>
    place(box, (text) => fillText(text, data), images),
  )
  return { ...sizeOf(definition.page), boxes }
}

/** Placeholders replaced by values; a value that looks like a placeholder stays as it is. */
export function fillText(text: string, data: CertificateData): string {
  let pieces = parsed.get(text)
  if (!pieces) {
    if (parsed.size > 2000) parsed.clear()
    parsed.set(text, (pieces = parseText(text).pieces))
  }
  return pieces
    .map((it) => (it.kind === 'text' ? it.text : formatted(valueOf(it.name, data), it.format)))
    .join('')
}
const parsed = new Map<string, readonly Piece[]>()

function place(box: BoxDefinition, fill: (text: string) => string, images: Images): LaidOutBox {
  const { id, x, y, w, h } = box
  switch (box.kind) {
    case 'text':
      return textBox(box, fill)
    case 'qr':
      return { kind: 'qr', id, x, y, size: Math.min(w, h), value: fill(box.value) }
    case 'line': {
      const { width = 0.3, color = ink } = box
      return { kind: 'line', id, x1: x, y1: y, x2: x + w, y2: y + h, width, color }
    }
    case 'frame':
      return frameBox(box)
    case 'seal': {
      const caption = box.caption === undefined ? {} : { caption: fill(box.caption) }
      const diameter = Math.min(w, h)
      const { color = red } = box
      return {
        kind: 'seal',
        id,
        x,
        y,
        diameter,
        text: fill(box.text),
        centre: 'star',
        color,
        ...caption,
      }
    }
    case 'image': {
      const data = Object.hasOwn(images, box.file) ? images[box.file] : undefined
      if (!data) throw new Error(`image "${box.file}" of box "${id}" was not handed in`)
      return { kind: 'image', id, x, y, w, h, data }
    }
  }
}

function textBox(
  box: Extract<BoxDefinition, { kind: 'text' }>,
  fill: (text: string) => string,
): LaidOutBox {
  const { id, x, y, w, h, font = 'song', size = 12, align = 'left', overflow = 'shrink' } = box
  return {
    kind: 'text',
    id,
    x,
    y,
    w,
    h,
    text: fill(box.text).trimEnd(),
    font,
    size,
    align,
    overflow,
    ...(box.bold !== undefined && { bold: box.bold }),
    ...(box['line-height'] !== undefined && { lineHeight: box['line-height'] }),
    ...(box.color !== undefined && { color: box.color }),
    ...(box.spacing !== undefined && { letterSpacing: box.spacing }),
  }
}

function frameBox(box: Extract<BoxDefinition, { kind: 'frame' }>): LaidOutBox {
  const { id, x, y, w, h, fill, radius, width } = box
  const stroke = box.color ?? (fill === undefined ? ink : undefined)
  return {
    kind: 'rect',
    id,
    x,
    y,
    w,
    h,
    ...(stroke !== undefined && { stroke }),
    ...(width !== undefined && { lineWidth: width }),
    ...(fill !== undefined && { fill }),
    ...(radius !== undefined && { radius }),
  }
}
