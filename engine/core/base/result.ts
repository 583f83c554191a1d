/** An expected outcome: the thing, or why not. Bugs still throw. */
export type Result<T, E = Issue> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issue: E }

/**
 * Why something was refused, and where. The sentence a person reads is looked up by `code` in the
 * pack's texts (`texts.issues`) and filled from `with`; `at` is a path: a field id, a row number, a key.
 */
export interface Issue {
  readonly code: string
  readonly at: readonly (string | number)[]
  readonly with?: Readonly<Record<string, unknown>>
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })
export const refuse = <E>(issue: E): Result<never, E> => ({ ok: false, issue })
export const issue = (
  code: string,
  at: readonly (string | number)[] = [],
  details?: Readonly<Record<string, unknown>>,
): Issue => (details ? { code, at, with: details } : { code, at })

/** The names a sentence for an issue may stand under, the nearest first: of what was asked, of its code. */
export function sentenceNames({ code, with: values }: Issue): readonly string[] {
  const asked = values?.['asked']
  return asked === undefined ? [code] : [`${code}-${String(asked)}`, code]
}
