import { act } from '#services/filings/act'
import { atATime, type Figure, inTurns, rate, timed } from './measure.ts'
import { pgbench, statementsOf } from './pgbench.ts'
import { type BenchWorld, type Copy, digits, filerOf } from './world.ts'

const rounds = 5
const atOnce = 8
const each = 160

/** Submitted by the professional, approved by the office: two actions of one filing. */
export async function submitAndApprove(world: BenchWorld, it: Copy): Promise<void> {
  await act(
    world,
    filerOf(world, it),
    it.id,
    { action: 'submit', seen: 1, route: { id: 'own-unit' } },
    `submit-${digits(it.n)}`,
  )
  await act(world, world.reviewer, it.id, { action: 'approve', seen: 2 }, `approve-${digits(it.n)}`)
}

/** Actions a second through the services, 8 at a time, beside pgbench with the very statements they send. */
export async function benchAction(world: BenchWorld): Promise<Figure[]> {
  const [warm, one] = [await world.copies('draft', 64), (await world.copies('draft', 1))[0]!]
  await atATime(atOnce, warm, (it) => submitAndApprove(world, it))
  const statements = await statementsOf(world, () => submitAndApprove(world, one))
  const drafts = await world.copies('draft', 2 * rounds * each)
  const found = await inTurns(rounds, {
    ours: async (round) => {
      const mine = drafts.slice(round * each, (round + 1) * each)
      const ms = await timed(() => atATime(atOnce, mine, (it) => submitAndApprove(world, it)))
      return (2 * each * 1000) / ms
    },
    pgbench: async (round) => {
      const from = drafts[(rounds + round) * each]!.n
      return 2 * (await pgbench(world, { of: one, statements }, { from, transactions: each }))
    },
  })
  const note = `${statements.length} statements for a submission and an approval`
  return [
    rate(
      { name: 'services: one action, 8 at a time', ours: found.ours, note },
      { name: 'pgbench, same statements prepared', value: found.pgbench },
      0.5,
    ),
  ]
}
