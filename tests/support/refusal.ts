import { Refused } from '#services/refusal'

/** The refusal somebody met; a bug or a success is a failed test. */
export async function refusal(work: Promise<unknown>): Promise<Refused> {
  const outcome = await work.then(
    (it) => ({ done: it }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome && outcome.error instanceof Refused) return outcome.error
  if ('error' in outcome) throw outcome.error
  throw new Error(`Not refused: ${JSON.stringify(outcome.done)}`)
}
export const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  (await refusal(work)).issues[0]?.code

let counter = 0
/** A request key nobody used before. */
export const newKey = (): string => `key-${(counter += 1)}`
