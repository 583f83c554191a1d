import { QueryClient } from '@tanstack/vue-query'

/** One cache for the app; whatever failed is tried again by the reader, with a button. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 10_000, networkMode: 'always' } },
})
