import type { Body, Params, Query, Reply, Route } from '#core/api'
import { ApiError, kindOf, problemOf } from './api-error.ts'
import { newKey, newReference } from './new-key.ts'
import { signInAgain } from './sign-in-again.ts'

/** A route takes a body or a query, never both. */
export type Input<R extends Route> = Body<R> extends undefined ? Query<R> : Body<R>

export interface CallOptions {
  /** Names the intent: kept across retries so that nothing is done twice. Default: one per call. */
  readonly key?: string
  readonly signal?: AbortSignal
  /** Milliseconds until we stop waiting. Default 20 000. */
  readonly patience?: number
  /** Where a 401 is an answer (signing in), not an expiry. */
  readonly noSignIn?: boolean
}

const pauses = [400, 1200]

/**
 * Asks the server. Connections that break are tried again with the same key; an expired session is
 * renewed by the person in place, then the call is made again. Throws `ApiError`, nothing else.
 */
export async function call<R extends Route>(
  route: R,
  params: Params<R>,
  input?: Input<R>,
  options: CallOptions = {},
): Promise<Reply<R>> {
  const request = requestOf(route, params as Record<string, string>, input, options)
  for (let attempt = 0; ; attempt++) {
    try {
      return (await once(request, options)) as Reply<R>
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.kind === 'signed-out' && !options.noSignIn && attempt === 0) {
        if (await signInAgain()) continue
        throw error
      }
      const pause = pauses[attempt]
      if (error.kind !== 'offline' || pause === undefined) throw error
      await new Promise((done) => setTimeout(done, pause))
    }
  }
}

export function pathOf(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

interface Prepared {
  readonly path: string
  readonly init: RequestInit & { readonly headers?: Readonly<Record<string, string>> }
}

function requestOf(
  route: string,
  params: Readonly<Record<string, string>>,
  input: unknown,
  options: CallOptions,
): Prepared {
  const [method = 'GET', pattern = ''] = route.split(' ')
  const path = pathOf(pattern, params)
  if (method === 'GET') return { path: path + queryOf(input), init: { method } }
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': options.key ?? newKey(),
  }
  return { path, init: { method, headers, body: JSON.stringify(input ?? {}) } }
}

function queryOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return ''
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

async function once({ path, init }: Prepared, options: CallOptions): Promise<unknown> {
  const reference = newReference()
  const headers = { ...init.headers, 'x-reference': reference }
  const stop = new AbortController()
  const giveUp = () => stop.abort()
  const timer = setTimeout(giveUp, options.patience ?? 20_000)
  options.signal?.addEventListener('abort', giveUp, { once: true })
  try {
    const response = await fetch(path, {
      ...init,
      headers,
      credentials: 'same-origin',
      signal: stop.signal,
    }).catch(() => {
      throw new ApiError(stop.signal.aborted ? 'timeout' : 'offline', 0, undefined, reference)
    })
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok && body !== undefined) return body
    if (stop.signal.aborted) throw new ApiError('timeout', 0, undefined, reference)
    throw new ApiError(
      response.ok ? 'broken' : kindOf(response.status),
      response.status,
      problemOf(body),
      reference,
    )
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', giveUp)
  }
}
