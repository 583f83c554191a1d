import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { foldVersion } from '#core/filing'
import { DatabaseRefused } from '#storage/database-refused'
import { findFoldVersion, rewriteFolds } from '#storage/folds'
import type { Context } from '#services/context'
import { doctor } from '#services/doctor/doctor'
import { rebuild } from '#services/doctor/rebuild'
import { refold } from '#services/doctor/refold'
import { sayRefolded, sayReport } from '#services/doctor/say'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { viewFiling } from '#services/filings/view'
import { packShelf } from '#services/packs/shelf'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

/** Two regions; in the first a unit's filing is decided twice, and by nobody twice. */
const [region, other] = ['guangxi', 'henan']
const second = `  - id: second-review
    title: 复核
    who: { office: subject-unit }
    label: 待复核
    repeat: forbid
withdraw:`
const edit = (layer: string, text: string, path: string) =>
  layer === region && path === 'chains/declaration.yaml' ? text.replace('withdraw:', second) : text

describe.each(eachDatabase())('folds of the version before, on $name', (server) => {
  let world: TestWorld
  /** The chief decided it, and somebody else is to decide it once more. */
  let waiting: string
  let whole: Awaited<ReturnType<typeof rows>>
  beforeAll(async () => {
    world = await aWorld([region, other], { server, edit })
    waiting = await decidedOnce('办过一次的')
    whole = await rows()
  })
  afterAll(() => world.close())

  const rows = async () =>
    (await sql<{ id: string }>`select * from filings order by region, id`.execute(world.db)).rows
  const found = async () => (await doctor(world)).differences.map((it) => [it.broken, it.id])
  /** As the version before would have left it: it knew less of a filing. */
  async function asBefore(): Promise<void> {
    await sql`update filings set fold = (fold::jsonb - 'deciders' - 'returns' - 'kindGroup')::json`.execute(
      world.db,
    )
    await sql`update fold_version set version = ${foldVersion - 1}`.execute(world.db)
  }
  async function decidedOnce(content: string): Promise<string> {
    const [huang, chief] = [await world.as(region, 'huang'), await world.as(region, 'chief')]
    const data = {
      kind: 'lecture',
      content,
      start: '2026-05-11T08:00',
      end: '2026-05-11T12:00',
      claimed: 4,
      year: 2026,
      promise: true,
    }
    const { id, seq } = await file(world, huang, { chain: 'declaration', data }, newKey())
    const submit = { action: 'submit', seen: seq, route: { id: 'own-unit' } } as const
    const sent = await act(world, huang, id, submit, newKey())
    await act(world, chief, id, { action: 'approve', seen: sent.seq }, newKey())
    return id
  }
  const actions = async (who: string) => {
    const view = await viewFiling(world, await world.as(region, who), waiting)
    return view.actions.map((it) => it.action)
  }
  /** The same world, in which this is done the first time a pack is asked for. */
  function interruptedBy(of: string, work: () => Promise<unknown>): Context {
    let done = false
    const pinned: Context['packs']['pinned'] = async (where, hash) => {
      if (where === of && !done) {
        done = true
        await work()
      }
      return world.packs.pinned(where, hash)
    }
    return { ...world, packs: { ...world.packs, pinned } }
  }

  test('are no fault: the doctor says what they are and finds nothing else', async () => {
    await asBefore()
    const report = await doctor(world)
    expect(report).toMatchObject({ differences: [], areFoldsOld: true })
    expect(sayReport(report)).toEqual([
      expect.stringMatching(/^已检查/),
      expect.stringMatching(/较早的版本.*下次启动/),
      '没有发现差异。',
    ])
    const { status, stdout } = spawnSync(process.execPath, ['engine/cli.ts', 'doctor'], {
      env: {
        ...process.env,
        DATABASE_URL: world.database.url,
        DATA_DIR: mkdtempSync(join(inject('folder'), 'data-')),
      },
      encoding: 'utf8',
    })
    expect([status, stdout.trim().split('\n')]).toEqual([0, sayReport(report)])
  })

  test('what does not hold besides is told all the same', async () => {
    await asBefore()
    await sql`update filings set title = '改过的' where id = ${waiting}`.execute(world.db)
    expect(await found()).toEqual([['row-is-not-fold', waiting]])
    const { title } = whole.find((it) => it.id === waiting)! as unknown as { title: string }
    await sql`update filings set title = ${title} where id = ${waiting}`.execute(world.db)
  })

  test('are whole after a start, which touches nothing else, and only the first one does it', async () => {
    await asBefore()
    const [one, two] = await Promise.all([refold(world), refold(world)])
    expect([one.renewed + two.renewed, one.left + two.left]).toEqual([whole.length, 0])
    expect(Math.min(one.renewed, two.renewed)).toBe(0)
    expect(await rows()).toEqual(whole)
    expect(await findFoldVersion(world.db)).toBe(foldVersion)
    expect(await doctor(world)).toMatchObject({ differences: [], areFoldsOld: false })
    expect(await refold(world)).toEqual({ renewed: 0, left: 0 })
  })

  test('whoever decided before may not decide again after it', async () => {
    await asBefore()
    expect(await actions('chief')).toContain('approve')
    await refold(world)
    expect(await actions('chief')).not.toContain('approve')
    const { seq } = await viewFiling(world, await world.as(region, 'chief'), waiting)
    await expect(
      act(
        world,
        await world.as(region, 'chief'),
        waiting,
        { action: 'approve', seen: seq },
        newKey(),
      ),
    ).rejects.toMatchObject({ issues: [{ code: 'decided-before' }] })
  })

  test('a filing whose row or log says otherwise is left as it is, and told by the doctor', async () => {
    await asBefore()
    const [broken] = whole.filter((it) => it.id !== waiting)
    await sql`update filings set title = '改过的' where id = ${waiting}`.execute(world.db)
    await sql`update filings set seq = seq + 1 where id = ${broken!.id}`.execute(world.db)
    const before = await rows()
    expect(await refold(world)).toEqual({ renewed: whole.length - 2, left: 2 })
    const after = await rows()
    for (const id of [waiting, broken!.id])
      expect(after.find((it) => it.id === id)).toEqual(before.find((it) => it.id === id))
    expect(await found()).toEqual(
      expect.arrayContaining([
        ['row-is-not-fold', waiting],
        ['row-is-not-fold', broken!.id],
        ['log-holes', broken!.id],
      ]),
    )
    await sql`update filings set seq = seq - 1 where id = ${broken!.id}`.execute(world.db)
    await rebuild(world)
    expect(await rows()).toEqual(whole)
  })

  test('a pack that is there no more leaves its filings to the doctor, and the others are made anew', async () => {
    await asBefore()
    const hash = (await world.packs.current(region))!.hash
    const set = (title: string) =>
      world.db.connection().execute(async (one) => {
        await sql`set session_replication_role = replica`.execute(one)
        await sql`update packs set resolved = jsonb_set(resolved, '{header,title}', to_jsonb(${title}::text)) where hash = ${hash}`.execute(
          one,
        )
        await sql`set session_replication_role = default`.execute(one)
      })
    const { title } = (await world.packs.current(region))!.header
    await set('另一个区域')
    const mine = whole.filter((it) => (it as { region?: string }).region === region).length
    expect(await refold({ ...world, packs: packShelf(world.db) })).toEqual({
      renewed: whole.length - mine,
      left: mine,
    })
    await set(title)
    await rebuild(world)
    expect(await rows()).toEqual(whole)
  })

  test('interrupted it starts over, and does what was left', async () => {
    await asBefore()
    const cut = interruptedBy(other, () => Promise.reject(new Error('cut off')))
    await expect(refold(cut)).rejects.toThrow('cut off')
    expect(await doctor(world)).toMatchObject({ differences: [], areFoldsOld: true })
    const { renewed, left } = await refold(world)
    expect([renewed > 0 && renewed < whole.length, left]).toEqual([true, 0])
    expect(await rows()).toEqual(whole)
  })

  test('what was acted on meanwhile keeps what was done', async () => {
    await asBefore()
    const made: string[] = []
    const busy = interruptedBy(region, async () => {
      const admin = await world.as(region, 'information-admin')
      const { seq } = await viewFiling(world, admin, waiting)
      await act(world, admin, waiting, { action: 'approve', seen: seq }, newKey())
      made.push(waiting)
    })
    await refold(busy)
    expect(made).toEqual([waiting])
    expect(await found()).toEqual([])
    const row = (await rows()).find((it) => it.id === waiting)
    expect(row).not.toEqual(whole.find((it) => it.id === waiting))
    expect(row).toMatchObject({
      fold: { deciders: [{ step: 'first-review' }, { step: 'second-review' }] },
    })
    expect(await rewriteFolds(world.db, region, [{ id: waiting, seq: 1, fold: {} }])).toBe(0)
    whole = await rows()
  })

  test('rebuilding everything brings them to this version too', async () => {
    await asBefore()
    await rebuild(world)
    expect(await findFoldVersion(world.db)).toBe(foldVersion)
    expect(await rows()).toEqual(whole)
  })

  test('folds of a later version are nobody’s here', async () => {
    const set = (version: number) =>
      sql`update fold_version set version = ${version}`.execute(world.db)
    await set(foldVersion + 1)
    for (const work of [refold, rebuild, doctor])
      await expect(work(world)).rejects.toThrow(DatabaseRefused)
    await set(foldVersion)
    expect(await rows()).toEqual(whole)
  })

  test('many are made anew page by page', async () => {
    await sql`insert into filings select (json_populate_record(f, json_build_object('id', n.id,
        'fold', jsonb_set(f.fold::jsonb, '{id}', to_jsonb(n.id))))).*
      from filings f, (select gen_random_uuid() as id from generate_series(1, 1200)) n where f.id = ${waiting}`.execute(
      world.db,
    )
    await sql`insert into entries select (json_populate_record(e, json_build_object('filing', f.id))).*
      from entries e, filings f where e.filing = ${waiting} and f.title = '办过一次的' and f.id <> ${waiting}`.execute(
      world.db,
    )
    const before = await rows()
    await asBefore()
    expect(await refold(world)).toEqual({ renewed: whole.length + 1200, left: 0 })
    expect(await rows()).toEqual(before)
  })
})

test('a start says what it did, and says nothing when there was nothing to do', () => {
  expect(sayRefolded({ renewed: 0, left: 0 })).toEqual([])
  expect(sayRefolded({ renewed: 12, left: 0 })).toEqual(['申报件的缓存已按本版本更新：12 件。'])
  expect(sayRefolded({ renewed: 12, left: 1 })).toEqual([
    expect.stringMatching(/12 件.*1 件.*doctor/),
  ])
})
