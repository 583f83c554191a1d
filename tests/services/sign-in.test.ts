import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDigit } from '#core/form'
import { Refused } from '#services/refusal'
import {
  changeIdentity,
  changePassword,
  sessionOf,
  signIn,
  signOut,
} from '#services/sessions/sign-in'
import { demoPassword } from '#services/worlds/seed'
import { aWorld, type TestWorld } from '../support/world.ts'

describe('signing in', () => {
  let world: TestWorld
  let idNumber: string
  const region = 'henan'
  beforeAll(async () => {
    world = await aWorld([region, 'weihai'])
    const pack = (await world.packs.current(region))!
    idNumber = pack.world.people.find((it) => it.office && it['id-number'].endsWith('X'))![
      'id-number'
    ]
  })
  afterAll(() => world.close())

  const enter = (given: Partial<Parameters<typeof signIn>[1]> = {}) =>
    signIn(world, { region, idNumber, password: demoPassword, address: '10.0.0.1', ...given })
  const codeOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (it: unknown) => it,
    )
    return error instanceof Refused ? error.issues.map((it) => it.code) : error
  }

  test('with the id number in either case of its last letter', async () => {
    const { token, session } = await enter({ idNumber: idNumber.toLowerCase() })
    expect(session.region).toBe(region)
    expect(await sessionOf(world, token)).toMatchObject({ account: session.account })
  })

  test('a wrong check digit is refused before anything is looked up', async () => {
    const wrong = `${idNumber.slice(0, 17)}1`
    expect(await codeOf(enter({ idNumber: wrong }))).toEqual(['bad-id-number'])
  })

  test('an unknown number and a wrong password are answered the same', async () => {
    const unknown = `11010119000101011${checkDigit('11010119000101011')}`
    expect(await codeOf(enter({ idNumber: unknown, address: '10.0.0.2' }))).toEqual(
      await codeOf(enter({ password: 'not-it', address: '10.0.0.2' })),
    )
  })

  const someoneElse = async (at = 0) =>
    (await world.packs.current(region))!.world.people.filter(
      (it) => it.office && it['id-number'] !== idNumber,
    )[at]!['id-number']

  test('five wrong passwords close the door for who tried them, for a quarter of an hour and no longer', async () => {
    const own = { idNumber: await someoneElse(), address: '10.0.1.1' }
    for (let it = 0; it < 5; it += 1)
      expect(await codeOf(enter({ ...own, password: 'wrong' }))).toEqual(['wrong-password'])
    expect(await codeOf(enter(own))).toEqual(['too-many-tries'])
    world.at('2026-06-01T02:15:01.000Z')
    expect((await enter(own)).token).toBeTruthy()
    world.at('2026-06-01T02:00:00.000Z')
  })

  test('of twenty tries at the same moment five are looked at', async () => {
    const own = { idNumber: await someoneElse(1), address: '10.0.2.1', password: 'wrong' }
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(enter(own))))
    expect(codes.flat().filter((it) => it === 'wrong-password')).toHaveLength(5)
    expect(codes.flat().filter((it) => it === 'too-many-tries')).toHaveLength(15)
  })

  test('a stranger’s guesses keep nobody out: not the owner elsewhere, not the owner on a device used before', async () => {
    const own = { idNumber: await someoneElse(2), address: '10.0.3.1' }
    const { device } = await enter(own)
    const guess = (address: string) => codeOf(enter({ ...own, address, password: 'wrong' }))
    for (let it = 0; it < 5; it += 1) await guess('203.0.113.1')
    expect(await guess('203.0.113.1')).toEqual(['too-many-tries'])
    expect((await enter({ ...own, address: '10.0.3.2' })).token).toBeTruthy()

    for (let it = 0; it < 25; it += 1) await guess(`203.0.113.${100 + it}`)
    expect(await guess('203.0.113.200')).toEqual(['too-many-tries'])
    expect(await codeOf(enter({ ...own, address: '10.0.3.3' }))).toEqual(['too-many-tries'])
    expect((await enter({ ...own, address: '10.0.3.3', device })).device).toBe(device)
    const foreign = {
      ...own,
      address: '10.0.3.3',
      device: (await enter({ idNumber: await someoneElse(3) })).device,
    }
    expect(await codeOf(enter(foreign))).toEqual(['too-many-tries'])
  })

  test('a hundred wrong passwords from one address shut one region’s door to strangers there, and no other’s', async () => {
    const address = '203.0.113.250'
    const numbers = Array.from({ length: 100 }, (_, n) => {
      const first = `4109021990${1000 + n}${100 + n}`
      return `${first}${checkDigit(first)}`
    })
    const guess = (number: string, of = region) =>
      codeOf(enter({ region: of, idNumber: number, address, password: 'wrong' }))
    for (const it of numbers) expect(await guess(it)).toEqual(['wrong-password'])
    expect(await guess(idNumber)).toEqual(['too-many-tries'])
    expect(await guess(idNumber, 'weihai')).toEqual(['wrong-password'])
  })

  test('a device that was stolen has five guesses like anybody, and none the account is known by is stored', async () => {
    const own = { idNumber: await someoneElse(3) }
    const { device } = await enter(own)
    for (let it = 0; it < 5; it += 1)
      expect(
        await codeOf(enter({ ...own, device, password: 'wrong', address: `10.0.4.${it}` })),
      ).toEqual(['wrong-password'])
    expect(await codeOf(enter({ ...own, device }))).toEqual(['too-many-tries'])
    const rows = await world.db.selectFrom('known_devices').select('id_hash').execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map((it) => it.id_hash)).not.toContain(device)
  })

  test('a session ends when it was idle for half an hour, when left, and after twelve hours at most', async () => {
    const { token } = await enter()
    world.at('2026-06-01T02:29:00.000Z')
    expect(await sessionOf(world, token)).toBeDefined()
    world.at('2026-06-01T02:58:00.000Z')
    expect(await sessionOf(world, token)).toBeDefined()
    world.at('2026-06-01T03:29:00.000Z')
    expect(await sessionOf(world, token)).toBeUndefined()
    const other = await enter()
    await signOut(world, other.token)
    expect(await sessionOf(world, other.token)).toBeUndefined()
    world.at('2026-06-01T02:00:00.000Z')
  })

  test('the database holds no usable token', async () => {
    const { token } = await enter()
    const rows = await world.db.selectFrom('sessions').select('id_hash').execute()
    expect(rows.map((it) => it.id_hash)).not.toContain(token)
  })

  test('a new password must be long, no part of the id number, and ends every other session', async () => {
    const [first, second] = [await enter(), await enter()]
    const change = (next: string) =>
      changePassword(world, second.session, { old: demoPassword, new: next })
    expect(await codeOf(change('short'))).toContain('password-too-short')
    expect(await codeOf(change(idNumber.slice(-8)))).toContain('password-guessable')
    expect(await codeOf(change('12345678'))).toContain('password-guessable')
    expect(await codeOf(change(demoPassword))).toContain('password-unchanged')
    const known = ['password', 'Passw0rd!', 'P@ssword2026', 'qwertyuiop', '1qaz2wsx', 'woaini1314']
    for (const one of [...known, 'a123456789', 'admin888', 'xueshi123'])
      expect([one, await codeOf(change(one))]).toEqual([one, ['password-guessable']])
    const person = world.db.updateTable('people').where('id_number', '=', idNumber)
    await person.set({ attributes: JSON.stringify({ phone: '13912345670' }) as never }).execute()
    for (const one of ['13912345670', '12345670', '13912345670!', `x${idNumber}`])
      expect([one, await codeOf(change(one))]).toEqual([one, ['password-guessable']])
    const third = await change('一个够长的新口令')
    expect(await sessionOf(world, first.token)).toBeUndefined()
    expect(await sessionOf(world, second.token)).toBeUndefined()
    expect(await sessionOf(world, third.token)).toBeDefined()
    expect(await codeOf(enter())).toEqual(['wrong-password'])
    await world.db
      .updateTable('accounts')
      .set({ must_change: true })
      .where('id_number', '=', idNumber)
      .execute()
    expect((await enter({ password: '一个够长的新口令' })).session.must_change).toBe(true)
  })

  test('one account, two identities: the session is for one at a time, and a change gives a new token', async () => {
    const pack = (await world.packs.current(region))!
    const both = pack.world.people.find(
      (it) => it.office && pack.world.posts.some((post) => post.person === it.key),
    )!
    const { token, session } = await enter({ idNumber: both['id-number'] })
    expect(session.identity).toBe('person')
    const post = await world.db
      .selectFrom('posts')
      .select('id')
      .where('account', '=', session.account)
      .executeTakeFirstOrThrow()
    const changed = await changeIdentity(world, token, session, post.id)
    expect(changed.session.identity).toBe(post.id)
    expect(await sessionOf(world, token)).toBeUndefined()
    expect(
      await codeOf(changeIdentity(world, changed.token, changed.session, world.newId())),
    ).toEqual(['no-identity'])
  })

  test('demo accounts do not exist where the demo is off', async () => {
    const strict = { ...world, demo: false }
    const own = (await world.packs.current(region))!.world.people.find(
      (it) => it.office && it['id-number'] !== idNumber,
    )!
    expect(
      await codeOf(
        signIn(strict, {
          region,
          idNumber: own['id-number'],
          password: demoPassword,
          address: '10.0.9.9',
        }),
      ),
    ).toEqual(['wrong-password'])
  })

  test('the demo’s sessions end with the demo', async () => {
    const { token } = await enter({ idNumber: await someoneElse(4) })
    expect(await sessionOf(world, token)).toBeDefined()
    expect(await sessionOf({ ...world, demo: false }, token)).toBeUndefined()
  })
})
