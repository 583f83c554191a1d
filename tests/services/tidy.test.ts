import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#services/doctor/doctor'
import { uploadFile } from '#services/files/upload'
import { file } from '#services/filings/file'
import { tidy } from '#services/jobs/tidy'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const now = '2026-06-20T00:00:00.000Z'

const aPhoto = async (shade: number) =>
  sharp({
    create: { width: 20, height: 20, channels: 3, background: { r: shade * 5, g: 9, b: 9 } },
  })
    .jpeg()
    .toBuffer()

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
    await sql`insert into known_devices select ${region}, k, ${li.account}, ${now}::timestamptz - d
      from (values ('old', interval '181 days'), ('new', interval '179 days')) v(k, d)`.execute(
      world.db,
    )
    await tidy(world)
    const left = await sql<{
      of: string
      what: string
    }>`select 's' as of, id_hash as what from sessions
      union all select 'r', key from requests where key in ('old', 'new') union all select 't', key from sign_in_tries union all select 'd', id_hash from known_devices order by 1`.execute(
      world.db,
    )
    expect(left.rows).toEqual([
      { of: 'd', what: 'new' },
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

  describe('uploads no filing ever named', () => {
    const upload = async (bytes: Uint8Array, key = newKey()) => {
      const li = await world.as(region, 'li')
      const it = { bytes, name: 'a.jpg', chain: 'declaration', field: 'files' }
      return (await uploadFile(world, li, it, key)).file
    }
    const rowOf = (id: string) =>
      world.db.selectFrom('files').select('hash').where('id', '=', id).executeTakeFirst()
    const brokenFiles = async () =>
      (await doctor(world)).differences.filter((it) => it.broken.startsWith('file'))
    const aWeekLater = '2026-06-27T00:00:01.000Z'

    test('go after a week with their bytes; one that a filing names stays', async () => {
      const li = await world.as(region, 'li')
      const [unnamed, named] = [await upload(await aPhoto(1)), await upload(await aPhoto(2))]
      const data = {
        kind: 'training-class',
        content: '班',
        files: [{ file: named, name: 'a.jpg' }],
      }
      await file(world, li, { chain: 'declaration', data }, newKey())
      const hashes = [(await rowOf(unnamed))!.hash, (await rowOf(named))!.hash] as const
      await tidy(world)
      expect(await world.files.get(hashes[0])).toBeDefined()
      world.at(aWeekLater)
      await tidy(world)
      expect(await rowOf(unnamed)).toBeUndefined()
      expect(await world.files.get(hashes[0])).toBeUndefined()
      expect(await world.files.get(hashes[1])).toBeDefined()
      expect(await brokenFiles()).toEqual([])
    })

    test('bytes another upload has as well stay', async () => {
      world.at(now)
      const old = await upload(await aPhoto(3))
      world.at('2026-06-26T00:00:00.000Z')
      const young = await upload(await aPhoto(3))
      world.at(aWeekLater)
      await tidy(world)
      expect(await rowOf(old)).toBeUndefined()
      expect(await world.files.get((await rowOf(young))!.hash)).toBeDefined()
    })

    test('the same uploaded while the old one goes keeps its bytes', async () => {
      for (let round = 0; round < 8; round += 1) {
        world.at(now)
        const bytes = await aPhoto(10 + round)
        await upload(bytes)
        world.at(aWeekLater)
        const [again] = await Promise.all([upload(bytes), tidy(world), tidy(world)])
        expect(await world.files.get((await rowOf(again))!.hash)).toBeDefined()
      }
    })

    test('bytes without any row go once they are old, on any clock', async () => {
      const bytes = await aPhoto(30)
      const hash = createHash('sha256').update(bytes).digest('hex')
      await world.files.put(hash, bytes)
      await tidy(world)
      expect(await world.files.get(hash)).toBeDefined()
      world.at(new Date(Date.now() + 8 * 86_400_000).toISOString())
      await tidy(world)
      expect(await world.files.get(hash)).toBeUndefined()
      expect(await brokenFiles()).toEqual([])
    })
  })
})
