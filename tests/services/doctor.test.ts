import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueCertificate } from '#services/certificates/issue'
import type { Broken } from '#services/doctor/differences'
import { doctor } from '#services/doctor/doctor'
import { rebuild } from '#services/doctor/rebuild'
import { sayReport } from '#services/doctor/say'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { uploadFile } from '#services/files/upload'
import type { Viewer } from '#services/viewer'
import { aPhonePhoto } from '../documents/files.ts'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const data = {
  kind: 'training-class',
  content: '培训班',
  start: '2026-04-06T00:00',
  end: '2026-04-07T00:00',
  claimed: 8,
  year: 2026,
  promise: true,
}

describe.each(eachDatabase())('the doctor on $name', (server) => {
  let world: TestWorld
  let li: Viewer
  /** One filing waits, one is approved. */
  let waiting: string
  let approved: string
  beforeAll(async () => {
    world = await aWorld([region], { server })
    li = await world.as(region, 'li')
    const chief = await world.as(region, 'chief')
    const submit = async (content: string, day: number) => {
      const start = `2026-04-${String(day).padStart(2, '0')}T00:00`
      const end = `2026-04-${String(day + 1).padStart(2, '0')}T00:00`
      const draft = await file(
        world,
        li,
        { chain: 'declaration', data: { ...data, content, start, end } },
        newKey(),
      )
      return act(
        world,
        li,
        draft.id,
        { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
        newKey(),
      )
    }
    waiting = (await submit('待审', 6)).id
    const sent = await submit('已审', 13)
    approved = (await act(world, chief, sent.id, { action: 'approve', seen: sent.seq }, newKey()))
      .id
    await issueCertificate(world, li, { certificate: 'annual', year: 2026 }, newKey())
    await uploadFile(
      world,
      li,
      {
        bytes: await aPhonePhoto(),
        name: '证书.jpg',
        chain: 'declaration',
        field: evidenceField(li),
      },
      newKey(),
    )
  })
  afterAll(() => world.close())

  const found = async () => (await doctor(world)).differences.map((it) => it.broken)
  const withoutTriggers = (table: 'entries' | 'credits' | 'packs', work: () => Promise<unknown>) =>
    world.db.connection().execute(async () => {
      await sql`alter table ${sql.table(table)} disable trigger all`.execute(world.db)
      await work()
      await sql`alter table ${sql.table(table)} enable trigger all`.execute(world.db)
    })

  test('a sound world has no difference, and rebuilding it changes nothing', async () => {
    const report = await doctor(world)
    expect(report.differences).toEqual([])
    expect(report.checked).toMatchObject({ packs: 1, certificates: 1, files: 1 })
    expect(report.checked.filings).toBeGreaterThan(5)
    const before = await snapshot()
    await rebuild(world)
    expect(await found()).toEqual([])
    expect(await snapshot()).toEqual(before)
    expect(sayReport(report).join('\n')).toContain('没有发现差异')
  })

  describe('names what was changed behind its back, and rebuilds it', () => {
    const caches: readonly [string, Broken, () => Promise<unknown>][] = [
      [
        'a state in a row',
        'row-is-not-fold',
        () =>
          sql`update filings set state = 'refused', state_type = 'refused' where id = ${waiting}`.execute(
            world.db,
          ),
      ],
      [
        'a figure in a fold',
        'row-is-not-fold',
        () =>
          sql`update filings set fold = jsonb_set(fold::jsonb, '{awarded}', '99')::json where id = ${approved}`.execute(
            world.db,
          ),
      ],
      [
        'a desk taken away',
        'desks-are-not-fold',
        () => sql`delete from desks where filing = ${waiting}`.execute(world.db),
      ],
      [
        'a desk added',
        'desks-are-not-fold',
        () =>
          sql`insert into desks (region, office, chain, purpose, since, filing) select region, ${li.person!.office}, chain, 'decide', since, id from filings where id = ${approved}`.execute(
            world.db,
          ),
      ],
      [
        'a count',
        'desk-miscounted',
        () =>
          sql`insert into desk_counts (region, office, chain, purpose, n) values (${region}, ${li.person!.office}, 'declaration', 'decide', 3)`.execute(
            world.db,
          ),
      ],
      [
        'a total of a year',
        'standing-is-not-credits',
        () =>
          sql`update standings set total = 500 where person = ${li.person!.id} and year = 2026`.execute(
            world.db,
          ),
      ],
      [
        'a year that is missing',
        'standing-is-not-credits',
        () =>
          sql`delete from standings where person = ${li.person!.id} and year = 2026`.execute(
            world.db,
          ),
      ],
    ]
    test.each(caches)('%s: %s', async (_, broken, plant) => {
      await plant()
      expect(await found()).toContain(broken)
      await rebuild(world)
      expect(await found()).toEqual([])
    })
  })

  describe('names what no rebuilding can mend', () => {
    let undo: (() => Promise<unknown>)[] = []
    beforeEach(() => {
      undo = []
      return async () => {
        for (const it of undo) await it()
        const left = await found()
        if (left.length > 0) throw new Error(`Not put right again: ${left.join(', ')}`)
      }
    })

    test('a line of the ledger that no decision wrote', async () => {
      const remove = () =>
        withoutTriggers('credits', () =>
          sql`delete from credits where id = 'forged'`.execute(world.db),
        )
      undo.push(remove)
      await sql`insert into credits (region, id, person, year, subject, kind, chain, hours, claimed, filing, seq, at, title)
        select region, 'forged', person, year, subject, kind, chain, 40, 40, filing, seq, at, '' from credits where filing = ${approved}`.execute(
        world.db,
      )
      expect(await found()).toEqual(
        expect.arrayContaining(['credits-are-not-awarded', 'standing-is-not-credits']),
      )
    })

    test('a line of a log that is gone', async () => {
      const [line] = (
        await sql<{
          entry: unknown
        }>`select * from entries where filing = ${waiting} and seq = 1`.execute(world.db)
      ).rows
      await withoutTriggers('entries', () =>
        sql`delete from entries where filing = ${waiting} and seq = 1`.execute(world.db),
      )
      undo.push(() =>
        sql`insert into entries select * from json_populate_record(null::entries, ${JSON.stringify(line)}::json)`.execute(
          world.db,
        ),
      )
      expect(await found()).toEqual(expect.arrayContaining(['log-holes', 'log-broken']))
    })

    test('a line of a log dated back', async () => {
      const set = (at: string) =>
        withoutTriggers('entries', () =>
          sql`update entries set entry = jsonb_set(entry::jsonb, '{at}', to_jsonb(${at}::text))::json where filing = ${waiting} and seq = 2`.execute(
            world.db,
          ),
        )
      undo.push(() => set('2026-06-01T02:00:00.000Z'))
      await set('2020-01-01T00:00:00.000Z')
      expect(await found()).toContain('log-times')
    })

    test('a valid certificate of a year that is not reached', async () => {
      const person = (await world.as(region, 'huang')).person!.id
      const swap = (from: string, to: string) =>
        sql`update certificates set person = ${to} where person = ${from}`.execute(world.db)
      undo.push(() => swap(person, li.person!.id))
      await swap(li.person!.id, person)
      expect(await found()).toEqual(['certificate-without-standing'])
    })

    test('a number that was taken and given to nobody', async () => {
      undo.push(() => sql`update certificate_numbers set last = last - 1`.execute(world.db))
      await sql`update certificate_numbers set last = last + 1`.execute(world.db)
      expect(await found()).toEqual(['certificate-numbers'])
    })

    test('an answer that promised what is not there', async () => {
      undo.push(() => sql`delete from requests where key = 'promised'`.execute(world.db))
      await sql`insert into requests (region, account, key, asked, reply, at)
        values (${region}, 'a', 'promised', '', ${JSON.stringify({ id: waiting, seq: 77 })}::json, now())`.execute(
        world.db,
      )
      expect(await found()).toEqual(['empty-promise'])
    })

    test('a file whose bytes are gone', async () => {
      const [kept] = await world.db.selectFrom('files').select(['id', 'hash']).execute()
      undo.push(() =>
        sql`update files set hash = ${kept!.hash} where id = ${kept!.id}`.execute(world.db),
      )
      await sql`update files set hash = ${'0'.repeat(64)} where id = ${kept!.id}`.execute(world.db)
      expect(await found()).toEqual(['file-without-bytes'])
    })

    test('a published pack that was altered', async () => {
      const set = (title: string) =>
        withoutTriggers('packs', () =>
          sql`update packs set resolved = jsonb_set(resolved, '{header,title}', to_jsonb(${title}::text))`.execute(
            world.db,
          ),
        )
      const pack = (await world.packs.current(region))!
      undo.push(() => set(pack.header.title))
      await set('另一个区域')
      expect(await found()).toEqual(['pack-altered'])
    })
  })

  async function snapshot() {
    const rows = async (query: Promise<{ rows: unknown[] }>) => (await query).rows
    return {
      filings: await rows(sql`select * from filings order by id`.execute(world.db)),
      desks: await rows(
        sql`select * from desks order by filing, office, purpose`.execute(world.db),
      ),
      standings: await rows(
        sql`select person, year, total, subjects, verdict, requirement, pack from standings order by person, year`.execute(
          world.db,
        ),
      ),
      certificates: await rows(sql`select * from certificates order by id`.execute(world.db)),
    }
  }

  test('names what waits in the wrong place after offices changed behind our back, and asks again', async () => {
    const changed = async () => {
      await sql`update regions set org_version = org_version + 1 where region = ${region}`.execute(
        world.db,
      )
    }
    const posts = await world.db
      .selectFrom('posts')
      .selectAll()
      .where('office', '=', li.person!.office!)
      .execute()
    await world.db.deleteFrom('posts').where('office', '=', li.person!.office!).execute()
    await changed()
    const { differences } = await doctor(world)
    expect(differences).toMatchObject([{ broken: 'misplaced', id: waiting }])
    await rebuild(world)
    expect(await found()).toEqual([])
    const row = () =>
      world.db
        .selectFrom('filings')
        .select(['stuck', 'seq'])
        .where('id', '=', waiting)
        .executeTakeFirstOrThrow()
    expect(await row()).toMatchObject({ stuck: true })
    await world.db.insertInto('posts').values(posts).execute()
    await changed()
    expect(await found()).toEqual(['misplaced'])
    await rebuild(world)
    expect(await found()).toEqual([])
    expect(await row()).toMatchObject({ stuck: false })
    const { seq } = await row()
    await rebuild(world)
    expect((await row()).seq).toBe(seq)
  })
})

function evidenceField(viewer: Viewer): string {
  const form = viewer.pack.forms[viewer.pack.chains['declaration']!.form]!
  return form.means.evidence ?? form.fields.find((it) => it.kind === 'attachments')!.id
}
