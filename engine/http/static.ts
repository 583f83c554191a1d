import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { Hono } from 'hono'
import type { Asked, Env } from './env.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
}
interface Kept {
  readonly type: string
  readonly etag: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly br?: Uint8Array<ArrayBuffer>
  readonly gzip?: Uint8Array<ArrayBuffer>
}
const squeeze = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** The built apps: /admin/ and everything else; addresses without a file are the app's own pages. */
export function staticApp(folders: { readonly portal: string; readonly admin: string }): Hono<Env> {
  const app = new Hono<Env>()
  const admin = fileServer(folders.admin)
  const portal = fileServer(folders.portal)
  app.get('/admin', (c) => c.redirect('/admin/'))
  app.get('/admin/*', (c) => admin(c, c.req.path.slice('/admin/'.length)))
  app.get('*', (c) => portal(c, c.req.path.slice(1)))
  return app
}

function fileServer(folder: string): (c: Asked, path: string) => Promise<Response> {
  const kept = new Map<string, Promise<Kept | undefined>>()
  // What is not there is not kept: whoever asks for a million names would fill our memory.
  const load = async (path: string): Promise<Kept | undefined> => {
    const known = kept.get(path)
    if (known) return known
    const reading = read(join(folder, path))
    kept.set(path, reading)
    const found = await reading.catch(() => undefined)
    if (!found) kept.delete(path)
    return found ?? reading
  }
  // A new build has other files: its page must not go on naming the old ones.
  let built = 0
  const pageNow = async (): Promise<Kept | undefined> => {
    const at = await builtAt(join(folder, 'index.html'))
    if (at !== built) kept.clear()
    built = at
    return load('index.html')
  }
  return async (c, path) => {
    const clean = cleanPath(path)
    if (clean === undefined) return c.notFound()
    const found = extname(clean) ? await load(clean) : undefined
    if (found)
      return send(
        c,
        found,
        clean.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    if (extname(clean)) return c.notFound()
    const page = await pageNow()
    return page
      ? send(c, page, 'no-cache')
      : c.text('页面还没有构建：请用 npm start 启动，会自动构建。', 404)
  }
}

/** Inside the folder, or nowhere. */
function cleanPath(path: string): string | undefined {
  try {
    const clean = normalize(decodeURIComponent(path)).replace(/^(\.\.[/\\])+/, '')
    return clean.includes('..') || clean.includes('\0') ? undefined : clean
  } catch {
    // An address that is no text.
    return undefined
  }
}

async function builtAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch {
    return 0
  }
}

async function read(path: string): Promise<Kept | undefined> {
  try {
    const plain = new Uint8Array(await readFile(path))
    const type = types[extname(path)] ?? 'application/octet-stream'
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    if (plain.length < 1_000 || /^(image\/png|font)/.test(type)) return { type, etag, plain }
    const [br, gz] = await Promise.all([
      squeeze.br(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
      squeeze.gzip(plain),
    ])
    return { type, etag, plain, br: new Uint8Array(br), gzip: new Uint8Array(gz) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (isNothing.has(code ?? '')) return undefined
    throw error
  }
}

const isNothing: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'])

function send(c: Asked, it: Kept, caching: string): Response {
  c.header('cache-control', caching)
  c.header('etag', it.etag)
  c.header('vary', 'accept-encoding')
  if (c.req.header('if-none-match') === it.etag) return c.body(null, 304)
  c.header('content-type', it.type)
  const accepted = c.req.header('accept-encoding') ?? ''
  if (it.br && /\bbr\b/.test(accepted)) {
    c.header('content-encoding', 'br')
    return c.body(it.br)
  }
  if (it.gzip && /\bgzip\b/.test(accepted)) {
    c.header('content-encoding', 'gzip')
    return c.body(it.gzip)
  }
  return c.body(it.plain)
}
