import { ApiError } from '../api/index.ts'
import { t } from '../texts/index.ts'

export interface Described {
  readonly title: string
  readonly says: string
  readonly reference: string
}

/** The same on one line, where there is no room for more: the number only where it helps. */
export function errorLine(error: unknown): string {
  const { says, reference } = describeError(error)
  const isTold = error instanceof ApiError && error.kind === 'refused'
  return isTold || reference === '' ? says : `${says}（${t('parts.reference', { reference })}）`
}

/** What went wrong and what to do, for somebody who only wanted to file their hours. */
export function describeError(error: unknown): Described {
  const known = error instanceof ApiError ? error : new ApiError('broken')
  return {
    title: t(`parts.failed.${known.kind}`),
    says: known.says === '' ? t(`parts.failedSays.${known.kind}`) : known.says,
    reference: known.reference,
  }
}
