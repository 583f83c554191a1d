/** What travels between the server and the two apps, named once. Types only: nothing here runs. */
import type { FieldValues } from '#core/base'
import type { PackRow, PackView } from './admin.ts'
import type * as view from './views.ts'

export type * from './admin.ts'
export type * from './views.ts'

export interface ActBody {
  readonly action: string
  /** The seq the asker looked at. */
  readonly seen: number
  readonly opinion?: string
  readonly marks?: readonly string[]
  readonly data?: FieldValues
  readonly awarded?: number
  readonly route?: { readonly id: string; readonly office?: string }
  readonly to?: string
}
export interface FileBody {
  readonly chain: string
  readonly data: FieldValues
  /** The person it is about, when an office files. */
  readonly applicant?: string
  readonly refers?: string
}
interface Paged {
  readonly page?: string
  readonly size?: string
}
export interface ListQuery extends Paged {
  readonly list: string
  readonly tab?: string
  /** Filters: `f.<source>=value`. */
  readonly [filter: `f.${string}`]: string
  readonly sort?: string
}
export interface PeopleQuery extends Paged {
  readonly query?: string
  readonly list?: string
  /** Only those the viewer may file this for. */
  readonly chain?: string
  readonly year?: string
  /** Filters of the list: `f.<source>=value`. */
  readonly [filter: `f.${string}`]: string
}

/**
 * Every mutating request carries the header `Idempotency-Key`; the same key answers the same and
 * writes nothing twice. Answers other than 2xx carry a `Problem`.
 */
export interface Api {
  'GET /api/regions': { reply: readonly view.RegionView[] }
  'POST /api/session': {
    body: {
      readonly region: string
      readonly idNumber: string
      readonly password: string
      readonly identity?: string
    }
    reply: view.SessionView
  }
  'GET /api/session': { reply: view.SessionView }
  'DELETE /api/session': { reply: { readonly ok: true } }
  'POST /api/session/identity': { body: { readonly identity: string }; reply: view.SessionView }
  'POST /api/password': {
    body: { readonly old: string; readonly new: string }
    reply: view.SessionView
  }
  'GET /api/portal': { reply: view.PortalView }
  'GET /api/home': { reply: view.HomeView }

  'GET /api/registrations/:region/:chain': { reply: view.FormView }
  'POST /api/registrations/:region/:chain': {
    body: { readonly data: FieldValues; readonly password: string }
    reply: { readonly says: string }
  }

  'GET /api/forms/:chain': {
    query: { readonly applicant?: string; readonly refers?: string }
    reply: view.FormView
  }
  'POST /api/preview': {
    body: FileBody & { readonly filing?: string; readonly route?: ActBody['route'] }
    reply: view.PreviewView
  }
  'POST /api/filings': { body: FileBody; reply: view.ActedView }
  'GET /api/filings': { query: ListQuery; reply: view.PageView }
  'GET /api/filings/:id': { reply: view.FilingView }
  'POST /api/filings/:id/actions': { body: ActBody; reply: view.ActedView }
  'POST /api/batches': { body: view.BatchBody; reply: view.ReceiptView }
  /** All that match the list's query: a job. */
  'POST /api/jobs': {
    body: { readonly action: string; readonly opinion?: string; readonly query: ListQuery }
    reply: view.JobView
  }
  'GET /api/jobs/:id': { reply: view.JobView }

  /** The post's own inbox and results are lists too; this one adds nothing but the counts of its tabs. */
  'GET /api/standings': { query: { readonly person?: string }; reply: readonly view.YearView[] }
  'GET /api/people': { query: PeopleQuery; reply: view.PageView<view.PersonRow> }
  /** One of them, with the columns of a list. */
  'GET /api/people/:id': { query: { readonly list?: string }; reply: view.PersonRow }
  'GET /api/offices': {
    query: Paged & {
      readonly query?: string
      readonly area?: string
      readonly types?: string
      readonly region?: string
    }
    reply: view.PageView<view.OfficeOption>
  }
  'GET /api/offices/:id/departments': {
    query: { readonly region?: string }
    reply: readonly view.DepartmentOption[]
  }
  'GET /api/areas': { query: { readonly region?: string }; reply: readonly view.AreaView[] }
  'GET /api/subordinates': { reply: readonly view.SubordinateRow[] }
  'POST /api/subordinates/:id/review': {
    body: { readonly closed: boolean }
    reply: readonly view.SubordinateRow[]
  }
  'PUT /api/profile/department': {
    body: { readonly department: string | null }
    reply: { readonly ok: true }
  }

  'POST /api/files': {
    /** Of a registration, before there is a session. */
    query: { readonly region?: string }
    reply: view.FileView
  }
  'POST /api/certificates': {
    body: { readonly certificate: string; readonly person?: string; readonly year: number }
    reply: view.CertificateView
  }
  'GET /api/certificates': {
    query: { readonly query?: string; readonly year?: string; readonly person?: string }
    reply: readonly view.CertificateView[]
  }
  'GET /api/verify/:code': { reply: view.VerifyView }

  'GET /api/admin/packs': { reply: readonly PackRow[] }
  'GET /api/admin/packs/:region': { query: { readonly hash?: string }; reply: PackView }
}
// Bytes, outside the JSON contract: POST /api/files is multipart (`file`, `chain`, `field`),
// GET /api/files/:id and GET /api/certificates/:id/pdf answer the bytes.

export type Route = keyof Api
export type Body<R extends Route> = Api[R] extends { body: infer B } ? B : undefined
export type Query<R extends Route> = Api[R] extends { query: infer Q } ? Q : undefined
export type Reply<R extends Route> = Api[R]['reply']
export type Params<R extends string> = R extends `${string}:${infer P}/${infer Rest}`
  ? { [K in P]: string } & Params<Rest>
  : R extends `${string}:${infer P}`
    ? { [K in P]: string }
    : unknown
