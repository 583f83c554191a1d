import { afterAll, afterEach, beforeAll } from 'vitest'
import { shotFile } from './looks.ts'
import { signIn } from './people.ts'
import { openPortal, type Portal, type VisitorOptions } from './portal.ts'
import { expectNoComplaints, type Visitor } from './visitor.ts'

/** One region's portal, and its people each at a browser of their own, signed in at first call. */
export interface Office {
  readonly portal: Portal
  /** The person or post of a key in world.yaml, of this region or of another on the same portal. */
  as(key: string, ofRegion?: string): Promise<Visitor>
  /** Winds the clock; by then everybody has gone home and signs in anew. */
  at(instant: string): Promise<void>
  /** Somebody who has not signed in. */
  visitor(options?: VisitorOptions): Promise<Visitor>
}

/**
 * The portal of a test file, for one of its regions: opened before its tests, closed after them.
 * Where a test fails, the pages as they stood are in shots/failed-….
 */
export function office(region: string, options: Parameters<typeof openPortal>[0] = {}): Office {
  const known = new Map<string, Visitor>()
  let portal: Portal | undefined
  beforeAll(async () => {
    portal = await openPortal(options)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const [key, { page }] of known) {
      if (page.isClosed()) continue
      const path = shotFile(`failed-${task.name.slice(0, 40)}-${key}`)
      await page.screenshot({ path, fullPage: true })
    }
  })
  afterAll(async () => {
    await portal?.close()
    for (const it of known.values()) expectNoComplaints(it)
  })
  return {
    get portal() {
      if (!portal)
        throw new Error('The portal opens before the first test, not while tests are collected.')
      return portal
    },
    async as(key, ofRegion = region) {
      const there = known.get(`${ofRegion} ${key}`)
      if (there) return there
      const visitor = await this.portal.visitor()
      known.set(`${ofRegion} ${key}`, visitor)
      await signIn(visitor, ofRegion, key)
      return visitor
    },
    async at(instant) {
      for (const it of known.values()) {
        expectNoComplaints(it)
        await it.context.close()
      }
      known.clear()
      await this.portal.at(instant)
    },
    async visitor(given) {
      const visitor = await this.portal.visitor(given)
      known.set(`visitor-${known.size}`, visitor)
      return visitor
    },
  }
}
