import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { inject } from 'vitest'
import type { Instant } from '#core/base'
import type { Report } from '#services/doctor/differences'
import { doctor } from '#services/doctor/doctor'
import { build } from '#setup/build'
import { buildApp } from '../../../engine/http/app.ts'
import { openWorld, type OpenWorld } from '../../../engine/main.ts'
import { launchChromium } from '../../support/chromium.ts'
import { seededDatabase } from './seeded.ts'
import { openVisitor, type Visitor } from './visitor.ts'

/** The real server on a database of its own, a browser before it, and a clock that we wind. */
export interface Portal {
  readonly url: string
  /** What the server and every page take for now. */
  now(): Instant
  /** Winds the clock, for the server and for the pages opened so far. */
  at(instant: string): Promise<void>
  /** Somebody with a browser of their own, not signed in. */
  visitor(options?: VisitorOptions): Promise<Visitor>
  /** Whether everything holds that must always hold (design §5). */
  doctor(): Promise<Report>
  close(): Promise<void>
}
export interface VisitorOptions {
  /** As a phone: 375 pixels wide, touched with a thumb. */
  readonly phone?: boolean
}

/** An autumn working day, after everything the invented people have on record. */
const anOrdinaryDay = '2026-09-08T02:00:00.000Z'
const root = new URL('../../../', import.meta.url).pathname

export async function openPortal(options: { readonly at?: string } = {}): Promise<Portal> {
  const built = await build(process.execPath)
  if (built !== 0)
    throw new Error('The portal could not be built: its journeys have no page to open.')
  const dataDir = mkdtempSync(join(inject('folder'), 'journey-'))
  // A copy, so that a build meanwhile does not take the pages away from under a journey.
  const pages = join(dataDir, 'portal')
  cpSync(`${root}portal-ui/dist`, pages, { recursive: true })
  const database = await seededDatabase()
  let wound = { to: options.at ?? anOrdinaryDay, since: performance.now() }
  const now = (): Instant =>
    new Date(Date.parse(wound.to) + (performance.now() - wound.since)).toISOString() as Instant

  let answer: ReturnType<typeof buildApp>['fetch'] = () => new Response(null, { status: 503 })
  const server = serve({
    fetch: (...given) => answer(...given),
    port: 0,
    hostname: '127.0.0.1',
  })
  await new Promise((done) => server.once('listening', done))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`

  const opened: OpenWorld = await openWorld({
    demo: true,
    dataDir,
    databaseUrl: database.url,
    publicUrl: url,
    trustProxy: false,
    log: () => {},
    clock: now,
  })
  answer = buildApp(opened.world, { portal: pages, admin: `${root}admin-ui/dist` }).fetch

  const browser: Browser = await launchChromium()
  const visitors: Visitor[] = []
  return {
    url,
    now,
    async at(instant) {
      wound = { to: instant, since: performance.now() }
      const open = visitors.filter((it) => !it.page.isClosed())
      await Promise.all(open.map((it) => it.wind(instant)))
    },
    async visitor({ phone = false } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
        viewport: phone ? { width: 375, height: 812 } : { width: 1440, height: 900 },
        ...(phone && { hasTouch: true, isMobile: true }),
      })
      await context.clock.install({ time: now() })
      const visitor = await openVisitor(context)
      visitors.push(visitor)
      return visitor
    },
    doctor: () => doctor(opened.world),
    async close() {
      await browser.close()
      await new Promise<void>((done) => server.close(() => done()))
      await opened.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
