import type { Credit, Standing } from '#core/hours'
import { circleOf, type Entry, type FilingState } from '#core/filing'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import { decisionStatement } from './decision-statement.ts'

/** One decision as it is written: what the core decided, and the caches that follow from it. */
export interface DecidedItem {
  readonly state: FilingState
  readonly stateType: string
  readonly entry: Entry
  /** The seq it was decided on; written only while the filing still stands there. */
  readonly seen: number
  readonly credits: readonly (Credit & { readonly person: string; readonly chain: string })[]
  /** Permits made and used up by this entry. */
  readonly permits: readonly {
    readonly id: string
    readonly person: string
    readonly chain: string
    readonly year?: number
    readonly kind?: string
  }[]
  readonly usesPermit?: string
}
/** A person's year after the decisions above, decided on version `seen` of it (0: none yet). */
export interface StandingItem {
  readonly person: string
  readonly year: number
  readonly seen: number
  readonly standing: Standing
  readonly pack: string
  readonly at: string
  /** Certificate kinds that end because hours fell; and why. */
  readonly voids: readonly string[]
  readonly why: string
}
export interface RequestItem {
  readonly account: string
  readonly key: string
  readonly asked: string
  readonly reply: unknown
  readonly at: string
}

/**
 * Writes decisions, whole or not at all, in one statement: entries, rows, desks and their counts,
 * credits, standings, permits, ended certificates and the answer to the request.
 *
 * A filing, standing or permit that moved on since it was read undoes everything with `40001`: read
 * again and decide again. The same request twice at once fails with `23505` on `requests_pkey`:
 * read the answer that was given.
 */
export const writeDecisions = (db: Db, region: string, given: Decisions): Promise<void> =>
  preparedDecisions(region, given)(db)

/**
 * For a transaction that writes parts of the same shape one after the other: their plan is kept from the
 * first on. PostgreSQL would plan each anew as long as it hopes to gain by it (5 ms of 25).
 */
export async function keepPlans(trx: Db): Promise<void> {
  await sql`set local plan_cache_mode = force_generic_plan`.execute(trx)
}

/** Whoever decides about a person's years again waits for whoever is at it, until the transaction ends. */
export async function lockPerson(trx: Db, region: string, person: string): Promise<void> {
  const name = `${region} ${person}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 3))`.execute(trx)
}

export interface Decisions {
  readonly items: readonly DecidedItem[]
  readonly standings: readonly StandingItem[]
  readonly request?: RequestItem
}
/** The same in two breaths: put into words now, sent when the database has time for it. */
export function preparedDecisions(region: string, given: Decisions): (db: Db) => Promise<void> {
  const { items, standings, request } = given
  if (items.length === 0 && standings.length === 0 && !request) return async () => undefined
  const { run, values } = decisionStatement(region, {
    item: items.map(itemRow),
    desk: items.flatMap(deskRows),
    credit: items.flatMap(creditRows),
    year: standings.map(standingRow),
    permit: items.flatMap(permitRows),
    used: items.flatMap((it) =>
      it.usesPermit ? [{ id: it.usesPermit, filing: it.state.id }] : [],
    ),
    request: request ? [request] : [],
  })
  return async (db) => {
    await run(db as never, values)
  }
}

const actorOf = (entry: Entry) => ({
  account: 'account' in entry.by ? (entry.by.account ?? null) : null,
  post_office: entry.by.kind === 'post' ? entry.by.office : null,
})

function itemRow({ state, stateType, entry, seen }: DecidedItem) {
  return {
    id: state.id,
    seen,
    seq: state.seq,
    state: state.state,
    state_type: stateType,
    title: state.title,
    kind: state.kind,
    year: state.year,
    subject: state.subject,
    claimed: state.claimed,
    awarded: state.awarded,
    credited: state.credited,
    stuck: state.stuck,
    since: state.since,
    submitted_at: state.submittedAt,
    decided_at: state.decidedAt,
    fold: state,
    entry,
    action: entry.action,
    at: entry.at,
    ...actorOf(entry),
  }
}

/** Draft and finished filings are held by nobody; what waits after the end is `verify`. */
function deskRows({ state, stateType }: DecidedItem) {
  const purpose = stateType === 'waiting' ? 'decide' : 'verify'
  return state.desks
    .filter((it) => !it.done && !it.empty)
    .map((it) => ({
      filing: state.id,
      office: it.office,
      chain: state.chain,
      purpose,
      since: state.since,
      department: it.department ?? null,
      circle: circleOf(it),
    }))
}

function creditRows({ credits }: DecidedItem) {
  return credits.map((it) => ({ ...it, seq: it.entry, same: it.same ?? null }))
}

function permitRows({ permits, state }: DecidedItem) {
  return permits.map((it) => ({
    ...it,
    year: it.year ?? null,
    kind: it.kind ?? null,
    made_by: state.id,
  }))
}

function standingRow({ standing, ...it }: StandingItem) {
  return {
    ...it,
    total: standing.total,
    subjects: standing.subjects,
    verdict: standing.verdict,
    requirement: standing.requirement ?? null,
  }
}
