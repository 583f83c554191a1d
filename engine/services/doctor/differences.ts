/** What should hold and does not. The codes say which of the promises of design §5 was broken. */
export type Broken =
  | 'pack-altered'
  | 'log-holes'
  | 'log-times'
  | 'log-broken'
  | 'row-is-not-fold'
  | 'desks-are-not-fold'
  | 'nobody-holds-it'
  | 'misplaced'
  | 'credits-are-not-awarded'
  | 'file-unknown'
  | 'desk-miscounted'
  | 'standing-is-not-credits'
  | 'certificate-without-standing'
  | 'certificate-numbers'
  | 'empty-promise'
  | 'file-without-bytes'
  | 'file-altered'

export interface Difference {
  readonly broken: Broken
  readonly region: string
  /** The filing, person and year, certificate, office or file it is about. */
  readonly id: string
  /** In Chinese, for the person who runs the doctor. */
  readonly says: string
}
export interface Checked {
  packs: number
  filings: number
  entries: number
  standings: number
  certificates: number
  files: number
}
export interface Report {
  readonly checked: Checked
  readonly differences: Difference[]
  /** An earlier version wrote the folds: what is in them, and who should hold what, is not asked. */
  readonly areFoldsOld: boolean
}

export const emptyReport = (areFoldsOld = false): Report => ({
  checked: { packs: 0, filings: 0, entries: 0, standings: 0, certificates: 0, files: 0 },
  differences: [],
  areFoldsOld,
})

/** Adds to a report, for one region. */
export type Find = (broken: Broken, id: string, says: string) => void
export const findIn =
  (report: Report, region: string): Find =>
  (broken, id, says) => {
    report.differences.push({ broken, region, id, says })
  }

/** Plain data written so that equal data are equal texts, whatever the order of keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, it: unknown) =>
    typeof it === 'object' && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  )
}
