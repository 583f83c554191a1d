import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderPages } from '#documents/pdf'
import type { LaidOutPage } from '#core/certificate'
import { fontFile } from '../../engine/documents/fonts.ts'
import { type Measured, measurePage, mm, widthOf } from '../../engine/documents/measure.ts'
import { quietZone } from '../../engine/documents/qr.ts'
import { aCertificate, info } from '../documents/sample.ts'

export interface BenchRow {
  readonly name: string
  /** Per certificate. */
  readonly ours: number
  readonly peer: number
  /** How many times faster ours is. */
  readonly ratio: number
  readonly unit: string
  readonly note?: string
}

const rounds = 5
const ourCalls = 20
const peerCalls = 4

/**
 * Our certificate against the call everybody writes first: `pdfmake.createPdf(definition)` with fonts
 * by path, each word where ours puts it, the code drawn module by module as pdfmake's `qr` does.
 */
export async function benchCertificates(): Promise<BenchRow[]> {
  const sealed = aCertificate()
  const plain = withoutSeal(sealed)
  const naive = await naivePdfmake(plain)
  const note = await sameRaster(await renderPages([plain], info), await naive())
  const times = { plain: [] as number[], sealed: [] as number[], naive: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.plain.push(await perCall(ourCalls, () => renderPages([plain], info)))
    times.sealed.push(await perCall(ourCalls, () => renderPages([sealed], info)))
    times.naive.push(await perCall(peerCalls, naive))
  }
  const peer = median(times.naive)
  const row = (name: string, ours: number): BenchRow => ({
    name,
    ours,
    peer,
    ratio: peer / ours,
    unit: 'ms',
    note,
  })
  return [
    row('certificate against naive pdfmake', median(times.plain)),
    row('certificate with a seal against the same without one', median(times.sealed)),
  ]
}

const withoutSeal = (page: LaidOutPage): LaidOutPage => ({
  ...page,
  boxes: page.boxes.filter((it) => it.kind !== 'seal'),
})

async function perCall(calls: number, work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  for (let call = 0; call < calls; call++) await work()
  return (performance.now() - before) / calls
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

interface Pdfmake {
  setFonts(fonts: object): void
  setUrlAccessPolicy(may: () => boolean): void
  setLocalAccessPolicy(may: () => boolean): void
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array> }
}

async function naivePdfmake(page: LaidOutPage): Promise<() => Promise<Uint8Array>> {
  const pdfmake: Pdfmake = createRequire(import.meta.url)('pdfmake')
  pdfmake.setFonts({
    song: { normal: fontFile('song'), bold: fontFile('song-bold') },
    hei: { normal: fontFile('hei'), bold: fontFile('hei-bold') },
  })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => true)
  const measured = (await measurePage(page, 0)).map((it) => {
    if (!it.ok) throw new Error(it.issue.code)
    return it.value
  })
  return () =>
    pdfmake
      .createPdf({
        pageSize: { width: page.width * mm, height: page.height * mm },
        pageMargins: 0,
        version: '1.7',
        language: info.language,
        info: { title: info.title, author: info.author, creationDate: new Date(info.at) },
        content: measured.flatMap(naiveNodes),
      })
      .getBuffer()
}

const origin = { absolutePosition: { x: 0, y: 0 } }

function naiveNodes(it: Measured): object[] {
  if (it.kind === 'text') return naiveLines(it)
  if (it.kind === 'qr') return [{ canvas: naiveModules(it), ...origin }]
  if (it.kind !== 'shape') return []
  const { box } = it
  if (box.kind === 'line') {
    const [x1, y1, x2, y2] = [box.x1 * mm, box.y1 * mm, box.x2 * mm, box.y2 * mm]
    return [
      {
        canvas: [{ type: 'line', x1, y1, x2, y2, lineWidth: box.width * mm, lineColor: box.color }],
        ...origin,
      },
    ]
  }
  const rect = {
    type: 'rect',
    x: box.x * mm,
    y: box.y * mm,
    w: box.w * mm,
    h: box.h * mm,
    ...(box.fill
      ? { color: box.fill }
      : { lineColor: box.stroke, lineWidth: (box.lineWidth ?? 0.3) * mm }),
  }
  return [{ canvas: [rect], ...origin }]
}

function naiveLines({
  box,
  face,
  fitted: { lines, size },
}: Extract<Measured, { kind: 'text' }>): object[] {
  return lines.map(({ text, full }, index) => {
    const spare = box.w * mm - widthOf(text, face, size, box.letterSpacing)
    const share = box.align === 'center' ? 0.5 : box.align === 'right' ? 1 : 0
    const gaps = Array.from(text).length - 1
    const stretch = full && spare / gaps < size * 0.12 ? spare / gaps : 0
    const baseline = box.y * mm + box.size * 0.88 + index * size * (box.lineHeight ?? 1.5)
    return {
      text,
      font: box.font,
      fontSize: size,
      bold: box.bold ?? false,
      color: box.color ?? '#000000',
      characterSpacing: (box.letterSpacing ?? 0) + stretch,
      noWrap: true,
      preserveLeadingSpaces: true,
      absolutePosition: {
        x: box.x * mm + spare * share,
        y: baseline - (face.font.ascent / face.font.unitsPerEm) * size,
      },
    }
  })
}

function naiveModules({ box, code }: Extract<Measured, { kind: 'qr' }>): object[] {
  const unit = (box.size * mm) / (code.modules + 2 * quietZone)
  const paper = {
    type: 'rect',
    x: box.x * mm,
    y: box.y * mm,
    w: box.size * mm,
    h: box.size * mm,
    color: '#ffffff',
  }
  const modules = code.runs.flatMap((run) =>
    Array.from({ length: run.length }, (_, at) => ({
      type: 'rect',
      x: box.x * mm + (run.x + at + quietZone) * unit,
      y: box.y * mm + (run.y + quietZone) * unit,
      w: unit,
      h: unit,
      color: '#000000',
    })),
  )
  return [paper, ...modules]
}

/**
 * Both at 300 dpi, compared by the mean of fields of half a millimetre: the peer's modules, each its
 * own rectangle, are rounded to pixels one by one, which ours, one area, are not.
 */
async function sameRaster(ours: Uint8Array, peer: Uint8Array): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  try {
    const [a, b] = [ours, peer].map((bytes, index) =>
      fields(rasterOf(bytes, join(folder, `${index}`))),
    )
    const differing = a!.filter((value, at) => Math.abs(value - b![at]!) > 48).length
    if (a!.length !== b!.length || differing > 0) {
      throw new Error(`the two certificates look different: ${differing} of ${a!.length} fields`)
    }
    return `same raster: ${a!.length} fields compared`
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isAbsent) return 'raster not compared: no pdftoppm here'
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Raster {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

function rasterOf(pdf: Uint8Array, path: string): Raster {
  writeFileSync(`${path}.pdf`, pdf)
  execFileSync('pdftoppm', ['-r', '300', '-gray', '-singlefile', `${path}.pdf`, path])
  const file = readFileSync(`${path}.pgm`)
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 60))!
  return { width: Number(width), height: Number(height), grey: file.subarray(head.length) }
}

function fields({ width, height, grey }: Raster, side = 6): number[] {
  const across = Math.floor(width / side)
  const sums = Array.from({ length: across * Math.floor(height / side) }, () => 0)
  for (let y = 0; y < Math.floor(height / side) * side; y++) {
    for (let x = 0; x < across * side; x++) {
      sums[Math.floor(y / side) * across + Math.floor(x / side)]! += grey[y * width + x]!
    }
  }
  return sums.map((it) => it / side ** 2)
}
