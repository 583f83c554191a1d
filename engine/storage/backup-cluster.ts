import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { copyAll, copyFile, type CopiedFile } from './backup-files.ts'

/** What PostgreSQL makes anew at every start; copying it would only confuse the copy. */
const left =
  /^(?:postmaster\.(?:pid|opts)|pg_replslot\/.|pg_dynshmem\/.|pg_notify\/.|pg_serial\/.|pg_snapshots\/.|pg_stat_tmp\/.|pg_subtrans\/.|pg_wal\/.|pg_internal\.init|.*\/pg_internal\.init|.*\/pgsql_tmp)/

/**
 * PostgreSQL's own way to copy a database that is being written: between start and stop the pages
 * may be copied torn, and the log written meanwhile mends them. A slot that ends with our session
 * keeps that log from being recycled under the copy.
 */
export async function copyCluster(
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

/** Folders PostgreSQL expects and that may have been empty, so that no file brings them along. */
export const emptyFolders = [
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
