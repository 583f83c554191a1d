import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { StatementNames } from './statements.ts'
import { typeParsers } from './type-parsers.ts'

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Connections held at most. Default 10: more than the cores of a small server only queue there. */
  readonly connections?: number
  /**
   * `named` prepares each statement once per connection (1.4–1.7 times the rate). `plain` is for a
   * pooler between us and PostgreSQL that hands a connection from one to another (PgBouncer < 1.21).
   */
  readonly statements?: 'named' | 'plain'
  /** Told of errors on idle connections, which the pool replaces by itself. */
  readonly log?: (line: string) => void
}

export interface Database<Tables> {
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens a pool on a PostgreSQL, embedded or given. Connects at the first query, not here.
 *
 * What comes back: bigint and numeric as numbers, date as '2026-03-01', timestamptz as an ISO
 * string in UTC with milliseconds, json parsed.
 */
export function openDatabase<Tables = unknown>(options: DatabaseOptions): Database<Tables> {
  const isNamed = options.statements !== 'plain'
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    application_name: 'xueshi',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types: typeParsers,
    Client: isNamed ? namingClient(new StatementNames()) : pg.Client,
    // A pooler refuses start-up options, and owns the time-outs itself.
    ...(isNamed && {
      options: Object.entries(session)
        .map(([key, value]) => `-c ${key}=${value}`)
        .join(' '),
    }),
  })
  // A connection that dies while idle is no news for the caller: the next query gets a new one.
  pool.on('error', (error) => options.log?.(`database connection lost: ${error.message}`))
  // One that dies while it is used fails its query; unheard, it would end the whole process besides.
  pool.on('connect', (client) => client.on('error', () => {}))

  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/**
 * What each connection is told. A plan is kept with its statement: one that was made while a table was
 * empty would walk through the whole of it when it has grown, until somebody analyzes it. Every
 * statement on a person's way has its index, so the walk is no choice at all; before PostgreSQL 18 it
 * only costs more than anything, and a cost like that would have the plan compiled (jit).
 */
const session = {
  timezone: 'UTC',
  idle_in_transaction_session_timeout: '60000',
  enable_seqscan: 'off',
  jit: 'off',
} as const

/** A client that prepares what it is sent with values, under the name that text has. */
function namingClient(names: StatementNames): typeof pg.Client {
  class NamingClient extends pg.Client {
    // pg declares nine overloads of query; what we add concerns one of them, the rest pass through.
    override query(...given: never[]): never {
      const [text, values] = given as unknown[]
      if (typeof text !== 'string' || !Array.isArray(values) || given.length > 2)
        return send(this, given)
      const name = names.nameFor(text)
      if (name === undefined) return send(this, given)
      const answer = send(this, [{ name, text, values }]) as Promise<unknown>
      return answer.catch((error: unknown) => {
        if (isStalePlan(error)) names.renew()
        throw error
      }) as never
    }
  }
  const send = (client: pg.Client, given: readonly unknown[]): never =>
    (pg.Client.prototype.query as (...all: unknown[]) => never).apply(client, [...given])
  return NamingClient
}

function isStalePlan(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '0A000' &&
    error.message.includes('cached plan')
  )
}
