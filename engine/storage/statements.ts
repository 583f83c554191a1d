import { CompiledQuery, type Kysely } from 'kysely'

/** A statement written by hand once, prepared once on each connection, and run by name. */
export type Statement<Row, Values extends readonly unknown[]> = (
  executor: Pick<Kysely<unknown>, 'executeQuery'>,
  values: Values,
) => Promise<Row[]>

/**
 * Gives a fixed text its name. The executor is the database or a transaction: inside one, the
 * statement runs on the transaction's own connection like everything else there.
 *
 *     const markRead = statement<{ id: string }, [string, string]>(
 *       'notices-mark-read',
 *       'update notices set read_at = $2 where id = $1 returning id',
 *     )
 *     await markRead(trx, [id, at])
 *
 * The text is a constant of the source: what a person typed travels in `values`, nowhere else.
 * Give the same name to one text only; PostgreSQL keeps 63 characters of it.
 */
export function statement<Row, Values extends readonly unknown[] = readonly unknown[]>(
  name: string,
  text: string,
): Statement<Row, Values> {
  const known = handNamed.get(text)
  if (known === undefined && [...handNamed.values()].includes(name)) {
    throw new Error(`Two statements are named '${name}': a name stands for one text.`)
  }
  handNamed.set(text, known ?? name)
  return async (executor, values) => {
    const { rows } = await executor.executeQuery<Row>(
      CompiledQuery.raw(text, values as never) as CompiledQuery<Row>,
    )
    return rows
  }
}

const handNamed = new Map<string, string>()

/** How many texts that were not named by hand may get a name; each costs memory on every connection. */
const mostNames = 500

/**
 * Names for the texts that come by: those written with `statement()` keep theirs; one that Kysely
 * built gets one when it is seen the second time, so that a list of 17 ids asked for once does not
 * use one up. Undefined means: send it unnamed.
 */
export class StatementNames {
  readonly #names = new Map<string, string>()
  #once = new Set<string>()
  #generation = 0

  nameFor(text: string): string | undefined {
    const fixed = handNamed.get(text)
    if (fixed !== undefined) return `${fixed}${this.#suffix()}`
    const given = this.#names.get(text)
    if (given !== undefined) return `${given}${this.#suffix()}`
    if (this.#names.size >= mostNames || !isPlannable.test(text)) return undefined
    if (!this.#once.delete(text)) {
      if (this.#once.size >= 4 * mostNames) this.#once = new Set()
      this.#once.add(text)
      return undefined
    }
    const name = `k${this.#names.size + 1}`
    this.#names.set(text, name)
    return `${name}${this.#suffix()}`
  }

  /**
   * Forgets what was prepared, on every connection at once: after a migration a plan that was
   * kept may answer columns that are no more ("cached plan must not change result type").
   */
  renew(): void {
    this.#generation += 1
  }

  #suffix(): string {
    return this.#generation === 0 ? '' : `~${this.#generation}`
  }
}

/** Only these have a plan worth keeping; `begin`, `create table` and the like are sent as they are. */
const isPlannable = /^\s*(?:select|insert|update|delete|merge|with)\b/i
