import type { Problem } from '#core/api'

export type ApiErrorKind = 'refused' | 'signed-out' | 'missing' | 'broken' | 'offline' | 'timeout'
export type SaidIssue = Problem['error']['issues'][number]

/** What came back instead of a reply. `says` is the server's sentence, empty when it never answered. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind
  readonly status: number
  readonly code: string
  readonly says: string
  readonly issues: readonly SaidIssue[]
  readonly open: readonly string[]
  /** To quote when asking for help. */
  readonly reference: string

  constructor(kind: ApiErrorKind, status = 0, problem?: Problem['error'], reference = '') {
    super(problem?.says ?? kind)
    this.name = 'ApiError'
    this.kind = kind
    this.status = status
    this.code = problem?.code ?? kind
    this.says = problem?.says ?? ''
    this.issues = problem?.issues ?? []
    this.open = problem?.open ?? []
    this.reference = problem?.reference ?? reference
  }
}

/** Whether a body is a `Problem`: proxies and captive portals answer HTML. */
export function problemOf(body: unknown): Problem['error'] | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  const { error } = body as { error: unknown }
  if (typeof error !== 'object' || error === null || !('says' in error)) return undefined
  return error as Problem['error']
}

export function kindOf(status: number): ApiErrorKind {
  if (status === 401) return 'signed-out'
  if (status === 404) return 'missing'
  return status >= 500 ? 'broken' : 'refused'
}
