import { signIn } from './people.ts'
import { openPortal, type Portal } from './portal.ts'
import { expectNoComplaints, type Visitor } from './visitor.ts'

/** One region's portal, and its people each at a browser of their own, signed in at first call. */
export interface Office extends Portal {
  as(key: string): Promise<Visitor>
}

export async function openOffice(region: string, options: Parameters<typeof openPortal>[0] = {}): Promise<Office> {
  const portal = await openPortal(options)
  const known = new Map<string, Visitor>()
  return {
    ...portal,
    async as(key) {
      const there = known.get(key)
      if (there) return there
      const visitor = await portal.visitor()
      await signIn(visitor, region, key)
      known.set(key, visitor)
      return visitor
    },
    async close() {
      await portal.close()
      for (const it of known.values()) expectNoComplaints(it)
    },
  }
}
