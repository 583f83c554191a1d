import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { giveTo, type Home, makeFolderFor, user } from './home.ts'
import type { Owner } from './owner.ts'
import { EmbeddedRefused } from './refused.ts'

/** The server's environment is ours to choose: nothing of the caller's locale or zone gets in. */
export const serverEnv = {
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' && { SYSTEMROOT: process.env['SYSTEMROOT'] ?? '' }),
}

/**
 * Makes a new cluster: UTF-8, ordered by code point (no library can change the order of an index),
 * password only. It is made beside its place and renamed, so a killed initdb leaves none behind.
 */
export function makeCluster(
  home: Home,
  binaries: Binaries,
  owner: Owner | undefined,
  isFast: boolean,
): void {
  makeFolderFor(home.cluster, owner)
  const half = `${home.cluster}.new`
  const passwordFile = `${home.cluster}.password`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  giveTo(half, owner)
  writeFileSync(passwordFile, home.password, { mode: 0o600 })
  giveTo(passwordFile, owner)
  try {
    const { status, error, stderr } = spawnSync(
      join(binaries.dir, 'initdb'),
      [
        '-D',
        half,
        '-U',
        user,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        ...locale(binaries.major),
        ...(isFast ? ['--no-sync'] : []),
      ],
      { encoding: 'utf8', cwd: '/', env: serverEnv, ...owner },
    )
    if (status !== 0) {
      throw new EmbeddedRefused(
        `initdb 没能建立 ${home.cluster}：${error?.message ?? stderr.trim()}`,
      )
    }
    renameSync(half, home.cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(half, { recursive: true, force: true })
  }
}

/** From 17 on PostgreSQL brings a locale of its own that knows Unicode's letters and needs no library. */
function locale(major: number): readonly string[] {
  return major >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C']
}

/** Refuses a cluster these programs must not touch. */
export function checkVersion(cluster: string, binaries: Binaries): void {
  const file = join(cluster, 'PG_VERSION')
  if (!existsSync(file))
    throw new EmbeddedRefused(`${cluster} 不是 PostgreSQL 的数据目录（没有 PG_VERSION）。`)
  const major = Number(readFileSync(file, 'utf8'))
  if (major !== binaries.major) {
    throw new EmbeddedRefused(
      `${cluster} 是 PostgreSQL ${major} 建立的，而这里是 ${binaries.major}：请用原来的版本备份，再恢复到 DATABASE_URL 或新的目录。`,
    )
  }
}
