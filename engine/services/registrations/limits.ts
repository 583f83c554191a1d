import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { limitTries } from '../sessions/limits.ts'

const minutes = 60
/**
 * In an hour from one address, which may be a whole school's: registrations that were accepted, and
 * mistakes, which are many more, since whoever fills in a form makes some. One number has few, and
 * only from the same address: nobody keeps somebody else from registering.
 */
const most = { accepted: 20, mistakes: 100, ofOneNumber: 10 }

/** Counts a registration as accepted and as a mistake before it is tried, and then as what it was. */
export async function countingTries<T>(
  ctx: Context,
  who: { readonly region: string; readonly idNumber: string; readonly address: string },
  work: () => Promise<T>,
): Promise<T> {
  const { region, idNumber, address } = who
  const accepted = { key: `registered ${address}`, most: most.accepted }
  const mistakes = [
    { key: `registering ${address}`, most: most.mistakes },
    ...(/^\d{17}[\dX]$/.test(idNumber)
      ? [{ key: `registering ${region} ${idNumber} from ${address}`, most: most.ofOneNumber }]
      : []),
  ]
  const counted = await limitTries(ctx, [accepted, ...mistakes], minutes)
  const giveBack = (limits: readonly { readonly key: string }[]) =>
    Promise.all(limits.map((it) => counted.giveBack(it.key)))
  try {
    const done = await work()
    await giveBack(mistakes)
    return done
  } catch (error) {
    // Where we failed ourselves it was nobody's mistake; nor may the count hide what went wrong.
    const back = error instanceof Refused ? [accepted] : [accepted, ...mistakes]
    await giveBack(back).catch(() => undefined)
    throw error
  }
}
