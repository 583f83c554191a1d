import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statement } from '../../engine/storage/statements.ts'
import { eachDatabase, type FreshDatabase, freshDatabase } from '../support/database.ts'

interface Tables {
  test_slips: { id: number; said: string }
}

const writeSlip = statement<{ id: number }, [number, string]>(
  'test-write-slip',
  'insert into test_slips (id, said) values ($1, $2) returning id',
)

describe.each(eachDatabase())('on $name', (server) => {
  let database: FreshDatabase<Tables>
  beforeAll(async () => {
    database = await freshDatabase<Tables>(server)
    await sql`create table test_slips (id bigint primary key, said text not null)`.execute(
      database.db,
    )
  })
  afterAll(() => database.close())

  test('figures come back as numbers, days as they are written, times in UTC with milliseconds', async () => {
    const { rows } = await sql`
      select 9007199254740991::bigint as largest, 1.25::numeric as hours, date '2026-03-01' as day,
        timestamptz '2026-03-01 08:00:00.5+08' as at, array[date '2026-01-20', null] as days,
        array[1, 2]::bigint[] as ids, null::timestamptz as never, '{"a":1}'::jsonb as data
    `.execute(database.db)
    expect(rows).toEqual([
      {
        largest: 9007199254740991,
        hours: 1.25,
        day: '2026-03-01',
        at: '2026-03-01T00:00:00.500Z',
        days: ['2026-01-20', null],
        ids: [1, 2],
        never: null,
        data: { a: 1 },
      },
    ])
  })

  test('a plan made while a table was empty still goes by the index when it has grown', async () => {
    const findSlip = statement<{ said: string }, [number]>(
      'test-find-grown',
      'select said from test_grown where id = $1',
    )
    await sql`create table test_grown (id bigint primary key, said text not null)`.execute(
      database.db,
    )
    await sql`analyze test_grown`.execute(database.db)
    await database.db.connection().execute(async (one) => {
      // From the sixth time on PostgreSQL keeps the plan.
      for (let time = 0; time < 7; time += 1) await findSlip(one, [1])
      await sql`insert into test_grown select n, 'slip' from generate_series(1, 3000) as n`.execute(
        one,
      )
      const { rows } = await sql<{
        'QUERY PLAN': string
      }>`explain (costs off) execute "test-find-grown"(7)`.execute(one)
      expect(rows.map((it) => it['QUERY PLAN']).join('\n')).toContain('Index Cond')
    })
  })

  test('a bigint too large to be exact is an error, not a rounding', async () => {
    await expect(sql`select 9007199254740993::bigint as n`.execute(database.db)).rejects.toThrow(
      'select it as text',
    )
  })

  test('a named statement runs inside a transaction, on its connection, and is undone with it', async () => {
    const work = database.db.transaction().execute(async (trx) => {
      expect(await writeSlip(trx, [1, 'first'])).toEqual([{ id: 1 }])
      expect(await trx.selectFrom('test_slips').selectAll().execute()).toHaveLength(1)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await database.db.selectFrom('test_slips').selectAll().execute()).toEqual([])
  })

  test('a statement by hand is prepared at once, one of Kysely the second time it is seen', async () => {
    const prepared = await database.db.connection().execute(async (one) => {
      await writeSlip(one, [2, 'second'])
      for (const id of [1, 2, 3])
        await one.selectFrom('test_slips').select('said').where('id', '=', id).execute()
      const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(
        one,
      )
      return rows.map((it) => it.name)
    })
    expect(prepared).toContain('test-write-slip')
    expect(prepared.some((name) => name.startsWith('k'))).toBe(true)
  })

  test('after a column is added a kept plan fails once and is then made anew', async () => {
    const one = await freshDatabase<Tables>(server)
    await sql`create table test_slips (id bigint primary key, said text not null)`.execute(one.db)
    const all = (): Promise<unknown[]> => one.db.selectFrom('test_slips').selectAll().execute()
    for (let i = 0; i < 3; i++) await all()
    await sql`alter table test_slips add column by text`.execute(one.db)
    await all().catch((error: Error) => expect(error.message).toContain('cached plan'))
    expect(await all()).toEqual([])
    await one.close()
  })

  test('a connection that dies in the midst of a transaction ends that transaction, and not the process', async () => {
    const { db } = database
    const cutOff = db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db)
      await new Promise((done) => setTimeout(done, 100))
      await sql`select 1`.execute(trx)
    })
    await expect(cutOff).rejects.toThrow(/terminat|connection/i)
    expect((await sql<{ n: number }>`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }])
  })

  test('two databases of one run know nothing of each other', async () => {
    const other = await freshDatabase<Tables>(server)
    await expect(other.db.selectFrom('test_slips').selectAll().execute()).rejects.toThrow(
      'does not exist',
    )
    await other.close()
  })
})

test('one name cannot stand for two texts', () => {
  expect(() => statement('test-write-slip', 'select 1')).toThrow("named 'test-write-slip'")
})
