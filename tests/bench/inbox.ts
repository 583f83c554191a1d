import { listPage } from '#services/filings/lists'
import { type Figure, limit, median, timed } from './measure.ts'
import type { BenchWorld } from './world.ts'

const calls = 25

/** The reviewer's inbox as the portal asks for it: first page with its rows, and the count of all. */
export async function benchInbox(world: BenchWorld): Promise<Figure[]> {
  const before = await firstPage(world)
  await world.copies('waiting', Math.max(0, 2_000 - before))
  const few = await measure(world, 2_000)
  await world.copies('waiting', 200_000 - 2_000)
  const many = await measure(world, 200_000)
  return [
    limit({ name: 'inbox with 2,000 waiting: first page and count', ours: few }, 30),
    limit(
      {
        name: 'inbox with 200,000 waiting: first page and count',
        ours: many,
        note: `${(many / few).toFixed(2)} × that of 2,000`,
      },
      30,
    ),
  ]
}

async function measure(world: BenchWorld, waiting: number): Promise<number> {
  const total = await firstPage(world)
  if (total < waiting) throw new Error(`${total} wait instead of ${waiting}.`)
  const times: number[] = []
  for (let call = 0; call < calls; call += 1) times.push(await timed(() => firstPage(world)))
  return median(times)
}

async function firstPage(world: BenchWorld): Promise<number> {
  const page = await listPage(world, world.reviewer, { list: 'unit-review', page: '1', size: '20' })
  if (page.rows.length !== Math.min(20, page.total))
    throw new Error(`A page of ${page.rows.length} rows.`)
  return page.total
}
