import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#services/doctor/doctor'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { startJob, viewJob } from '#services/filings/job'
import { workOn } from '#services/jobs/work'
import type { Viewer } from '#services/viewer'
import { startWorker, type Worker } from '../../engine/jobs/worker.ts'
import { eachDatabase } from '../support/database.ts'
import { codeOf, newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const query = { list: 'unit-review' }
const child = fileURLToPath(new URL('./worker-child.ts', import.meta.url))

describe.each(eachDatabase())('jobs on $name', (server) => {
  let world: TestWorld
  let li: Viewer
  let chief: Viewer
  const workers: Worker[] = []
  beforeAll(async () => {
    world = await aWorld([region], { server })
    li = await world.as(region, 'li')
    chief = await world.as(region, 'chief')
  })
  afterAll(async () => {
    await Promise.all(workers.map((it) => it.stop()))
    await world.close()
  })

  test('everything that matches is decided, and each has its receipt', async () => {
    await submitted(5)
    const job = await startJob(world, chief, { action: 'approve', query }, newKey())
    expect(job).toMatchObject({ state: 'waiting', total: 5, done: 0 })
    start()
    const done = await ended(job.id)
    expect(done).toMatchObject({ state: 'done', done: 5, left: 0 })
    expect(done.items.every((it) => it.outcome === 'done' && it.seq === 3)).toBe(true)
  })

  test('the same request five times at once starts one job', async () => {
    await submitted(2)
    await stopAll()
    const key = newKey()
    const ask = () => startJob(world, chief, { action: 'approve', query }, key)
    const jobs = await Promise.all([ask(), ask(), ask(), ask(), ask()])
    expect(new Set(jobs.map((it) => it.id)).size).toBe(1)
    start()
    await ended(jobs[0]!.id)
    expect(await ask()).toMatchObject({ id: jobs[0]!.id, state: 'done', total: 2 })
    const refusal = startJob(world, chief, { action: 'refuse', opinion: '不符', query }, key)
    expect(await codeOf(refusal)).toBe('key-used-otherwise')
  })

  test('what no batch does is refused at once, and so is a fourth job while three are not done', async () => {
    await submitted(2)
    await stopAll()
    const ask = (action: string) =>
      startJob(world, chief, { action, opinion: '不符', query }, newKey())
    expect(await codeOf(ask('explode'))).toBe('not-in-batches')
    expect(await codeOf(ask('reassign'))).toBe('not-in-batches')
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => ask('refuse')))
    const refused = outcomes.flatMap((it) => (it.status === 'rejected' ? [it.reason as Error] : []))
    expect(refused.map((it) => it.message)).toEqual(['too-many-jobs', 'too-many-jobs'])
    start()
    for (const it of outcomes) if (it.status === 'fulfilled') await ended(it.value.id)
    expect(await codeOf(ask('refuse'))).toBe('nothing-chosen')
  })

  test('what changed meanwhile is left as it is, and said', async () => {
    const [first, ...rest] = await submitted(3)
    await stopAll()
    const job = await startJob(world, chief, { action: 'approve', query }, newKey())
    await act(world, li, first!.id, { action: 'withdraw', seen: first!.seq }, newKey())
    start()
    const done = await ended(job.id)
    expect(done).toMatchObject({ state: 'done', done: rest.length, left: 1 })
    expect(done.items[0]).toMatchObject({ id: first!.id, outcome: 'changed' })
  })

  test('two nodes on one job do each item once', async () => {
    await submitted(30)
    await stopAll()
    const job = await startJob(world, chief, { action: 'approve', query }, newKey())
    start()
    start()
    expect(await ended(job.id)).toMatchObject({ state: 'done', done: 30, left: 0 })
    await eachDecidedOnce(job.id, 30)
  })

  test('a job that one node has is left alone by the other', async () => {
    await submitted(1)
    await stopAll()
    const job = await startJob(world, chief, { action: 'approve', query }, newKey())
    await world.db.transaction().execute(async (trx) => {
      await sql`select from batch_jobs where id = ${job.id}::uuid for update`.execute(trx)
      expect(await workOn(world, { region, id: job.id })).toBe('elsewhere')
    })
    expect(await workOn(world, { region, id: job.id })).toBe('more')
    expect(await workOn(world, { region, id: job.id })).toBe('ended')
  })

  test('a node that dies between deciding and keeping the receipts: decided once, answered as done', async () => {
    await submitted(4)
    const job = await startJob(world, chief, { action: 'approve', query }, newKey())
    // The receipts of the first chunk are lost with the node; the decisions are not.
    const dying = workOn({ ...world, db: failingAfterDecision(world) }, { region, id: job.id })
    await expect(dying).rejects.toThrow('killed')
    expect(await viewJob(world, chief, job.id)).toMatchObject({ done: 0 })
    start()
    expect(await ended(job.id)).toMatchObject({ state: 'done', done: 4, left: 0 })
    await eachDecidedOnce(job.id, 4)
  })

  test('killed without warning in the midst of it, the next start takes it up', {
    timeout: 120_000,
  }, async () => {
    await stopAll()
    await multiplied(500)
    const job = await startJob(world, chief, { action: 'approve', query }, newKey())
    await killedWhileWorking(job.id)
    const halfway = await viewJob(world, chief, job.id)
    expect(halfway.state).toBe('running')
    expect(halfway.done).toBeLessThan(500)
    start()
    expect(await ended(job.id)).toMatchObject({ state: 'done', done: 500, left: 0 })
    await eachDecidedOnce(job.id, 500)
    expect((await doctor(world)).differences).toEqual([])
  })

  test('a job whose post has ended decides nothing more, and says so', async () => {
    await stopAll()
    await submitted(1)
    const admin = await world.as(region, 'information-admin')
    const job = await startJob(world, admin, { action: 'approve', query }, newKey())
    await world.db
      .updateTable('posts')
      .set({ ended_at: world.clock() })
      .where('id', '=', admin.post!.id)
      .execute()
    start()
    const done = await ended(job.id, admin)
    expect(done).toMatchObject({ state: 'failed', done: 0 })
    expect(done.says).not.toBe('')
  })

  function start(): void {
    workers.push(startWorker(world, { every: 50, log: () => {} }))
  }
  async function stopAll(): Promise<void> {
    await Promise.all(workers.splice(0).map((it) => it.stop()))
  }

  async function ended(id: string, by = chief) {
    for (let tries = 0; tries < 600; tries += 1) {
      const job = await viewJob(world, by, id)
      if (job.state === 'done' || job.state === 'failed') return job
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`Job ${id} did not end.`)
  }

  async function eachDecidedOnce(job: string, count: number): Promise<void> {
    const { rows } = await sql<{ n: number; decided: number; credits: number }>`
      select count(*) as n,
             count(*) filter (where (select count(*) from entries e where e.region = b.region and e.filing = b.filing and e.action = 'approve') = 1) as decided,
             count(*) filter (where (select count(*) from credits c where c.region = b.region and c.filing = b.filing) = 1) as credits
        from batch_items b where b.job = ${job}::uuid`.execute(world.db)
    expect(rows[0]).toEqual({ n: count, decided: count, credits: count })
  }

  /** Starts a node of its own, kills it once it has decided something more, as a power cut would. */
  async function killedWhileWorking(id: string): Promise<void> {
    const before = (await viewJob(world, chief, id)).done
    const node = spawn(process.execPath, [child, world.database.url], { stdio: 'ignore' })
    const gone = new Promise((done) => node.once('exit', done))
    for (let tries = 0; tries < 1200; tries += 1) {
      if ((await viewJob(world, chief, id)).done > before) break
      await new Promise((done) => setTimeout(done, 5))
    }
    node.kill('SIGKILL')
    await gone
    expect((await viewJob(world, chief, id)).done).toBeGreaterThan(before)
  }

  let day = 0
  async function submitted(count: number) {
    const all = []
    for (let n = 0; n < count; n += 1) {
      day += 1
      const start = new Date(Date.UTC(2026, 0, 1) + day * 2 * 86_400_000)
      const end = new Date(start.getTime() + 86_400_000)
      const text = (it: Date) => `${it.toISOString().slice(0, 10)}T00:00`
      const data = {
        kind: 'training-class',
        content: `培训${day}`,
        start: text(start),
        end: text(end),
        claimed: 8,
        year: 2026,
        promise: true,
      }
      const draft = await file(world, li, { chain: 'declaration', data }, newKey())
      all.push(
        await act(
          world,
          li,
          draft.id,
          { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
          newKey(),
        ),
      )
    }
    return all
  }

  /** Many filings like one: rows copied as `file` and `act` write them. */
  async function multiplied(count: number): Promise<void> {
    const [one] = await submitted(1)
    await sql`
      with copy as materialized (
        select gen_random_uuid() as id, n from generate_series(2, ${count}::int) n
      ), rows as (
        insert into filings select (json_populate_record(f, json_build_object('id', c.id,
               'fold', (jsonb_set(f.fold::jsonb, '{id}', to_jsonb(c.id::text)))))).*
          from filings f, copy c where f.id = ${one!.id}::uuid
      ), logs as (
        insert into entries select e.region, c.id, e.seq, e.action, e.account, e.office, e.at, e.entry
          from entries e, copy c where e.filing = ${one!.id}::uuid
      ), held as (
        insert into desks select d.region, d.office, d.chain, d.purpose, d.since, c.id, d.department
          from desks d, copy c where d.filing = ${one!.id}::uuid returning region, office, chain, purpose, department
      ) insert into desk_counts (region, office, chain, purpose, department, n)
        select region, office, chain, purpose, department, count(*) from held group by 1, 2, 3, 4, 5`.execute(
      world.db,
    )
  }
})

/** A database that loses its connection after the batch was decided, before its receipts are kept. */
function failingAfterDecision(world: TestWorld): TestWorld['db'] {
  let isFirst = true
  return new Proxy(world.db, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name)
      if (name !== 'transaction' || !isFirst)
        return typeof own === 'function' ? own.bind(target) : own
      isFirst = false
      return () => ({
        execute: (work: (trx: unknown) => Promise<unknown>) =>
          target.transaction().execute(async (trx) => {
            await work(trx)
            throw new Error('killed')
          }),
      })
    },
  })
}
