import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDigit } from '#core/form'
import { refusal } from '../support/refusal.ts'
import { register } from '#services/registrations/register'
import { demoPassword } from '#services/worlds/seed'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'henan'
const idNumber = (first17: string) => `${first17}${checkDigit(first17)}`

describe('registering oneself', () => {
  let world: TestWorld
  let unit: string
  beforeAll(async () => {
    world = await aWorld([region])
    unit = (await world.as(region, 'school-admin')).post!.office
  })
  afterAll(() => world.close())

  const given = (
    id: string,
    more: { name?: string; password?: string; address?: string } = {},
  ) => ({
    region,
    chain: 'registration',
    password: more.password ?? '自己设的口令2026',
    address: more.address ?? '10.1.1.1',
    data: {
      'id-number': id,
      phone: '13900001111',
      email: 'newcomer@example.com',
      area: '410901',
      unit,
      name: more.name ?? '新来的',
      gender: 'female',
      'birth-date': '1995-05-05',
    },
  })
  const codeOf = async (it: ReturnType<typeof given>, of: TestWorld = world) =>
    (await refusal(register(of, it))).issues[0]?.code
  const countOf = async (table: 'accounts' | 'people' | 'filings') =>
    (
      await world.db
        .selectFrom(table)
        .select((it) => it.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n

  test('sent five times at the same moment it is one registration', async () => {
    const it = given(idNumber('41090219970707003'))
    const before = await countOf('filings')
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => register(world, it)))
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(4)
    for (const reason of refused)
      expect((await refusal(Promise.reject(reason as Error))).issues[0]?.code).toBe(
        'already-registered-waiting',
      )
    expect(await countOf('filings')).toBe(before + 1)
  })

  test('cut short before it is sent it leaves nothing behind, and the id number is free', async () => {
    const it = given(idNumber('41090219970707011'))
    const all = () => Promise.all([countOf('accounts'), countOf('people'), countOf('filings')])
    const before = await all()
    await sql`create function cut_short() returns trigger language plpgsql as $$
      begin if new.seq = 2 then raise exception 'cut short'; end if; return new; end $$`.execute(
      world.db,
    )
    await sql`create trigger cut_short before insert on entries
      for each row execute function cut_short()`.execute(world.db)
    await expect(register(world, it)).rejects.toThrow('cut short')
    await sql`drop trigger cut_short on entries`.execute(world.db)
    expect(await all()).toEqual(before)
    expect((await register(world, it)).says).toBeTruthy()
  })

  test('with the account of a post: its password counts as a guess, and must be one’s own', async () => {
    const { world: own } = (await world.packs.current(region))!
    const holder = own.people.find(
      (it) => !it.office && own.posts.some((post) => post.person === it.key),
    )!
    const of = { name: holder.name, address: '203.0.113.77' }
    for (let n = 0; n < 5; n += 1)
      expect(
        await codeOf(given(holder['id-number'], { ...of, password: `猜一个口令第${n}次` })),
      ).toBe('already-registered')
    expect(await codeOf(given(holder['id-number'], { ...of, password: demoPassword }))).toBe(
      'too-many-tries',
    )

    const right = given(holder['id-number'], { name: holder.name, password: demoPassword })
    const account = world.db.updateTable('accounts').where('id_number', '=', holder['id-number'])
    await account.set({ must_change: true }).execute()
    expect(await codeOf(right)).toBe('must-change-password')
    await account.set({ must_change: false }).execute()
    expect(await codeOf(right, { ...world, demo: false })).toBe('already-registered')
    expect((await register(world, right)).says).toBeTruthy()
  })
})
