import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { newSecret, sha256 } from '#services/context'
import { insertSession } from '#storage/sessions'
import { buildApp } from '../../engine/http/app.ts'
import { bareApp } from './http-bare.ts'
import type { Answered, Volley } from './http-client.ts'
import { type Figure, inTurns, median, rate } from './measure.ts'
import { type BenchWorld, digits } from './world.ts'

const rounds = 7
const atOnce = 8
const each = 240
/** Before anything is measured: code that has run a few hundred times is compiled as it stays. */
const warm = 4_000

/** stack.md, «Peers»: rates at 8 clients on one PostgreSQL, and CPU of the server's process a request. */
const measuredBefore = { directus: { rate: 128, cpu: 7.8 }, bare: { rate: 1_297, cpu: 0.54 } }

/**
 * Approvals through HTTP: session, one decision with all it writes, answer. Directus is not run here;
 * a bare Hono + Kysely is, and says how this machine stands today to the one it was measured on.
 */
export async function benchHttp(world: BenchWorld): Promise<Figure[]> {
  const client = fork(fileURLToPath(new URL('./http-client.ts', import.meta.url)))
  const headers = await signedIn(world)
  const total = warm + rounds * each
  const ours = await listening(buildApp(world, { portal: 'dist', admin: 'dist' }) as never)
  const bare = await listening(await bareApp(world, total))
  const waiting = await world.copies('waiting', total)
  const approvals = waiting.map(({ n, id }) => ({
    path: `/api/filings/${id}/actions`,
    headers: { ...headers, 'idempotency-key': `http-${digits(n)}` },
    body: JSON.stringify({ action: 'approve', seen: 2 }),
  }))
  const updates = waiting.map((_, at) => ({
    path: `/items/${at + 1}`,
    headers: { authorization: 'token' },
    body: JSON.stringify({ status: 'approved' }),
  }))
  const cpu: number[] = []
  const bareCpu: number[] = []
  const of = (all: Volley['requests'], round: number) =>
    all.slice(warm + round * each, warm + (round + 1) * each)
  try {
    await fired(client, { port: ours.port, atOnce, requests: approvals.slice(0, warm) })
    await fired(client, { port: bare.port, atOnce, requests: updates.slice(0, warm) })
    const found = await inTurns(rounds, {
      ours: (round) =>
        fired(client, { port: ours.port, atOnce, requests: of(approvals, round) }, cpu),
      bare: (round) =>
        fired(client, { port: bare.port, atOnce, requests: of(updates, round) }, bareCpu),
    })
    const { directus } = measuredBefore
    const share = measuredBefore.bare.rate / found.bare
    const note = `${median(cpu).toFixed(2)} ms CPU a request; bare Hono + Kysely ${found.bare.toFixed(0)} a second, ${median(bareCpu).toFixed(2)} ms`
    return [
      rate(
        { name: 'HTTP: one action, 8 at a time', ours: found.ours, note },
        { name: 'Directus, mere status update, as it was measured', value: directus.rate },
        5,
      ),
      rate(
        {
          name: 'HTTP: the same, the speed of the machine taken out',
          ours: found.ours,
          note: `the machine is ${(1 / share).toFixed(1)} × as fast today`,
        },
        { name: 'Directus, as this machine would have it', value: directus.rate / share },
        5,
      ),
    ]
  } finally {
    client.kill()
    await Promise.all([ours.close(), bare.close()])
  }
}

async function listening(app: Hono): Promise<{ port: number; close(): Promise<void> }> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

async function fired(client: ChildProcess, volley: Volley, cpu?: number[]): Promise<number> {
  const before = process.cpuUsage()
  client.send(volley)
  const [answered] = (await once(client, 'message')) as [Answered]
  const used = process.cpuUsage(before)
  if (answered.wrong !== undefined) throw new Error(`Answered: ${answered.wrong}`)
  cpu?.push((used.user + used.system) / 1000 / volley.requests.length)
  return (volley.requests.length * 1000) / answered.ms
}

async function signedIn(world: BenchWorld): Promise<Record<string, string>> {
  const token = newSecret()
  const { region, account, post } = world.reviewer
  const at = world.clock()
  await insertSession(world.db, {
    hash: sha256(token),
    region,
    account,
    identity: post!.id,
    at,
    expiresAt: new Date(Date.parse(at) + 3_600_000).toISOString(),
  })
  return { cookie: `xueshi=${token}` }
}
