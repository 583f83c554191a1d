import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActedView } from '#core/api'
import { checkDigit } from '#core/form'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { listPage } from '#services/filings/lists'
import { newForm } from '#services/filings/new-form'
import { viewFiling } from '#services/filings/view'
import { Refused } from '#services/refusal'
import { register } from '#services/registrations/register'
import { signIn } from '#services/sessions/sign-in'
import type { Viewer } from '#services/viewer'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'henan'
let counter = 0
const key = () => `other-${(counter += 1)}`
const idNumber = (first17: string) => `${first17}${checkDigit(first17)}`
const codesOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error = await work.then(
    () => undefined,
    (it: unknown) => it,
  )
  if (error instanceof Refused) return error.issues.map((it) => it.code)
  throw new Error(`Not refused: ${JSON.stringify(error)}`)
}

describe('chains that are not about hours', () => {
  let world: TestWorld
  const as = (who: string) => world.as(region, who)
  const officeId = async (office: string) =>
    (
      await world.db
        .selectFrom('offices')
        .select('id')
        .where('region', '=', region)
        .where('key', '=', office)
        .executeTakeFirstOrThrow()
    ).id
  const submit = (by: Viewer, it: ActedView) =>
    act(world, by, it.id, { action: 'submit', seen: it.seq }, key())
  const approve = (by: Viewer, it: ActedView) =>
    act(world, by, it.id, { action: 'approve', seen: it.seq }, key())
  beforeAll(async () => {
    world = await aWorld([region])
  })
  afterAll(() => world.close())

  const address = '10.1.1.1'
  const newcomer = idNumber('41090219950505001')
  const registration = async () => ({
    'id-number': newcomer,
    phone: '13900001111',
    email: 'newcomer@example.com',
    area: '410901',
    unit: await officeId('school'),
    name: '新来的',
    gender: 'female',
    'birth-date': '1995-05-05',
  })
  const enter = () =>
    signIn(world, { region, idNumber: newcomer, password: '自己设的口令2026', address })

  test('a registration waits for the unit; refused, the id number may register again; approved, one signs in', async () => {
    const given = {
      region,
      chain: 'registration',
      data: await registration(),
      password: '自己设的口令2026',
      address,
    }
    expect((await register(world, given)).says).toBe('注册信息已经提交审核，请耐心等待')
    expect(await codesOf(enter())).toEqual(['account-waiting'])
    expect(await codesOf(register(world, given))).toEqual(['already-registered-waiting'])

    const admin = await as('school-admin')
    const list =
      (await as('school-admin')).pack.portal.lists.find(
        (it) => it.chains?.includes('registration') && it.tabs === undefined,
      ) ?? admin.pack.portal.lists.find((it) => it.chains?.includes('registration'))!
    const page = await listPage(world, admin, { list: list.id })
    const first = page.rows.find((it) => Object.values(it.cells).includes('新来的'))
    expect(first).toBeDefined()
    await act(
      world,
      admin,
      first!.id,
      { action: 'refuse', seen: first!.seq, opinion: '不是本单位人员' },
      key(),
    )
    expect(await codesOf(enter())).toEqual(['wrong-password'])

    await register(world, given)
    const again = (await listPage(world, admin, { list: list.id })).rows.find(
      (it) => it.stateType === 'waiting',
    )!
    await act(world, admin, again.id, { action: 'approve', seen: again.seq }, key())
    const { session } = await enter()
    expect(session.identity).toBe('person')
    const person = await world.db
      .selectFrom('people')
      .selectAll()
      .where('account', '=', session.account)
      .executeTakeFirstOrThrow()
    expect(person).toMatchObject({
      state: 'open',
      name: '新来的',
      office: await officeId('school'),
    })
    expect(person.attributes).toMatchObject({ gender: 'female', 'birth-date': '1995-05-05' })
  })

  test('a registration that is refused at once leaves nothing behind', async () => {
    const data = {
      ...(await registration()),
      'id-number': idNumber('41090219960606002'),
      email: 'no address',
    }
    const before = await world.db
      .selectFrom('accounts')
      .select((it) => it.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(
      await codesOf(
        register(world, {
          region,
          chain: 'registration',
          data,
          password: '自己设的口令2026',
          address,
        }),
      ),
    ).toEqual(['bad-email'])
    expect(
      await codesOf(
        register(world, {
          region,
          chain: 'registration',
          data: { ...data, email: 'a@b.cn' },
          password: '123',
          address,
        }),
      ),
    ).toContain('password-too-short')
    const after = await world.db
      .selectFrom('accounts')
      .select((it) => it.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(after.n).toBe(before.n)
  })

  test('a transfer moves the person when the destination accepts, and not before', async () => {
    const admin = await as('school-admin')
    const person = await as('li')
    const destination = await officeId('branch')
    const draft = await file(
      world,
      admin,
      {
        chain: 'transfer',
        applicant: person.person!.id,
        data: {
          applicant: person.person!.id,
          origin: await officeId('school'),
          destination,
          contact: '0393-0000001',
          reason: '工作调动',
        },
      },
      key(),
    )
    const sent = await submit(admin, draft)
    expect(sent.label).toBe('待转入')
    expect(sent.says, 'each chain says its own').toMatch(/^调出请求已发出，.*，现由.*处理$/)
    expect((await as('li')).person!.office).toBe(await officeId('school'))
    expect(await codesOf(approve(admin, sent))).toEqual(['not-your-turn'])
    expect((await approve(await as('branch-admin'), sent)).label).toBe('同意转入')
    expect((await as('li')).person!.office).toBe(destination)
    const own = await viewFiling(world, await as('school-admin'), draft.id)
    expect(own.entries.at(-1)!.effects[0]).toContain('转入')
  })

  test('the unit one is transferred from is given: no form offers to change it, and no request can', async () => {
    const [admin, wang] = [await as('school-admin'), await as('wang')]
    const applicant = wang.person!.id
    const form = await newForm(world, admin, { chain: 'transfer', applicant })
    expect(form.values['origin']).toBe(await officeId('school'))
    expect(form.fixed).toEqual(['origin'])
    const data = { applicant, destination: await officeId('branch'), contact: '1', reason: '调动' }
    const elsewhere = { ...data, origin: await officeId('branch') }
    expect(
      await codesOf(file(world, admin, { chain: 'transfer', applicant, data: elsewhere }, key())),
    ).toEqual(['immutable'])
    const made = await file(world, admin, { chain: 'transfer', applicant, data }, key())
    const { form: drawn } = await viewFiling(world, admin, made.id)
    expect(drawn.values['origin']).toBe(await officeId('school'))
    await act(world, admin, made.id, { action: 'delete', seen: made.seq }, key())
  })

  test('what waits about a person follows when the person moves, with a line in its log', async () => {
    const [wang, admin] = [await as('wang'), await as('school-admin')]
    const [file1] = await world.db
      .insertInto('files')
      .values({
        region,
        id: world.newId(),
        hash: 'a'.repeat(64),
        name: 'a.jpg',
        mime: 'image/jpeg',
        bytes: 9,
        account: wang.account,
        filing: null,
        created_at: world.clock(),
      })
      .returning('id')
      .execute()
    world.at('2026-08-01T02:00:00.000Z')
    const data = {
      year: 2026,
      kind: 'base-class',
      item: '新课程标准培训班',
      organiser: '教师继续教育基地',
      from: '2026-07-06',
      to: '2026-07-10',
      'base-level': 'municipal',
      score: '合格',
      claimed: 6,
      evidence: [{ file: file1!.id, name: 'a.jpg' }],
    }
    const waiting = await submit(
      wang,
      await file(world, wang, { chain: 'declaration', data: data as never }, key()),
    )
    const move = await submit(
      admin,
      await file(
        world,
        admin,
        {
          chain: 'transfer',
          applicant: wang.person!.id,
          data: {
            applicant: wang.person!.id,
            origin: await officeId('school'),
            destination: await officeId('agri'),
            contact: '1',
            reason: '调动',
          },
        },
        key(),
      ),
    )
    expect((await viewFiling(world, admin, waiting.id)).holders[0]!.office).toContain(
      '龙乡实验中学',
    )
    await approve(await as('agri-admin'), move)
    const now = await viewFiling(world, await as('wang'), waiting.id)
    expect(now.holders.map((it) => it.office)).toEqual(['清丰县农业技术推广站（演示）'])
    expect(now.entries.at(-1)!.action).toBe('reassign')
  })

  test('an office cannot come to stand under the wrong type, under itself or under its own subordinates', async () => {
    const edu = await as('edu-admin')
    const attempt = async (relation: string, office: string) => {
      const data = { relation, superior: await officeId(office), reason: '试一试' }
      return codesOf(
        file(world, edu, { chain: 'superior-change', data }, key()).then((it) => submit(edu, it)),
      )
    }
    expect(await attempt('hrss', 'school')).toEqual(['superior-type'])
    expect(await attempt('authority', 'edu')).toEqual(['superior-type'])
  })

  test('更换上级部门 is refused while something below is pending, and needs both superiors for an authority', async () => {
    const zhang = await as('zhang')
    const edu = await as('edu-admin')
    const data = {
      relation: 'hrss',
      superior: await officeId('hualong-hrss'),
      reason: '管理权限调整',
    }
    const draft = await file(world, edu, { chain: 'superior-change', data }, key())

    const someone = await file(
      world,
      await as('school-admin'),
      {
        chain: 'transfer',
        applicant: zhang.person!.id,
        data: {
          applicant: zhang.person!.id,
          origin: await officeId('school'),
          destination: await officeId('branch'),
          contact: '1',
          reason: '调动',
        },
      },
      key(),
    )
    const waiting = await submit(await as('school-admin'), someone)
    expect(await codesOf(submit(edu, draft))).toEqual(['needs-unmet'])
    await act(
      world,
      await as('school-admin'),
      waiting.id,
      { action: 'withdraw', seen: waiting.seq },
      key(),
    )

    const sent = await submit(edu, draft)
    expect(sent.says).toContain('濮阳市人力资源和社会保障局')
    expect(sent.says).toContain('华龙区人力资源和社会保障局')
    const one = await approve(await as('city-admin'), sent)
    expect(one.stateType).toBe('waiting')
    expect(
      await codesOf(
        act(world, await as('city-admin'), one.id, { action: 'approve', seen: one.seq }, key()),
      ),
    ).toEqual(['already-decided-here'])
    const both = await approve(await as('hualong-admin'), one)
    expect(both.label).toBe('审核通过')
    const org = await world.orgs.view(region)
    expect(org.office((await officeId('edu')) as never)!.superiors['hrss']).toEqual([
      await officeId('hualong-hrss'),
    ])
  })
})
