import { expect, test } from 'vitest'
import { listOfAddress } from '../../../portal-ui/composables/use-back.ts'

test.each([
  ['/results?list=results&tab=approved', '/results?list=results&tab=approved'],
  ['/inbox/0198?list=review', '/inbox?list=review'],
  ['/filings', '/filings'],
  ['/apply/declaration', undefined],
  ['/filingsx', undefined],
  [null, undefined],
])('from %s one goes back to %s', (address, list) => {
  expect(listOfAddress(address)).toBe(list)
})
