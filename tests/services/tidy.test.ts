import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tidy } from '#services/jobs/tidy'
import { eachDatabase } from '../support/database.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const now = '2026-06-20T00:00:00.000Z'

describe.each(eachDatabase().slice(0, 1))('clearing up on $name', (server) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld([region], { server, at: now })
  })
  afterAll(() => world.close())
  const count = async (query: ReturnType<typeof sql<{ n: number }>>) =>
    (await query.execute(world.db)).rows[0]!.n

  test('what has had its time goes, what has not stays', async () => {
    const li = await world.as(region, 'li')
    await sql`insert into sessions select h, ${region}, ${li.account}, 'person', ${now}::timestamptz - interval '2 days', ${now}, ${now}::timestamptz + d
      from (values ('old', interval '-1 minute'), ('new', interval '1 minute')) v(h, d)`.execute(
      world.db,
    )
    await sql`insert into requests select ${region}, ${li.account}, k, '', 'true', ${now}::timestamptz - d
      from (values ('old', interval '8 days'), ('new', interval '6 days')) v(k, d)`.execute(
      world.db,
    )
    await sql`insert into sign_in_tries select k, ${now}::timestamptz - d
      from (values ('old', interval '25 hours'), ('new', interval '23 hours')) v(k, d)`.execute(
      world.db,
    )
    await tidy(world)
    const left = await sql<{
      of: string
      what: string
    }>`select 's' as of, id_hash as what from sessions
      union all select 'r', key from requests where key in ('old', 'new') union all select 't', key from sign_in_tries order by 1`.execute(
      world.db,
    )
    expect(left.rows).toEqual([
      { of: 'r', what: 'new' },
      { of: 's', what: 'new' },
      { of: 't', what: 'new' },
    ])
  })

  test('an office’s count is the same sum in few lines, while others go on counting', async () => {
    const office = (await world.as(region, 'chief')).post!.office
    const add = (n: number) =>
      sql`insert into desk_counts (region, office, chain, purpose, n) select ${region}, ${office}, 'declaration', 'decide', 1 from generate_series(1, ${n}::int)`.execute(
        world.db,
      )
    await add(200)
    await Promise.all([tidy(world), add(30), tidy(world), add(30)])
    await tidy(world)
    expect(
      await count(sql`select sum(n)::bigint as n from desk_counts where office = ${office}`),
    ).toBe(260)
    expect(
      await count(sql`select count(*) as n from desk_counts where office = ${office}`),
    ).toBeLessThanOrEqual(60)
  })
})
