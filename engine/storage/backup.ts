import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import pg from 'pg'
import {
  copyAll,
  type CopiedFile,
  copyFile,
  filesUnder,
  flush,
  restoreAll,
} from './backup-files.ts'
import { checkManifest, type Manifest, sealManifest } from './backup-manifest.ts'
import {
  giveFolder,
  makeFolderFor,
  makeHome,
  openEmbedded,
  readHome,
  serverOwner,
  writeHome,
} from './embedded/index.ts'

export interface BackupOptions {
  readonly dataDir: string
  /** A folder that does not exist yet, or is empty. */
  readonly to: string
  /** The moment, ISO; it is written into the manifest. */
  readonly at: string
  readonly log?: (line: string) => void
}

export interface RestoreOptions {
  readonly from: string
  /** A folder that does not exist yet, or is empty. */
  readonly dataDir: string
  readonly log?: (line: string) => void
}

/** What PostgreSQL makes anew at every start; copying it would only confuse the copy. */
const left =
  /^(?:postmaster\.(?:pid|opts)|pg_replslot\/.|pg_dynshmem\/.|pg_notify\/.|pg_serial\/.|pg_snapshots\/.|pg_stat_tmp\/.|pg_subtrans\/.|pg_wal\/.|pg_internal\.init|.*\/pg_internal\.init|.*\/pgsql_tmp)/

/**
 * Copies an embedded database and its files while people work, and seals the copy with the hash of
 * every file. What is in it is the state at the end of the copying, to the last commit.
 *
 * @returns the manifest; throws when `to` is not empty or the database cannot be opened
 */
export async function backup({ dataDir, to, at, log }: BackupOptions): Promise<Manifest> {
  refuseUnlessEmpty(to, 'A backup')
  if (!existsSync(join(dataDir, 'embedded.json')))
    throw new Error(`${dataDir} holds no embedded database.`)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  chmodSync(to, 0o700)
  const embedded = await openEmbedded({ dataDir, ...(log && { log }) })
  const client = new pg.Client({ connectionString: embedded.url })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    )
    const database = await copyCluster(client, readHome(realpathSync(dataDir))!.cluster, to)
    // After the database: files are named by their hash and never change, so none it names is missing.
    const files = await copyAll(join(dataDir, 'files'), join(to, 'files'), 'files')
    const secret = await copyFile(
      join(dataDir, 'embedded.json'),
      join(to, 'embedded.json'),
      'embedded.json',
    )
    const manifest = sealManifest({
      kind: 'embedded',
      at,
      postgres: rows[0]!.version,
      files: [...database, ...files, secret!],
    })
    // The manifest comes last: where one stands, all it lists is on the disk.
    await flush(to)
    writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    })
    return manifest
  } finally {
    await client.end()
    await embedded.stop()
  }
}

/**
 * PostgreSQL's own way to copy a database that is being written: between start and stop the pages
 * may be copied torn, and the log written meanwhile mends them. A slot that ends with our session
 * keeps that log from being recycled under the copy.
 */
async function copyCluster(
  client: pg.Client,
  cluster: string,
  to: string,
): Promise<readonly CopiedFile[]> {
  const target = join(to, 'postgres')
  await client.query(
    `select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)`,
  )
  const { rows: begun } = await client.query<{ wal: string }>(
    `select pg_walfile_name(pg_backup_start('xueshi', fast => true)) as wal`,
  )
  const pages = await copyAll(cluster, target, 'postgres', (path) => !left.test(path))
  const { rows: ended } = await client.query<{ wal: string; label: string }>(
    `select pg_walfile_name(lsn) as wal, labelfile as label from pg_backup_stop(wait_for_archive => false)`,
  )
  const [first, last] = [begun[0]!.wal, ended[0]!.wal]
  const logs = await copyAll(
    join(cluster, 'pg_wal'),
    join(target, 'pg_wal'),
    'postgres/pg_wal',
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
  )
  writeFileSync(join(target, 'backup_label'), ended[0]!.label, { mode: 0o600 })
  const label = await copyFile(join(target, 'backup_label'), undefined, 'postgres/backup_label')
  return [...pages, ...logs, label!]
}

/**
 * Puts a backup back into an empty folder, after every byte of it was checked against the manifest,
 * and starts the database once to see it recover.
 *
 * Throws, and leaves the folder empty, when a file is missing, added or changed.
 */
export async function restore({ from, dataDir, log }: RestoreOptions): Promise<Manifest> {
  refuseUnlessEmpty(dataDir, 'A restore')
  const manifest = await readBackup(from)
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const real = realpathSync(dataDir)
  const owner = serverOwner()
  const kept = JSON.parse(readFileSync(join(from, 'embedded.json'), 'utf8')) as { password: string }
  const home = { ...makeHome(real, owner, log ?? (() => undefined)), password: kept.password }
  try {
    makeFolderFor(home.cluster, owner)
    await putBack(manifest, from, home.cluster, real)
    giveFolder(home.cluster, owner)
    await Promise.all([flush(home.cluster), flush(real)])
    writeHome(real, home)
    const embedded = await openEmbedded({ dataDir: real, ...(log && { log }) })
    await embedded.stop()
  } catch (error) {
    rmSync(home.cluster, { recursive: true, force: true })
    for (const it of readdirSync(real)) rmSync(join(real, it), { recursive: true, force: true })
    throw error
  }
  return manifest
}

async function putBack(
  manifest: Manifest,
  from: string,
  cluster: string,
  dataDir: string,
): Promise<void> {
  const inCluster = manifest.files.filter((it) => it.path.startsWith('postgres/'))
  const inFiles = manifest.files.filter((it) => it.path.startsWith('files/'))
  for (const folder of emptyFolders)
    mkdirSync(join(cluster, folder), { recursive: true, mode: 0o700 })
  await restoreAll(inCluster, from, (path) => join(cluster, path.slice('postgres/'.length)))
  await restoreAll(inFiles, from, (path) => join(dataDir, path))
}

/** Folders PostgreSQL expects and that may have been empty, so that no file brings them along. */
const emptyFolders = [
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_multixact/members',
  'pg_multixact/offsets',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_xact',
]

/** The manifest of a backup whose every file is there and unchanged; throws naming the first that is not. */
export async function readBackup(from: string): Promise<Manifest> {
  const file = join(from, 'manifest.json')
  if (!existsSync(file))
    throw new Error(`${resolve(from)} is not a backup: it has no ${basename(file)}.`)
  return checkManifest(readFileSync(file, 'utf8'), from, filesUnder(from))
}

export function refuseUnlessEmpty(folder: string, what: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`${what} goes into an empty folder, and ${resolve(folder)} is not empty.`)
  }
}
