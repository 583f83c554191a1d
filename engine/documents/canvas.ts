import { createRequire } from 'node:module'
import type { Instant } from '#core/base'

/** One stroke of a glyph's outline, in font units. */
export interface PathCommand {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
  readonly args: readonly number[]
}

/** What is read of a font parsed by fontkit. */
export interface ParsedFont {
  readonly unitsPerEm: number
  readonly ascent: number
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): {
    readonly id: number
    readonly advanceWidth: number
    readonly path: { readonly commands: readonly PathCommand[] }
  }
  layout(
    text: string,
    features: Readonly<Record<string, boolean>>,
  ): {
    readonly glyphs: readonly { readonly id: number }[]
    readonly positions: readonly { readonly xAdvance: number }[]
  }
}

/** A font as one document embeds it: the glyphs used so far, each with the text it stands for. */
export interface EmbeddedFont {
  readonly font: ParsedFont
  readonly constructor: EmbeddedFontClass
  readonly subset: { readonly glyphs: number[] }
  readonly unicode: (readonly number[])[]
  readonly widths: number[]
  encode(text: string): [string[], { xAdvance: number; advanceWidth: number }[]]
  widthOfString(text: string, size: number): number
}
export type EmbeddedFontClass = new (pdf: Pdf, font: ParsedFont, id: string) => EmbeddedFont

interface StructureElement {
  add(child: StructureElement): StructureElement
  end(): void
}

/** The part of pdfkit's document, as pdfmake extends it, that is drawn with. */
export interface Pdf extends AsyncIterable<Uint8Array> {
  _font: EmbeddedFont
  readonly _fontFamilies: Record<string, EmbeddedFont>
  addPage(options: { size: [number, number]; margin: number }): Pdf
  font(file: Uint8Array): Pdf
  fontSize(size: number): Pdf
  text(text: string, x: number, y: number, options: Readonly<Record<string, unknown>>): Pdf
  fillColor(color: string): Pdf
  rect(x: number, y: number, w: number, h: number): Pdf
  roundedRect(x: number, y: number, w: number, h: number, radius: number): Pdf
  circle(x: number, y: number, radius: number): Pdf
  moveTo(x: number, y: number): Pdf
  lineTo(x: number, y: number): Pdf
  closePath(): Pdf
  addContent(operators: string): Pdf
  lineWidth(width: number): Pdf
  fill(color?: string): Pdf
  stroke(color?: string): Pdf
  fillAndStroke(fill: string, stroke: string): Pdf
  save(): Pdf
  restore(): Pdf
  translate(x: number, y: number): Pdf
  rotate(degrees: number): Pdf
  scale(x: number, y: number): Pdf
  image(data: Uint8Array, x: number, y: number, options: Readonly<Record<string, unknown>>): Pdf
  struct(kind: string, options: { alt?: string }, draw?: () => void): StructureElement
  addStructure(element: StructureElement): Pdf
  markContent(tag: 'Artifact'): Pdf
  endMarkedContent(): Pdf
  end(): void
}
type PdfClass = new (
  fonts: object,
  images: object,
  patterns: object,
  attachments: object,
  options: object,
  files: null,
  mayRead: (path: string) => boolean,
) => Pdf

export interface PdfInfo {
  readonly title: string
  readonly author: string
  readonly language: 'zh-CN'
  readonly subject?: string
  /** The moment written into the document: the same pages at the same moment are the same bytes. */
  readonly at: Instant
}

const require = createRequire(import.meta.url)
let pdfClass: PdfClass | undefined

/**
 * An empty document. pdfmake's own class, so no path is ever read (its access policy says no), and
 * nothing here resolves an address. pdfmake is loaded by the first document: 40 MB, 250 ms.
 */
export function openPdf(info?: PdfInfo): Pdf {
  pdfClass ??= (require('pdfmake/js/PDFDocument.js') as { default: PdfClass }).default
  const options = {
    autoFirstPage: false,
    font: null,
    pdfVersion: '1.7',
    ...(info && { tagged: true, displayTitle: true, lang: info.language, info: metadata(info) }),
  }
  return new pdfClass({}, {}, {}, {}, options, null, () => false)
}

function metadata(info: PdfInfo) {
  return {
    Title: info.title,
    Author: info.author,
    ...(info.subject !== undefined && { Subject: info.subject }),
    Producer: 'Xueshi',
    Creator: 'Xueshi',
    CreationDate: new Date(info.at),
  }
}

/** Ends the document and gathers its bytes. */
export async function closePdf(pdf: Pdf): Promise<Uint8Array> {
  pdf.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of pdf) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
