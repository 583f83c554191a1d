import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { alone } from '#setup/lock'
import { chineseFonts } from './fonts.ts'

/** A Chromium that runs here, and what it must be started with. */
export interface FoundChromium {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
  /** Where it is from, for the report. */
  readonly from: string
}

const cache = join(dirname(fileURLToPath(import.meta.url)), '../../.cache')

/** Nothing of it talks to the network by itself; a sandbox inside a container it cannot make. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** Starts a headless Chromium with Chinese glyphs, on a profile of its own. Close it. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({
    executablePath,
    args: flags,
    env: { ...definedEnv(), ...env, ...chineseFonts(cache) },
  })
}

/**
 * The first Chromium that answers: CHROME_PATH, the machine's, Playwright's, the one from npm;
 * failing these, root on Debian installs one. Throws the one line to run where nothing helps.
 */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env['CHROME_PATH']
  if (named !== undefined) {
    if (!answers(named)) throw new Error(`CHROME_PATH names ${named}, and that does not run.`)
    return { executablePath: named, env: {}, from: 'CHROME_PATH' }
  }
  const installed = [...machinePaths, playwrightsOwn()].find(
    (it) => it !== undefined && answers(it),
  )
  if (installed !== undefined) return { executablePath: installed, env: {}, from: 'the machine' }
  return (await unpacked()) ?? aptInstalled()
}

const machinePaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function playwrightsOwn(): string | undefined {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}

/** The package holds the program and the libraries it needs, packed; they are unpacked once per version. */
async function unpacked(): Promise<FoundChromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const root = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const at = join(cache, `chromium-${version}`)
  if (!existsSync(at))
    await alone(join(cache, 'unpacking-chromium'), () => unpack(join(root, 'bin'), at))

  const executablePath = join(at, 'chromium')
  const env = { LD_LIBRARY_PATH: join(at, 'lib') }
  return answers(executablePath, env) ? { executablePath, env, from: 'npm' } : undefined
}

function unpack(packed: string, at: string): void {
  if (existsSync(at)) return
  const half = `${at}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  writeFileSync(
    join(half, 'chromium'),
    brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))),
  )
  chmodSync(join(half, 'chromium'), 0o755)
  const libraries = brotliDecompressSync(readFileSync(join(packed, 'al2023.tar.br')))
  spawnSync('tar', ['-x', '-C', half], { input: libraries })
  renameSync(half, at)
}

function aptInstalled(): FoundChromium {
  const command = 'apt-get install -y --no-install-recommends chromium fonts-noto-cjk'
  const isDebian = existsSync('/etc/debian_version')
  if (isDebian && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' })
    spawnSync('sh', ['-c', command], { env, stdio: 'ignore' })
    if (answers('/usr/bin/chromium'))
      return { executablePath: '/usr/bin/chromium', env: {}, from: 'apt' }
  }
  throw new Error(
    isDebian
      ? `No Chromium runs here. Run:  sudo ${command}`
      : 'No Chromium runs here. Install Chrome or Chromium and run again with:  CHROME_PATH=/path/to/it npm test',
  )
}

function answers(program: string, env: Readonly<Record<string, string>> = {}): boolean {
  if (!existsSync(program)) return false
  const { status } = spawnSync(program, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...env },
    timeout: 20_000,
    stdio: 'ignore',
  })
  return status === 0
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined),
  )
}
