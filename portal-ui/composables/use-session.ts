import type { PortalView, SessionView } from '#core/api'
import { useQuery } from '@tanstack/vue-query'
import { type ComputedRef, computed } from 'vue'
import { ApiError, readPortal, readSession, signOut, takeIdentity } from '../api/index.ts'
import { useTerms } from '../texts/index.ts'
import { queryClient } from './query-client.ts'

const sessionQuery = {
  queryKey: ['session'],
  queryFn: readSessionIfAny,
  staleTime: Number.POSITIVE_INFINITY,
}
const portalQuery = {
  queryKey: ['portal'],
  queryFn: readPortalAndWords,
  staleTime: 60_000,
}

export interface UseSession {
  readonly session: ComputedRef<SessionView | null | undefined>
  readonly portal: ComputedRef<PortalView | undefined>
}

/** Who is signed in and what the region's pack gives them to see. */
export function useSession(): UseSession {
  const session = useQuery(sessionQuery)
  const portal = useQuery({
    ...portalQuery,
    enabled: computed(() => Boolean(session.data.value) && !session.data.value?.mustChangePassword),
  })
  return { session: computed(() => session.data.value), portal: computed(() => portal.data.value) }
}

/** For the router: who is signed in, asked once. */
export const knownSession = (): Promise<SessionView | null> => queryClient.fetchQuery(sessionQuery)
export const knownPortal = (): Promise<PortalView> => queryClient.fetchQuery(portalQuery)

/** After signing in, changing identity or password: everything seen so far belonged to somebody else. */
export function startSession(session: SessionView | null): void {
  queryClient.setQueryData(['session'], session)
  const kept = ['session', 'regions']
  queryClient.removeQueries({
    type: 'inactive',
    predicate: (it) => !kept.includes(String(it.queryKey[0])),
  })
  // Those on screen keep their watchers: emptied and, where still wanted, asked for again.
  void queryClient.resetQueries({ predicate: (it) => !kept.includes(String(it.queryKey[0])) })
}

export async function changeIdentity(identity: string): Promise<void> {
  startSession(await takeIdentity(identity))
}

export async function endSession(): Promise<void> {
  await signOut().catch(() => undefined)
  startSession(null)
}

async function readSessionIfAny(): Promise<SessionView | null> {
  try {
    return await readSession()
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'signed-out') return null
    throw error
  }
}

async function readPortalAndWords(): Promise<PortalView> {
  const portal = await readPortal()
  useTerms(portal.terms)
  return portal
}
