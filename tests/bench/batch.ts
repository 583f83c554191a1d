import { actBatch } from '#services/filings/batch'
import { type Figure, median, time } from './measure.ts'
import { type Spent, spent } from './processor.ts'
import type { BenchWorld } from './world.ts'

/** A batch keeps both processors busy, so that what else runs shows in it: many rounds, in turns. */
const rounds = 21
const size = 1_000

/**
 * One request that approves a thousand filings, read, decided one by one and answered with a receipt
 * each, beside one statement written by hand that turns the same thousand into the same rows and
 * decides nothing.
 */
export async function benchBatch(world: BenchWorld): Promise<Figure[]> {
  const approve = async (items: readonly { id: string }[], key: string) => {
    const receipt = await actBatch(
      world,
      world.reviewer,
      { action: 'approve', items: items.map(({ id }) => ({ id, seen: 2 })) },
      key,
    )
    if (receipt.done !== size)
      throw new Error(`${receipt.left} of a batch were left: ${JSON.stringify(receipt.items[0])}`)
  }
  const byHand = async (items: readonly { id: string }[], key: string) => {
    const { rows } = await world.pool.query<{ n: number }>(handWritten, [
      world.reviewer.region,
      items.map((it) => it.id),
      JSON.stringify(world.reviewer.actor),
      key,
      world.clock(),
      world.reviewer.account,
      world.reviewer.post!.office,
    ])
    if (rows[0]?.n !== size) throw new Error(`By hand ${rows[0]?.n} were decided.`)
  }
  for (let warm = 0; warm < 20; warm += 1) {
    await approve(await world.copies('waiting', size), `batch-warm-${warm}`)
    await byHand(await world.copies('waiting', size), `by-hand-warm-${warm}`)
  }
  const waiting = await world.copies('waiting', 2 * rounds * size)
  const batch = (at: number) => waiting.slice(at * size, (at + 1) * size)
  const ours: Spent[] = []
  const hand: Spent[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await spent(world, () => approve(batch(round), `batch-${round}`)))
    hand.push(await spent(world, () => byHand(batch(rounds + round), `by-hand-${round}`)))
  }
  const clock = {
    ours: median(ours.map((it) => it.clock)),
    hand: median(hand.map((it) => it.clock)),
  }
  const processor = { ours: processorOf(ours), hand: processorOf(hand) }
  const note =
    processor.ours === undefined || processor.hand === undefined
      ? undefined
      : `processor time of all processes: ${processor.ours.toFixed(0)} beside ${processor.hand.toFixed(0)} ms`
  const figure = {
    name: 'services: a batch of 1,000 decisions',
    ours: clock.ours,
    ...(note !== undefined && { note }),
  }
  return [time(figure, { name: 'one hand-written statement, same rows', value: clock.hand }, 0.7)]
}

function processorOf(all: readonly Spent[]): number | undefined {
  const known = all.flatMap((it) => it.processor ?? [])
  return known.length === all.length ? median(known) : undefined
}

/** The rows of 1,000 approvals at the last office: log, filing, desk and its count, credit, year, answer. */
const handWritten = `
  with gate as materialized (
    select f.id, f.seq + 1 as seq, f.person, f.year, f.subject, f.kind, f.chain, f.claimed, f.title, f.state, f.fold::jsonb as fold
      from filings f where f.region = $1 and f.id = any($2::uuid[]) and f.state_type = 'waiting'
     order by f.id for update
  ), line as materialized (
    select g.*, jsonb_build_array(jsonb_build_object('do', 'credit', 'person', person, 'year', year, 'subject', subject,
             'kind', kind, 'hours', claimed, 'claimed', claimed, 'title', title, 'chain', chain)) as effects
      from gate g
  ), moved as (
    update filings f set seq = l.seq, state = 'approved', state_type = 'approved', awarded = l.claimed, credited = true,
           since = $5::timestamptz, decided_at = $5::timestamptz,
           fold = (l.fold || jsonb_build_object('seq', l.seq, 'state', 'approved', 'label', '通过认定', 'desks', '[]'::jsonb,
             'since', $5::text, 'decidedAt', $5::text, 'awarded', l.claimed, 'credited', true, 'approvedOnce', true, 'decisions', 1,
             'last', jsonb_build_object('seq', l.seq, 'action', 'approve', 'by', $3::jsonb, 'at', $5::text)))::json
      from line l where f.region = $1 and f.id = l.id
  ), logged as (
    insert into entries (region, filing, seq, action, account, office, at, entry)
    select $1, id, seq, 'approve', $6::uuid, $7::uuid, $5::timestamptz,
           json_build_object('seq', seq, 'action', 'approve', 'by', $3::json, 'at', $5::text, 'from', state, 'to', 'approved',
             'desks', '[]'::json, 'passed', '[]'::json, 'effects', effects)
      from line
  ), gone as (
    delete from desks d using gate g where d.region = $1 and d.filing = g.id
    returning d.office, d.chain, d.purpose, d.department, d.circle
  ), counted as (
    insert into desk_counts (region, office, chain, purpose, department, circle, n)
    select $1, office, chain, purpose, department, circle, -count(*) from gone group by office, chain, purpose, department, circle
  ), credited as (
    insert into credits (region, id, person, year, subject, kind, chain, hours, claimed, filing, seq, at, title)
    select $1, id || '.' || seq || '.0', person, year, subject, kind, chain, claimed, claimed, id, seq, $5::timestamptz, title
      from line
  ), judged as (
    insert into standings as s (region, person, year, version, total, subjects, verdict, requirement, pack, updated_at)
    select $1, l.person, l.year, 1, sum(l.claimed), jsonb_build_object(l.subject, sum(l.claimed)), 'failed', 'by-hand', r.pack, $5::timestamptz
      from line l join regions r on r.region = $1 group by l.person, l.year, l.subject, r.pack
    on conflict (region, person, year) do update set version = s.version + 1, total = s.total + excluded.total,
      subjects = excluded.subjects, updated_at = excluded.updated_at
  ), answered as (
    insert into requests (region, account, key, asked, reply, at)
    select $1, $6::text, $4, md5($4),
           json_build_object('done', count(*), 'left', 0, 'items', json_agg(json_build_object(
             'id', id, 'title', title, 'outcome', 'done', 'says', '已通过', 'seq', seq))), $5::timestamptz
      from line
  )
  select count(*) as n from line`
