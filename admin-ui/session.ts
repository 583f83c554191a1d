import type { SessionView } from '#core/api'
import { useQuery } from '@tanstack/vue-query'
import { type ComputedRef, computed } from 'vue'
import { readSession, signOut, takeIdentity } from './api/index.ts'
import { queryClient } from './query-client.ts'

const query = { queryKey: ['session'], queryFn: readSession, staleTime: Number.POSITIVE_INFINITY }

export function useSession(): ComputedRef<SessionView | null | undefined> {
  const session = useQuery(query)
  return computed(() => session.data.value)
}
export const knownSession = (): Promise<SessionView | null> => queryClient.fetchQuery(query)

/** What was seen before belonged to somebody else. */
export function startSession(session: SessionView | null): void {
  queryClient.setQueryData(['session'], session)
  // The session itself stays: the head of the page watches it.
  queryClient.removeQueries({ predicate: ({ queryKey: [of] }) => of !== 'session' })
}
export async function changeIdentity(identity: string): Promise<void> {
  startSession(await takeIdentity(identity))
}
export async function endSession(): Promise<void> {
  await signOut().catch(() => undefined)
  startSession(null)
}
