import { QueryClient } from '@tanstack/vue-query'
import { ApiError } from '../api/index.ts'

/** One cache for the app. `call` tries broken connections again by itself, so queries do not. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

export const asApiError = (error: unknown): ApiError | undefined =>
  error instanceof ApiError ? error : error ? new ApiError('broken') : undefined
