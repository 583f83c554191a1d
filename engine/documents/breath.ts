/**
 * Long work stops now and then, so that other requests have their turn: it says how much it did, and
 * waits when that is enough.
 */
export function makeBreath(every: number): (did: number) => Promise<void> {
  let left = every
  return async (did) => {
    left -= did
    if (left > 0) return
    left = every
    await new Promise(setImmediate)
  }
}
