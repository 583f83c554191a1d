import { useRouter } from 'vue-router'
import { linkOf } from './menu.ts'
import { useSession } from './use-session.ts'

const listed =
  /^\/(filings|results|inbox|verification|rescue|standing|people|certificates)(?:\/[^?]*)?(\?.*)?$/

/** The list of an address, without the one that is open in it; none of what is no list. */
export function listOfAddress(address: unknown): string | undefined {
  const [, page, query = ''] = (typeof address === 'string' && listed.exec(address)) || []
  return page === undefined ? undefined : `/${page}${query}`
}

/** Leads from one filing back to the list one came from; else to the first that shows such. */
export function useBack(): () => Promise<unknown> {
  const router = useRouter()
  const { session, portal } = useSession()
  return () => {
    const from = listOfAddress((window.history.state as { back?: unknown } | null)?.back)
    if (from !== undefined) return router.push(from)
    const own = session.value?.identity.kind === 'person' ? ['filings'] : ['results', 'filings']
    const menu = portal.value?.menu ?? []
    const item = own.map((page) => menu.find((it) => it.page === page)).find((it) => it)
    return router.push(item ? linkOf(item) : '/home')
  }
}
