import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { viewFiling } from '#services/filings/view'
import { changeDepartment } from '#services/people/department'
import { sharedCell } from '#services/people/cells'
import { listPeople, readPerson } from '#services/people/list'
import { askDue } from '#services/offices/ask-again'
import { askLater } from '#services/offices/ask-later'
import { setReviewClosed } from '#storage/offices'
import { closeReview, listSubordinates } from '#services/people/subordinates'
import { doctor } from '#services/doctor/doctor'
import { uploadFile } from '#services/files/upload'
import { aPhonePhoto } from '../documents/files.ts'
import { eachDatabase } from '../support/database.ts'
import { codeOf, newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'henan'
const page = { page: 1, size: 50 }
const training = {
  year: 2026,
  kind: 'base-class',
  item: '新课程标准培训班',
  organiser: '教师继续教育基地',
  from: '2026-07-06',
  to: '2026-07-10',
  'base-level': 'municipal',
  score: '合格',
  claimed: 6,
}

describe.each(eachDatabase().slice(0, 1))('people and their offices on $name', (server) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld([region, 'guangxi'], { server, at: '2026-12-01T02:00:00.000Z' })
  })
  afterAll(() => world.close())

  const names = async (key: string, where = region, given: object = {}) =>
    (await listPeople(world, await world.as(where, key), { ...page, ...given })).rows.map(
      (it) => it.name,
    )
  const submitted = async (who: string) => {
    const viewer = await world.as(region, who)
    const picture = {
      bytes: await aPhonePhoto(),
      name: '证明.jpg',
      chain: 'declaration',
      field: 'evidence',
    }
    const { file: id, name } = await uploadFile(world, viewer, picture, newKey())
    const data = { ...training, evidence: [{ file: id, name }] }
    const draft = await file(world, viewer, { chain: 'declaration', data }, newKey())
    return act(world, viewer, draft.id, { action: 'submit', seen: draft.seq }, newKey())
  }

  test('a post sees the people of its office and of all below it', async () => {
    const own = await names('school-admin')
    expect(own).toEqual(expect.arrayContaining(['张澶', '王龙乡', '赵校南']))
    expect(own).not.toContain('孙禾')
    expect(await names('edu-admin')).toEqual(expect.arrayContaining([...own, '吴局']))
    expect(await names('qingfeng-admin')).toEqual(expect.arrayContaining(['孙禾', '周农']))
  })

  test('asked for a filing, it is offered only whom the chain lets it file for', async () => {
    const own = await names('school-admin', region, { chain: 'transfer' })
    expect(own).toEqual(expect.arrayContaining(['张澶', '王龙乡']))
    expect(own, 'of an office below').not.toContain('赵校南')
    expect(await names('school-admin', region, { chain: 'declaration' })).toContain('赵校南')
    expect(await names('school-chinese', region, { chain: 'transfer' })).not.toContain('王龙乡')
  })
  test('a second-level admin sees the own department only', async () => {
    const inDepartment = await names('school-chinese')
    expect(inDepartment).toEqual(expect.arrayContaining(['张澶', '陈语']))
    for (const other of ['王龙乡', '李帝丘', '赵校南']) expect(inDepartment).not.toContain(other)
  })

  test('one person is read by whoever may see the years, masked as in a list; out of reach is not there', async () => {
    const school = await world.as(region, 'school-admin')
    const { rows } = await listPeople(world, school, page)
    const zhang = rows.find((it) => it.name === '张澶')!
    expect(await readPerson(world, school, zhang.id, undefined)).toEqual(zhang)
    expect(zhang.idNumber).toMatch(/^\*+\d{4}$/)
    const elsewhere = await world.as(region, 'qingfeng-admin')
    expect(await codeOf(readPerson(world, elsewhere, zhang.id, undefined))).toBe('not-found')
    const own = await world.as(region, 'pack-admin')
    expect(await codeOf(readPerson(world, own, zhang.id, undefined))).toBe('not-found')
  })
  test('who has no such capability is told so; a professional sees nobody', async () => {
    expect(await codeOf(listPeople(world, await world.as(region, 'pack-admin'), page))).toBe(
      'not-allowed',
    )
    expect(await codeOf(listPeople(world, await world.as(region, 'zhang'), page))).toBe(
      'not-allowed',
    )
  })

  test('a list has the columns of the pack, masked as it says, with the year asked for', async () => {
    const { rows } = await listPeople(world, await world.as(region, 'school-admin'), {
      ...page,
      list: 'learning-records',
      year: 2026,
      query: '王龙乡',
    })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      name: '王龙乡',
      cells: {
        'standing.year': '2026',
        'standing.total': '90',
        'standing.public': '24',
        'standing.verdict': '合格',
      },
    })
    expect(JSON.stringify(rows)).not.toContain('410900190001010223')
    const last = await listPeople(world, await world.as(region, 'school-admin'), {
      ...page,
      list: 'learning-records',
      year: 2025,
      query: '王龙乡',
    })
    expect(last.rows[0]?.cells['standing.total']).toBe('0')
    // Nothing booked is not nothing asked: the year's own page says the same.
    expect(last.rows[0]?.cells['standing.verdict']).toBe('不合格')
  })

  test('an id number is masked in a column that says nothing of masks', async () => {
    const admin = await world.as(region, 'school-admin')
    const person = { name: '王龙乡', idNumber: '410900190001010223', attributes: {} }
    expect(sharedCell(admin, { person }, 'person.id-number')).toBe('*****0223')
  })

  test('a list of another role’s menu is not there', async () => {
    const admin = await world.as(region, 'school-admin')
    expect(await codeOf(listPeople(world, admin, { ...page, list: 'my-years' }))).toBe('not-found')
    expect(await codeOf(listPeople(world, admin, { ...page, list: 'no-such-list' }))).toBe(
      'not-found',
    )
  })

  test('found by a part of the name or of the id number; wild cards are plain characters', async () => {
    expect(await names('school-admin', region, { query: '龙乡' })).toEqual(['王龙乡'])
    expect(await names('school-admin', region, { query: '010223' })).toEqual(['王龙乡'])
    expect(await names('school-admin', region, { query: '%' })).toEqual([])
  })

  test('only what is directly below is listed, with its reviewers and what waits', async () => {
    const rows = await listSubordinates(world, await world.as(region, 'school-admin'))
    expect(rows.map((it) => it.name)).toEqual(['濮阳市龙乡实验中学城南校区（演示）'])
    expect(rows[0]).toMatchObject({ reviewers: 1, closed: false })
    expect(await codeOf(listSubordinates(world, await world.as(region, 'zhang')))).toBe(
      'not-allowed',
    )
  })

  test('an office that is not directly below cannot be closed, nor by who may not', async () => {
    const school = await world.as(region, 'school-admin')
    const clinic = school.org.ofType('employer').find((it) => it.closed)!
    expect(
      await codeOf(closeReview(world, school, { office: clinic.id, closed: true }, newKey())),
    ).toBe('not-below')
    const verifier = await world.as(region, 'city-verifier')
    expect(
      await codeOf(closeReview(world, verifier, { office: clinic.id, closed: true }, newKey())),
    ).toBe('not-allowed')
  })

  test('closing the review of an office below passes on what waits there, with a line in its log', async () => {
    const it = await submitted('zhao')
    const branch = await world.as(region, 'branch-admin')
    expect((await viewFiling(world, branch, it.id)).holders[0]?.office).toContain('城南校区')
    const school = await world.as(region, 'school-admin')
    const key = newKey()
    const rows = await closeReview(
      world,
      school,
      { office: branch.post!.office, closed: true },
      key,
    )
    expect(rows[0]).toMatchObject({ closed: true, waiting: 0 })
    const view = await viewFiling(world, await world.as(region, 'school-admin'), it.id)
    expect(view.holders[0]?.office).toBe('濮阳市龙乡实验中学（演示）')
    expect(view.entries.at(-1)).toMatchObject({ action: 'reassign' })
    // The same request again changes nothing more.
    await closeReview(world, school, { office: branch.post!.office, closed: true }, key)
    expect((await viewFiling(world, school, it.id)).seq).toBe(view.seq)
    await closeReview(world, school, { office: branch.post!.office, closed: false }, newKey())
    expect((await doctor(world)).differences).toEqual([])
  })

  test('what comes to an office while it is being closed is not decided there, and passes up by itself', async () => {
    const it = await submitted('zhao')
    const branch = await world.as(region, 'branch-admin')
    const { office } = branch.post!
    // Closed with the person's submission still under way: it went by the tree of before.
    await world.db.transaction().execute(async (trx) => {
      await setReviewClosed(trx, region, office, true)
      await askLater(trx, region, { atOffice: office }, world.clock())
    })
    const late = await world.as(region, 'branch-admin')
    const { seq } = await viewFiling(world, late, it.id)
    expect(await codeOf(act(world, late, it.id, { action: 'approve', seen: seq }, newKey()))).toBe(
      'review-closed',
    )
    expect(await askDue(world)).toBe(false)
    world.at(new Date(Date.parse(world.clock()) + 20_000).toISOString())
    expect(await askDue(world)).toBe(true)
    const school = await world.as(region, 'school-admin')
    const view = await viewFiling(world, school, it.id)
    expect(view.holders[0]?.office).toBe('濮阳市龙乡实验中学（演示）')
    expect(await askDue(world)).toBe(false)
    await closeReview(world, school, { office, closed: false }, newKey())
    expect((await doctor(world)).differences).toEqual([])
  })

  test('a person chooses a department of the own office that is in use, or none', async () => {
    const li = await world.as('guangxi', 'nong')
    const office = li.org.office(li.person!.office!)!
    const foreign = li.org
      .ofType('unit')
      .find((it) => it.departments.length > 0 && it.id !== office.id)!
    expect(await codeOf(changeDepartment(world, li, foreign.departments[0]!.id))).toBe(
      'department-unknown',
    )
    const disabled = office.departments.find((it) => it.disabled)
    if (disabled)
      expect(await codeOf(changeDepartment(world, li, disabled.id))).toBe('department-unknown')
    expect(await codeOf(changeDepartment(world, await world.as('guangxi', 'chief'), null))).toBe(
      'not-allowed',
    )
    expect(await changeDepartment(world, li, office.departments[0]!.id)).toEqual({ ok: true })
    expect(await changeDepartment(world, await world.as('guangxi', 'nong'), null)).toEqual({
      ok: true,
    })
  })

  test('what waits follows the person to the reviewers of the new department', async () => {
    const wei = await world.as('guangxi', 'wei')
    const data = {
      kind: 'training-class',
      content: '书法',
      start: '2026-01-05T00:00',
      end: '2026-01-06T00:00',
      claimed: 8,
      year: 2026,
      promise: true,
    }
    const draft = await file(world, wei, { chain: 'declaration', data }, newKey())
    const it = await act(
      world,
      wei,
      draft.id,
      { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
      newKey(),
    )
    const seen = async (key: string) =>
      viewFiling(world, await world.as('guangxi', key), it.id).then(
        () => true,
        () => false,
      )
    expect([await seen('arts-admin'), await seen('information-admin')]).toEqual([true, false])
    const information = (await world.as('guangxi', 'information-admin')).post!.department!
    await changeDepartment(world, wei, information)
    expect([await seen('arts-admin'), await seen('information-admin')]).toEqual([false, true])
    const admin = await world.as('guangxi', 'information-admin')
    const view = await viewFiling(world, admin, it.id)
    expect(
      await act(world, admin, it.id, { action: 'approve', seen: view.seq }, newKey()),
    ).toMatchObject({ state: 'approved' })
    expect((await doctor(world)).differences).toEqual([])
  })
})
