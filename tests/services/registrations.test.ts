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
    more: { name?: string; password?: string; address?: string; key?: string; email?: string } = {},
  ) => ({
    key: more.key ?? '',
    region,
    chain: 'registration',
    password: more.password ?? '自己设的口令2026',
    address: more.address ?? '10.1.1.1',
    data: {
      'id-number': id,
      phone: '13900001111',
      email: more.email ?? 'newcomer@example.com',
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

  let newcomers = 0
  const newcomer = () => {
    newcomers += 1
    return idNumber(
      `410902199808${String(1 + (newcomers % 28)).padStart(2, '0')}${700 + newcomers}`,
    )
  }

  test('a form with mistakes is none of those an address may send', async () => {
    const address = '203.0.113.10'
    for (let n = 0; n < 25; n += 1)
      expect(await codeOf(given(newcomer(), { email: 'none', address }))).toBe('bad-email')
    for (let n = 0; n < 20; n += 1)
      expect((await register(world, given(newcomer(), { address }))).says).toBeTruthy()
    expect(await codeOf(given(newcomer(), { address }))).toBe('too-many-tries')
    expect(
      (await register(world, given(newcomer(), { address: '203.0.113.11' }))).says,
    ).toBeTruthy()
  })

  test('ten mistakes with one id number stop that number from there, a hundred the address', async () => {
    const [address, own] = ['203.0.113.12', newcomer()]
    for (let n = 0; n < 10; n += 1)
      expect(await codeOf(given(own, { email: 'none', address }))).toBe('bad-email')
    expect(await codeOf(given(own, { address }))).toBe('too-many-tries')
    expect((await register(world, given(own, { address: '203.0.113.13' }))).says).toBeTruthy()
    for (let n = 0; n < 90; n += 1)
      expect(await codeOf(given('', { email: 'none', address }))).not.toBe('too-many-tries')
    expect(await codeOf(given(newcomer(), { address }))).toBe('too-many-tries')
  })

  test('the same request again is answered the same and registers nobody twice', async () => {
    const it = given(newcomer(), { key: 'one-and-the-same', address: '203.0.113.14' })
    const before = await countOf('filings')
    const first = await Promise.all([1, 2, 3].map(() => register(world, it)))
    const again = await register(world, it)
    expect(new Set([...first, again].map((one) => one.says)).size).toBe(1)
    expect(await countOf('filings')).toBe(before + 1)
    const other = { ...it, data: { ...it.data, name: '另一个' } }
    expect(await codeOf(other)).toBe('key-used-otherwise')
    // Nobody else's request can be in its way.
    const stranger = given(newcomer(), { key: 'one-and-the-same', address: '203.0.113.14' })
    expect((await register(world, stranger)).says).toBeTruthy()
    // What is kept of it says nothing of the password: it would be a hash to try words on.
    expect((await register(world, { ...it, password: '另一个口令2026' })).says).toBe(again.says)
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
