import type { Body, Params, Problem, Query, Reply, Route } from '#core/api'

type Input<R extends Route> = Body<R> extends undefined ? Query<R> : Body<R>

/** What came back instead of a reply. `status` 0: nothing did. */
export class CallError extends Error {
  readonly status: number
  readonly says: string
  /** To quote when asking for help. */
  readonly reference: string

  constructor(status: number, problem?: Problem['error']) {
    super(problem?.says ?? String(status))
    this.name = 'CallError'
    this.status = status
    this.says = problem?.says ?? ''
    this.reference = problem?.reference ?? ''
  }
}

/** Asks the server. Throws `CallError`, nothing else. */
export async function call<R extends Route>(
  route: R,
  params: Params<R>,
  input?: Input<R>,
): Promise<Reply<R>> {
  const [method = 'GET', pattern = ''] = route.split(' ')
  const given = params as Readonly<Record<string, string>>
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(given[name] ?? ''),
  )
  const isRead = method === 'GET'
  const query = isRead ? queryOf(input) : ''
  const response = await fetch(path + query, {
    method,
    credentials: 'same-origin',
    ...(isRead
      ? {}
      : {
          headers: { 'content-type': 'application/json', 'idempotency-key': newKey() },
          body: JSON.stringify(input ?? {}),
        }),
  }).catch(() => {
    throw new CallError(0)
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok && body !== undefined) return body as Reply<R>
  throw new CallError(response.status, (body as Problem | undefined)?.error)
}

function queryOf(input: unknown): string {
  const given = Object.entries(input ?? {}).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][]).toString()}`
}

const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((it) => it.toString(16).padStart(2, '0'))
    .join('')
