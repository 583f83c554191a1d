import { actionNames } from '#core/workflow'

const effects = [
  'credit',
  'revoke-credits',
  'void-certificates',
  'issue-certificate',
  'open-account',
  'close-account',
  'apply-change',
  'move-person',
  'move-office',
  'permit',
  'use-permit',
]

/** Every message somebody may come to read; `reason-…` come beside them, as many as a region likes. */
export const messageNames: readonly string[] = [
  // after an action: its own word in the past, else its name
  'saved',
  'submitted',
  'approved',
  'refused',
  'returned',
  'recorded',
  'withdrawn',
  'deleted',
  'verified',
  ...actionNames.filter((it) => it === 'reject-verification' || it === 'reassign'),
  'registered',
  'now-at',
  'nobody-there',
  // before one
  'before-submit',
  'confirm-withdraw',
  'confirm-delete',
  'confirm-delete-approved',
  // the way of a filing
  ...['anchor', 'chosen', 'fixed', 'desk', 'superior', 'nearest', 'climb', 'up'].map(
    (it) => `why-${it}`,
  ),
  ...['review-closed', 'no-such-office', 'condition', 'self', 'nobody', 'auto'].map(
    (it) => `passed-${it}`,
  ),
  'nobody-stuck',
  'nobody-up',
  ...effects.map((it) => `effect-${it}`),
  'hint-no-evidence',
]
/** Ready reasons for a refusal: as many as a region likes. */
export const isReason = (name: string): boolean => /^reason-./.test(name)

/** The words of the trade that sentences of the shell use. A pack's own texts may use more: `{term.…}`. */
export const termNames: readonly string[] = [
  'filing',
  'filings',
  'new-filing',
  'person',
  'unit',
  'own-unit',
  'department',
  'unit-admin',
  'authority',
  'hours',
  'claimed',
  'awarded',
  'counted',
  'year',
  'subject',
  'total',
  'opinion',
  'evidence',
  'inbox',
  'results',
  'verification',
  'holder',
  'progress',
  'state',
  'standing',
  'verdict',
  'withdraw',
  'certificate',
  'id-number',
  'name',
  'area',
  'office-code',
  'rescue',
]
