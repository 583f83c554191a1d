import { networkInterfaces } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import type { Instant } from '#core/base'
import { hasErrors, resolve as resolvePack, revive, sayIssue } from '#core/pack'
import { openDatabase } from '#storage/database'
import { DatabaseRefused, orRefused, readDatabaseUrl } from '#storage/database-refused'
import type { Tables } from '#storage/db'
import { diskStore } from '#storage/file-store'
import { migrateToLatest } from '#storage/migrate'
import { packFolders, readPackFiles } from '#storage/pack-files'
import { type Context, systemClock, uuidV7 } from '#services/context'
import { refold } from '#services/doctor/refold'
import { sayRefolded } from '#services/doctor/say'
import { orgShelf } from '#services/orgs/shelf'
import { publishPack } from '#services/packs/publish'
import { packShelf } from '#services/packs/shelf'
import { seedDemo } from '#services/worlds/seed-demo'
import { buildApp } from './http/app.ts'
import { rememberSentences } from './http/problems.ts'
import { startWorker } from './jobs/worker.ts'
import { EmbeddedRefused, openEmbedded } from './storage/embedded/index.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export interface Settings {
  readonly demo: boolean
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly publicUrl: string
  readonly trustProxy: boolean
  readonly log: (line: string) => void
}
/** Said in one sentence to whoever starts us; never a stack. */
export class SettingsRefused extends Error {}

export interface OpenWorld {
  readonly world: Context
  readonly dataDir: string
  close(): Promise<void>
}

export function settingsFrom(env: NodeJS.ProcessEnv, given: { readonly demo: boolean }): Settings {
  const port = Number(env['PORT'] ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new SettingsRefused(`PORT=${env['PORT']}：端口应是 1 到 65535 的整数。`)
  return {
    demo: given.demo,
    port,
    dataDir: resolve(env['DATA_DIR'] ?? join(root, 'data')),
    ...(env['DATABASE_URL'] && { databaseUrl: env['DATABASE_URL'] }),
    publicUrl: publicUrlFrom(env['PUBLIC_URL'] ?? `http://localhost:${port}`),
    trustProxy: yesOrNo('TRUST_PROXY', env['TRUST_PROXY']),
    log: (line) => console.log(line),
  }
}

/** Where people come to; certificates name it, and by it cookies are Secure or not. */
function publicUrlFrom(text: string): string {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  if (!isWeb)
    throw new SettingsRefused(`PUBLIC_URL=${text}：应是对外网址，形如 https://xueshi.example.cn。`)
  return text.replace(/\/+$/, '')
}

function yesOrNo(name: string, text = ''): boolean {
  if (/^(1|yes|true|on)$/i.test(text)) return true
  if (/^(0|no|false|off|)$/i.test(text)) return false
  throw new SettingsRefused(`${name}=${text}：应是 1（是）或 0（否）。`)
}

/** Opens the database (embedded, or the one named), brings tables and folds to this version, and makes the context. */
export async function openWorld(
  settings: Omit<Settings, 'port'> & { readonly clock?: () => Instant },
): Promise<OpenWorld> {
  const embedded = settings.databaseUrl
    ? undefined
    : await openEmbedded({ dataDir: settings.dataDir, log: settings.log })
  const database = openDatabase<Tables>({
    url: settings.databaseUrl ?? embedded!.url,
    log: settings.log,
  })
  const migrate = () => migrateToLatest(database.db as never)
  await (settings.databaseUrl ? orRefused(settings.databaseUrl, migrate) : migrate())
  const { db } = database
  const { clock = systemClock } = settings
  let wakeJobs = () => {}
  const world: Context = {
    db,
    clock,
    newId: () => uuidV7(clock()),
    packs: packShelf(db),
    orgs: orgShelf(db),
    files: diskStore(join(settings.dataDir, 'files')),
    demo: settings.demo,
    publicUrl: settings.publicUrl,
    trustProxy: settings.trustProxy,
    wakeJobs: () => wakeJobs(),
  }
  for (const line of sayRefolded(await refold(world))) settings.log(line)
  const worker = await startWorker(world)
  wakeJobs = worker.wake
  return {
    world,
    dataDir: settings.dataDir,
    async close() {
      await worker.stop()
      await database.close()
      await embedded?.stop()
    },
  }
}

/**
 * Publishes the packs of config/ that changed; in demo mode new regions get their invented people, and
 * on request what waits for these at the start.
 */
export async function publishConfig(
  world: Context,
  log: (line: string) => void,
  { filings = false }: { readonly filings?: boolean } = {},
): Promise<void> {
  for (const [position, folder] of packFolders(join(root, 'config')).entries()) {
    const { resolved, issues } = resolvePack(readPackFiles(folder))
    if (resolved.header.abstract) continue
    if (hasErrors(issues)) {
      log(`${folder}：配置包有错误，未发布；已发布的版本继续使用。`)
      for (const it of issues) log(`  ${sayIssue(it)}`)
      continue
    }
    const pack = revive(resolved)
    const { changed } = await publishPack(world, resolved, {
      by: 'config/',
      note: '启动时从 config/ 发布',
      position,
      forDemo: world.demo,
    })
    if (changed) log(`${resolved.header.title}：已发布 ${pack.hash.slice(0, 12)}`)
    if (world.demo) for (const line of await seedDemo(world, pack, { filings })) log(line)
  }
}

export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const began = performance.now()
  const settings = settingsFrom(env, {
    demo: args.includes('--demo') && env['NODE_ENV'] !== 'production',
  })
  if (args[0] === 'serve') refuseUnsafe(settings, env)
  const opened = await openWorld(settings)
  await publishConfig(opened.world, settings.log, { filings: settings.demo })
  await rememberSentences(opened.world)
  const app = buildApp(opened.world, {
    portal: join(root, 'portal-ui/dist'),
    admin: join(root, 'admin-ui/dist'),
  })
  const server = serve({ fetch: app.fetch, port: settings.port }, () => {
    void greet(opened.world, settings, performance.now() - began)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    settings.log(
      error.code === 'EADDRINUSE'
        ? `端口 ${settings.port} 已被占用：换一个端口，如 PORT=8081 npm start`
        : error.message,
    )
    void opened.close().finally(() => process.exit(1))
  })
  stopWith(async () => {
    await new Promise<void>((done) => server.close(() => done()))
    await opened.close()
  })
}

/** Production refuses what only a demo may have. */
export function refuseUnsafe(settings: Settings, env: NodeJS.ProcessEnv): void {
  const secret = settings.databaseUrl && readDatabaseUrl(settings.databaseUrl).password
  if (secret !== undefined && ['', 'postgres', 'password', 'xueshi', '123456'].includes(secret))
    throw new SettingsRefused(
      'DATABASE_URL 里的密码是空的或众所周知的默认值：请为数据库账号设置自己的密码。',
    )
  if (!env['PUBLIC_URL'])
    settings.log(
      '提示：没有设置 PUBLIC_URL，证书二维码将指向 ' +
        settings.publicUrl +
        '；正式使用请设为对外网址（https://…）。',
    )
}

async function greet(world: Context, settings: Settings, took: number): Promise<void> {
  const { log } = settings
  log(`学时已启动（${(took / 1000).toFixed(1)} 秒）：http://localhost:${settings.port}`)
  log(
    `  配置界面：http://localhost:${settings.port}/admin/    接口说明：http://localhost:${settings.port}/api`,
  )
  for (const address of lanAddresses()) log(`  手机可用：http://${address}:${settings.port}`)
  if (!settings.demo) return
  const { listRegionViews } = await import('#services/portal/regions')
  log('演示账号（登录页可直接选择，密码均相同）：')
  for (const region of await listRegionViews(world)) {
    log(`  ${region.title}`)
    for (const it of region.demo ?? []) log(`    ${it.idNumber}  ${it.name}  ${it.role}`)
    const password = region.demo?.[0]?.password
    if (password) log(`    密码 ${password}`)
  }
}

const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flat()
    .flatMap((it) => (it && it.family === 'IPv4' && !it.internal ? [it.address] : []))
    .slice(0, 2)

function stopWith(stop: () => Promise<void>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    const late = setTimeout(() => process.exit(1), 10_000)
    late.unref()
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2), process.env)
  } catch (error) {
    const isTold = [EmbeddedRefused, DatabaseRefused, SettingsRefused].some(
      (it) => error instanceof it,
    )
    console.error(isTold ? (error as Error).message : error)
    process.exit(1)
  }
}
