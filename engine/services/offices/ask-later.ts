import type { Instant } from '#core/base'
import type { Db } from '#storage/db'
import { insertToAsk, type ToAsk } from '#storage/to-ask'
import type { LargeEffect } from '../filings/sheet.ts'

/** Whose filings are to be asked again after what a decision did to people and offices. */
export const movedBy = (effects: readonly { readonly effect: LargeEffect }[]): readonly ToAsk[] =>
  effects.flatMap(({ effect }): ToAsk[] => {
    if (effect.do === 'move-person') return [{ ofPerson: effect.person }]
    if (effect.do === 'move-office') return [{ belowOffice: effect.office }]
    if (effect.do !== 'apply-change') return []
    if (effect.office) return [{ belowOffice: effect.office }]
    return effect.person ? [{ ofPerson: effect.person }] : []
  })

/** Longer than a decision takes that began before the change and still went by the tree of before. */
const afterwards = 15_000

/** To be asked once more, in the transaction of the change: also by whoever starts after a crash. */
export const askLater = (trx: Db, region: string, whose: ToAsk, now: Instant): Promise<void> =>
  insertToAsk(trx, region, whose, new Date(Date.parse(now) + afterwards).toISOString())
