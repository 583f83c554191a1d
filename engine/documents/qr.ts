import { create } from 'qrcode'
import { type Issue, issue, ok, refuse, type Result } from '#core/base'

/** A run of dark modules in one row, in modules. */
export interface Run {
  readonly x: number
  readonly y: number
  readonly length: number
}
export interface QrRuns {
  readonly modules: number
  readonly runs: readonly Run[]
}

/** The white margin a reader needs, in modules (ISO/IEC 18004). */
export const quietZone = 4

/** The code of `value` at level M, as runs: a third of the rectangles, and no seams between them. */
export function qrRuns(value: string, at: Issue['at']): Result<QrRuns> {
  if (value === '') return refuse(issue('qr-empty', at))
  try {
    const { data, size } = create(value, { errorCorrectionLevel: 'M' }).modules
    return ok({ modules: size, runs: runsOf(data, size) })
  } catch {
    // The library only says so by throwing: the value exceeds what the largest code holds.
    return refuse(issue('qr-too-long', at, { length: value.length }))
  }
}

function runsOf(data: Uint8Array, size: number): Run[] {
  const runs: Run[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const start = x
      while (x < size && data[y * size + x]) x++
      if (x > start) runs.push({ x: start, y, length: x - start })
    }
  }
  return runs
}
