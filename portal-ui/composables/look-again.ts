import { useQueryClient } from '@tanstack/vue-query'

/** What only shows. What somebody is filling in is never read again under their hands. */
const shown: ReadonlySet<unknown> = new Set([
  'portal',
  'home',
  'filings',
  'people',
  'person',
  'standings',
  'certificates',
  'people-to-print',
])

/** A press on the menu asks for what is there now, also where one is already. */
export function useLookAgain(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => shown.has(of) })
}
