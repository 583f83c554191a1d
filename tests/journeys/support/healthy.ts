import { expect, test } from 'vitest'
import type { Office } from './office.ts'

/** The last test of a file: after all that was done, everything follows from logs and ledger. */
export function stillHealthy(office: Office): void {
  test('after all of it the doctor finds no difference', async () => {
    const report = await office.portal.doctor()
    expect(report.differences).toEqual([])
    expect(report.checked.filings).toBeGreaterThan(0)
  })
}
