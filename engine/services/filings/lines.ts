import { lockPerson } from '#storage/decisions'
import type { Context } from '../context.ts'

/** Who waits for whom, by the database they write to. */
const lines = new WeakMap<object, Map<string, Promise<unknown>>>()

/** Does the work when everybody who came before under the same name is through, whatever came of it. */
export function inLine<T>(of: object, name: string, work: () => Promise<T>): Promise<T> {
  let known = lines.get(of)
  if (!known) lines.set(of, (known = new Map()))
  const own = (known.get(name) ?? Promise.resolve()).then(work)
  const through = own
    .catch(() => undefined)
    .then(() => {
      // The last one out closes the line.
      if (known.get(name) === through) known.delete(name)
    })
  known.set(name, through)
  return own
}

const nameOf = (region: string, person: string): string => `person ${region} ${person}`

/** Whether somebody waits already to decide about this person's years. */
export const isCrowded = (ctx: Context, region: string, person: string): boolean =>
  lines.get(ctx.db)?.has(nameOf(region, person)) === true

/**
 * Decides about a person's years while nobody else of those who wait does: here they stand in a line,
 * so that one connection is enough for all of them, and between nodes a lock keeps the first of each
 * line apart. Everything is read after it is had, so nothing of it has moved on when it is written.
 */
export function alone<T>(
  ctx: Context,
  region: string,
  person: string,
  work: (own: Context) => Promise<T>,
): Promise<T> {
  return inLine(ctx.db, nameOf(region, person), () =>
    ctx.db.transaction().execute(async (trx) => {
      await lockPerson(trx, region, person)
      return work({ ...ctx, db: trx })
    }),
  )
}
