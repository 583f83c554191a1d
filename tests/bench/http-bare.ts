import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import type { BenchWorld } from './world.ts'

/**
 * The mere status update that stack.md gives figures for, on a bare Hono and Kysely: the token looked
 * up, one row updated, one line of activity. No rules, no desks, no hours, no answer kept.
 */
export async function bareApp(world: BenchWorld, rows: number): Promise<Hono> {
  const { db, pool } = world
  await pool.query('create table bare_tokens (hash text primary key, account text not null)')
  await pool.query(
    'create table bare_items (id int primary key, status text not null, title text not null, changed_at timestamptz)',
  )
  await pool.query(
    'create table bare_activity (id bigint generated always as identity primary key, item int not null, account text not null, action text not null, at timestamptz not null)',
  )
  await pool.query(
    'insert into bare_items select n, $2, $3 from generate_series(1, $1::int) as n',
    [rows, 'waiting', '培训班'],
  )
  await pool.query('insert into bare_tokens values ($1, $2)', [hashOf('token'), 'reviewer'])
  const app = new Hono()
  app.post('/items/:id', async (c) => {
    const hash = hashOf(c.req.header('authorization') ?? '')
    const { rows: found } = await sql<{
      account: string
    }>`select account from bare_tokens where hash = ${hash}`.execute(db)
    const account = found[0]?.account
    if (!account) return c.json({ error: 'who' }, 401)
    const { status } = await c.req.json<{ status: string }>()
    const id = Number(c.req.param('id'))
    const at = new Date().toISOString()
    const item = await db.transaction().execute(async (trx) => {
      const changed = await sql<{
        id: number
      }>`update bare_items set status = ${status}, changed_at = ${at} where id = ${id} returning id, status`.execute(
        trx,
      )
      await sql`insert into bare_activity (item, account, action, at) values (${id}, ${account}, ${status}, ${at})`.execute(
        trx,
      )
      return changed.rows[0]
    })
    return item ? c.json(item) : c.json({ error: 'no such item' }, 404)
  })
  return app
}
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
