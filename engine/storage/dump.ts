import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readBackup, refuseUnlessEmpty } from './backup.ts'
import { orRefused } from './database-refused.ts'
import { copyAll, copyFile, flush, restoreAll } from './backup-files.ts'
import { type Manifest, sealManifest } from './backup-manifest.ts'

/**
 * Backs up the database that DATABASE_URL names, with the pg_dump of its own version, and the files.
 *
 * Throws one clear line where no such pg_dump is at hand: the embedded programs bring none, and an
 * older one cannot read a newer server.
 */
export async function dump(options: {
  url: string
  dataDir: string
  to: string
  at: string
}): Promise<Manifest> {
  const { url, dataDir, to, at } = options
  refuseUnlessEmpty(to, '备份')
  const version = await orRefused(url, () => serverVersion(url))
  const program = clientProgram('pg_dump', version)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  chmodSync(to, 0o700)
  const dumped = join(to, 'database.dump')
  // pg_dump writes as the umask says: into a file that is ours alone already.
  writeFileSync(dumped, '', { mode: 0o600, flag: 'wx' })
  await runClient(program, url, ['--format=custom', '--no-owner', '--file', dumped])
  const database = await copyFile(dumped, undefined, 'database.dump')
  const files = await copyAll(join(dataDir, 'files'), join(to, 'files'), 'files')
  const manifest = sealManifest({
    kind: 'dump',
    at,
    postgres: version,
    files: [database!, ...files],
  })
  await flush(to)
  writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, {
    mode: 0o600,
    flush: true,
  })
  return manifest
}

/** Loads such a backup into an empty database, all or nothing, and puts the files back. */
export async function load(options: {
  from: string
  url: string
  dataDir: string
}): Promise<Manifest> {
  const { from, url, dataDir } = options
  const manifest = await readBackup(from)
  if (manifest.kind !== 'dump') {
    throw new Error('这是内置数据库的备份：请不设 DATABASE_URL，恢复到空目录。')
  }
  refuseUnlessEmpty(join(dataDir, 'files'), '恢复的数据')
  const tables = await orRefused(url, () => countTables(url))
  if (tables > 0) throw new Error(`只能恢复到空的数据库，而这个库里已有 ${tables} 张表。`)
  const program = clientProgram('pg_restore', await serverVersion(url))
  await runClient(program, url, [
    '--no-owner',
    '--single-transaction',
    '--exit-on-error',
    join(from, 'database.dump'),
  ])
  const files = manifest.files.filter((it) => it.path.startsWith('files/'))
  await restoreAll(files, from, (path) => join(dataDir, path))
  return manifest
}

/** A client of the server's major version: on the path, or where Debian keeps them side by side. */
function clientProgram(name: 'pg_dump' | 'pg_restore', version: string): string {
  const major = Number.parseInt(version, 10)
  const debian = '/usr/lib/postgresql'
  const beside = existsSync(debian)
    ? readdirSync(debian).map((it) => join(debian, it, 'bin', name))
    : []
  const found = [name, ...beside].find((it) => majorOf(it) === major)
  if (found === undefined) {
    throw new Error(
      `这台机器上没有 PostgreSQL ${major} 的 ${name}：请安装 postgresql-client-${major}，或用数据库服务器自己的工具备份。`,
    )
  }
  return found
}

function majorOf(program: string): number | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]
  return status === 0 && major !== undefined ? Number(major) : undefined
}

/** The password travels in the environment: arguments can be read by everybody on the machine. */
async function runClient(program: string, url: string, args: readonly string[]): Promise<void> {
  const open = new URL(url)
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(open.password) }
  open.password = ''
  const child = spawn(program, [...args, '--dbname', open.href], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${program} 以 ${code} 结束：${said.trim()}`)
}

async function serverVersion(url: string): Promise<string> {
  const rows = await ask<{ version: string }>(
    url,
    `select current_setting('server_version') as version`,
  )
  return rows[0]!.version
}

async function countTables(url: string): Promise<number> {
  const text = `select count(*)::int as n from pg_catalog.pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
  return (await ask<{ n: number }>(url, text))[0]!.n
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
