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
import { copyCluster, emptyFolders } from './backup-cluster.ts'
import { copyAll, copyFile, filesUnder, flush, restoreAll } from './backup-files.ts'
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

/**
 * Copies an embedded database and its files while people work, and seals the copy with the hash of
 * every file. What is in it is the state at the end of the copying, to the last commit.
 *
 * @returns the manifest; throws when `to` is not empty or the database cannot be opened
 */
export async function backup({ dataDir, to, at, log }: BackupOptions): Promise<Manifest> {
  refuseUnlessEmpty(to, '备份')
  if (!existsSync(join(dataDir, 'embedded.json'))) throw new Error(`${dataDir} 里没有内置数据库。`)
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
 * Puts a backup back into an empty folder, after every byte of it was checked against the manifest,
 * and starts the database once to see it recover.
 *
 * Throws, and leaves the folder empty, when a file is missing, added or changed.
 */
export async function restore({ from, dataDir, log }: RestoreOptions): Promise<Manifest> {
  refuseUnlessEmpty(dataDir, '恢复的数据')
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

/** The manifest of a backup whose every file is there and unchanged; throws naming the first that is not. */
export async function readBackup(from: string): Promise<Manifest> {
  const file = join(from, 'manifest.json')
  if (!existsSync(file)) throw new Error(`${resolve(from)} 不是备份：没有 ${basename(file)}。`)
  return checkManifest(readFileSync(file, 'utf8'), from, filesUnder(from))
}

export function refuseUnlessEmpty(folder: string, what: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`${what}只能放进空目录，而 ${resolve(folder)} 不是空的。`)
  }
}
