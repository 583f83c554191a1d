/**
 * Laid-out pages into PDF. This room turns data into PDF and uploaded bytes into safe ones; it knows
 * no database, no region, no HTTP.
 */
import type { Issue } from '#core/base'
import type { LaidOutPage } from '#core/certificate'
import { closePdf, openPdf, type Pdf, type PdfInfo } from './canvas.ts'
import { drawBox } from './draw.ts'
import { embedder } from './embed.ts'
import { type Measured, measurePage, mm } from './measure.ts'

export type { PdfInfo } from './canvas.ts'

/** Thrown when a page cannot be printed as it should look; every reason, not the first. */
export class PagesRefused extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super(
      issues
        .map((it) => `${it.at.join(' › ')}: ${it.code} ${JSON.stringify(it.with ?? {})}`)
        .join('\n'),
    )
    this.name = 'PagesRefused'
    this.issues = issues
  }
}

/**
 * The pages as one PDF: tagged, with title, language, text layer and embedded subsets of the fonts.
 * The same input is the same bytes.
 * @throws PagesRefused with `glyph-missing`, `text-does-not-fit`, `box-not-a-place`, `box-off-page`,
 * `colour-unknown`, `qr-empty`, `qr-too-long`, `image-broken`; `at` is [page from 0, box].
 */
export async function renderPages(
  pages: readonly LaidOutPage[],
  info: PdfInfo,
): Promise<Uint8Array> {
  const { measured, issues } = await measureAll(pages)
  if (issues.length > 0) throw new PagesRefused(issues)
  const pdf = openPdf(info)
  const embed = embedder(pdf)
  const root = pdf.struct('Document', {})
  pdf.addStructure(root)
  pages.forEach((page, index) => {
    pdf.addPage({ size: [page.width * mm, page.height * mm], margin: 0 })
    for (const it of measured[index]!) drawTagged(pdf, it, root, () => drawBox(pdf, it, embed))
  })
  root.end()
  return closePdf(pdf)
}

/** Everything that would keep the pages from being printed; empty when nothing does. Draws nothing. */
export async function checkPages(pages: readonly LaidOutPage[]): Promise<readonly Issue[]> {
  return (await measureAll(pages)).issues
}

async function measureAll(pages: readonly LaidOutPage[]) {
  const results = await Promise.all(pages.map(measurePage))
  return {
    measured: results.map((page) => page.flatMap((it) => (it.ok ? [it.value] : []))),
    issues: results.flatMap((page) => page.flatMap((it) => (it.ok ? [] : [it.issue]))),
  }
}

type Root = ReturnType<Pdf['struct']>

/** Text is a paragraph, a code or a seal a figure with its words, a frame mere decoration. */
function drawTagged(pdf: Pdf, it: Measured, root: Root, draw: () => void): void {
  if (it.kind === 'shape' || it.kind === 'image') {
    pdf.markContent('Artifact')
    draw()
    pdf.endMarkedContent()
  } else if (it.kind === 'text') {
    root.add(pdf.struct('P', {}, draw))
  } else {
    root.add(pdf.struct('Figure', { alt: it.kind === 'qr' ? it.box.value : it.box.text }, draw))
  }
}
