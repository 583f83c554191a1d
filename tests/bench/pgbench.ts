import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BenchWorld, type Copy, digits } from './world.ts'

/** One statement as it went to the database. */
export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What a piece of work sends to the database: every statement, with its parameters. */
export async function statementsOf(
  world: BenchWorld,
  work: () => Promise<unknown>,
): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  const { pool } = world
  const clients = await Promise.all(Array.from({ length: 8 }, () => pool.connect()))
  const restore = clients.map((client) => {
    const own = client.query
    client.query = ((...given: unknown[]) => {
      const [text, values] = given
      if (typeof text === 'string') sent.push({ text, values: Array.isArray(values) ? values : [] })
      return (own as (...all: unknown[]) => unknown).apply(client, given)
    }) as never
    return () => {
      client.query = own
    }
  })
  for (const client of clients) client.release()
  await work()
  for (const undo of restore) undo()
  return sent
}

/**
 * The same statements by pgbench, each prepared once on each of 8 connections. Whatever names the copy
 * they were recorded of names another in every transaction: replaced on the server, so that pgbench
 * sends parameters of the same size and asks nothing more.
 */
export async function pgbench(
  world: BenchWorld,
  recorded: { readonly of: Copy; readonly statements: readonly Sent[] },
  on: { readonly from: number; readonly transactions: number },
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'pgbench-'))
  const clients = 8
  const each = Math.floor(on.transactions / clients)
  const given: string[] = ['-D', 'k=-1', '-D', `own=${digits(recorded.of.n)}`]
  const lines = [`\\set k :k + 1`, `\\set n ${on.from} + :client_id * ${each} + :k`]
  for (const [at, { text, values }] of recorded.statements.entries()) {
    for (const [index, value] of values.entries()) {
      if (isSent(value)) given.push('-D', `p${at}_${index + 1}=${textOf(value)}`)
    }
    const own = digits(recorded.of.n)
    lines.push(
      `${text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\$(\d+)/g, (_, index: string) => {
        const value = values[Number(index) - 1]
        if (value === null) return 'null'
        if (!isSent(value)) return "''"
        const name = `:p${at}_${index}`
        const said = textOf(value)
        if (!said.includes(own)) return name
        const other = `replace(${name}, :own, lpad(:n::text, 12, '0'))`
        return isUuid(said) ? `${other}::uuid` : other
      })};`,
    )
  }
  try {
    writeFileSync(join(folder, 'action.sql'), `${lines.join('\n')}\n`)
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(clients),
      '-j',
      '1',
      '-t',
      String(each),
      '-f',
      join(folder, 'action.sql'),
      ...given,
      world.url,
    ]
    const { stdout } = await promisify(execFile)('pgbench', args, { maxBuffer: 1 << 26 }).catch(
      (error: { stderr: string }) => {
        throw new Error(`pgbench: ${error.stderr.slice(0, 500)}`)
      },
    )
    const [, rate] = /^tps = ([\d.]+)/m.exec(stdout) ?? []
    if (rate === undefined) throw new Error(stdout)
    return Number(rate)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** pgbench takes no variable without a value: nothing is written into the statement. */
const isSent = (value: unknown): boolean => value !== null && textOf(value) !== ''

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? `{${value.map((it) => (it === null ? 'NULL' : JSON.stringify(String(it)))).join(',')}}`
    : String(value)
