import { issue } from '#core/base'
import { hardLimit } from '#services/files/field'
import { readFileFor } from '#services/files/read'
import { type Upload, uploadFile, uploadUnknown } from '#services/files/upload'
import { Refused } from '#services/refusal'
import { Hono } from 'hono'
import { addressOf } from './address.ts'
import { routes, signedIn } from './answer.ts'
import type { Asked, Env } from './env.ts'
import { withinSize } from './guard.ts'
import { readForm } from './multipart.ts'

/** What surrounds the bytes in a multipart body. */
const envelope = 64 * 1024

/** Evidence up and down: multipart in, bytes out. Nothing of it runs in our origin. */
export const filesApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  routes.push({ route: 'POST /api/files', open: true })
  app.post('/api/files', withinSize(hardLimit + envelope), async (c) => {
    const world = c.get('world')
    const read = async () => uploadIn(await readForm(c))
    // A registration names its region, and belongs to no session, even when there happens to be one.
    const region = c.req.query('region')
    if (region !== undefined)
      return c.json(await uploadUnknown(world, { region, address: addressOf(c) }, read))
    return c.json(await uploadFile(world, signedIn(c), await read(), keyOf(c)))
  })
  app.get('/api/files/:id', async (c) => {
    const { record, bytes } = await readFileFor(c.get('world'), signedIn(c), c.req.param('id'))
    return bytesOf(c, record, bytes)
  })
  return app
}

async function uploadIn(form: FormData): Promise<Upload> {
  const file = form.get('file')
  if (!file || typeof file === 'string') throw new Refused(issue('file-missing', ['file']))
  const [kind, filing] = [textIn(form, 'kind'), textIn(form, 'filing')]
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    name: file.name,
    chain: textIn(form, 'chain') ?? '',
    field: textIn(form, 'field') ?? '',
    ...(kind !== undefined && { kind }),
    ...(filing !== undefined && { filing }),
  }
}

function textIn(form: FormData, name: string): string | undefined {
  const value = form.get(name)
  if (typeof value === 'string' && value.includes('\0'))
    throw new Refused(issue('bad-request', [name], { detail: name }))
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined
}

function keyOf(c: Asked): string {
  const key = c.req.header('idempotency-key') ?? ''
  if (key.length > 100) throw new Refused(issue('bad-request', [], { detail: 'Idempotency-Key' }))
  return key
}

/**
 * A picture is shown inside our pages; whatever it were, a sandbox without an origin is all it gets.
 * A PDF cannot be shown in a sandbox by any browser's own viewer, and needs none: it is no page, and
 * its content was read to the bottom on upload.
 */
function bytesOf(
  c: Asked,
  record: { readonly name: string; readonly mime: string; readonly hash: string },
  bytes: Uint8Array,
): Response {
  const isPdf = record.mime === 'application/pdf'
  c.header('content-type', record.mime)
  c.header('content-disposition', `inline; filename*=UTF-8''${encodeName(record.name)}`)
  c.header('x-content-type-options', 'nosniff')
  c.header('content-security-policy', isPdf ? pdfPolicy : picturePolicy)
  // Asked again each time: on a shared computer the next person must not see it.
  c.header('cache-control', 'private, no-cache')
  c.header('etag', `"${record.hash}"`)
  if (c.req.header('if-none-match') === `"${record.hash}"`) return c.body(null, 304)
  return c.body(new Uint8Array(bytes))
}
const picturePolicy = "default-src 'none'; sandbox; frame-ancestors 'self'"
/** Only our own pages may frame it. */
export const pdfPolicy = "frame-ancestors 'self'"

export const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  )
