import { type RouteLocationRaw, useRouter } from 'vue-router'
import { linkOf } from './menu.ts'
import { useSession } from './use-session.ts'

const listed =
  /^\/(filings|results|inbox|verification|rescue|standing|people|certificates)(?:\/[^?]*)?(\?.*)?$/

/** The list of an address, without the one that is open in it; none of what is no list. */
export function listOfAddress(address: unknown): string | undefined {
  const [, page, query = ''] = (typeof address === 'string' && listed.exec(address)) || []
  return page === undefined ? undefined : `/${page}${query}`
}

/** Leads from one filing back to the list one came from, else to the first that shows such; there it says what was done. */
export function useBack(): (says?: string) => Promise<unknown> {
  const router = useRouter()
  const { session, portal } = useSession()
  return (says) => {
    const go = (to: RouteLocationRaw) => {
      const { path, query } = router.resolve(to)
      return router.push({ path, query, ...(says !== undefined && { state: { says } }) })
    }
    const from = listOfAddress((window.history.state as { back?: unknown } | null)?.back)
    if (from !== undefined) return go(from)
    const own = session.value?.identity.kind === 'person' ? ['filings'] : ['results', 'filings']
    const menu = portal.value?.menu ?? []
    const item = own.map((page) => menu.find((it) => it.page === page)).find((it) => it)
    return go(item ? linkOf(item) : '/home')
  }
}
