import { createHash, randomUUID } from 'node:crypto'
import type { FileView } from '#core/api'
import { type Instant, type Issue, issue } from '#core/base'
import type { FieldDefinition } from '#core/form'
import type { Pack } from '#core/pack'
import { inspectUpload, type SafeFile } from '#documents/evidence'
import type { Db } from '#storage/db'
import { insertFile, lockBytes } from '#storage/file-records'
import { findFold } from '#storage/filings'
import { insertAnswer } from '#storage/readings'
import { type Context, sha256 } from '../context.ts'
import { answerGiven, withRetries } from '../filings/requests.ts'
import { mayRead } from '../filings/scope.ts'
import { Refused } from '../refusal.ts'
import { limitAddress } from '../sessions/limits.ts'
import type { Viewer } from '../viewer.ts'
import { attachmentsField, rulesFor } from './field.ts'

export interface Upload {
  readonly bytes: Uint8Array
  readonly name: string
  readonly chain: string
  readonly field: string
  readonly kind?: string
  /** An existing filing: the rules are those of the pack it is pinned to. */
  readonly filing?: string
}
/** Somebody who registers, so has no account yet. */
export interface Unknown {
  readonly region: string
  readonly address: string
}
/** Uploads of one address without an account, and of one account. */
const limits = { address: { most: 20, minutes: 60 }, account: { most: 600, minutes: 60 } }

/**
 * Looks at what somebody uploads for a field and keeps what is harmless, by its hash. It belongs to
 * nobody but its uploader until a filing names it.
 */
export async function uploadFile(
  ctx: Context,
  viewer: Viewer,
  it: Upload,
  key: string,
): Promise<FileView> {
  const asked = sha256(
    JSON.stringify(['upload', it.chain, it.field, it.kind, it.name, hashOf(it.bytes)]),
  )
  const given = () => answerGiven(ctx, viewer, key, asked) as Promise<FileView | undefined>
  const answered = await given()
  if (answered) return answered
  await limitAddress(ctx, 'upload', viewer.account, limits.account)
  const safe = await inspect(await packFor(ctx, viewer, it), it)
  return withRetries(async () => {
    const view = viewOf(ctx.newId(), safe, it.name)
    const at = ctx.clock()
    await ctx.db.transaction().execute(async (trx) => {
      await keep(ctx, trx, viewer.region, { view, safe, account: viewer.account, at })
      const { region, account } = viewer
      if (key !== '') await insertAnswer(trx, { region, account, key, asked, reply: view, at })
    })
    return view
  }, given)
}

/**
 * The same before there is an account: nothing of it is read before it is known for which region, and
 * that its address has not sent too many. The id answered is a secret of 122 random bits: whoever
 * names it in a registration claims the file, and nobody can read it before.
 */
export async function uploadUnknown(
  ctx: Context,
  who: Unknown,
  read: () => Promise<Upload>,
): Promise<FileView> {
  const pack = await ctx.packs.current(who.region)
  if (!pack) throw new Refused(issue('no-such-region', ['region']))
  await limitAddress(ctx, 'upload', who.address, limits.address)
  const it = await read()
  const isOpen = pack.chains[it.chain]?.['filed-by'].includes('anyone') === true
  if (!isOpen) throw new Refused(issue('not-signed-in'))
  const safe = await inspect(pack, it)
  const view = viewOf(randomUUID(), safe, it.name)
  const at = ctx.clock()
  await ctx.db
    .transaction()
    .execute((trx) => keep(ctx, trx, who.region, { view, safe, account: null, at }))
  return view
}

/** Bytes and row together: nobody deletes the bytes in between. */
async function keep(
  ctx: Context,
  trx: Db,
  region: string,
  it: { view: FileView; safe: SafeFile; account: string | null; at: Instant },
): Promise<void> {
  const { view, safe, account, at } = it
  await lockBytes(trx, safe.hash)
  await ctx.files.put(safe.hash, safe.bytes)
  await insertFile(trx, region, recordOf(view, safe, account), at)
}

async function packFor(ctx: Context, viewer: Viewer, it: Upload): Promise<Pack> {
  if (it.filing === undefined) return viewer.pack
  const fold = await findFold(ctx.db, viewer.region, it.filing)
  if (!fold || !(await mayRead(ctx, viewer, fold)))
    throw new Refused(issue('no-such-filing', [], { id: it.filing }))
  return ctx.packs.pinned(viewer.region, fold.pack)
}

async function inspect(pack: Pack, it: Upload): Promise<SafeFile> {
  const chain = pack.chains[it.chain]
  const form = chain && pack.forms[chain.form]
  if (!form) throw new Refused(issue('unknown-chain', ['chain'], { chain: it.chain }))
  const field = attachmentsField(form, it.field, it.kind)
  if (!field) throw new Refused(issue('file-field', ['field'], { field: it.field }))
  const rules = rulesFor(field)
  const result = await inspectUpload(it.bytes, rules, it.name)
  if (!result.ok) throw new Refused(atField(result.issue, it, field, rules.megabytes))
  return result.value
}

/** With what the sentence beside the field needs: whose file, which field, how much. */
function atField(found: Issue, it: Upload, field: FieldDefinition, max: number): Issue {
  return {
    ...found,
    at: [it.field],
    with: { ...found.with, label: field.label, name: it.name, max },
  }
}

function viewOf(id: string, safe: SafeFile, said: string): FileView {
  const name = nameFor(safe, said)
  return { file: id, name, mime: safe.mime, bytes: safe.bytes.length, url: `/api/files/${id}` }
}

/** Cameras send names without an ending, and forms ask for one; what a picture is not, it is not called. */
function nameFor(safe: SafeFile, said: string): string {
  const name = (safe.originalName ?? said).replace(/^\.+/, '')
  const base = name === '' ? 'file' : name
  return /\.(jpe?g|png|gif|bmp|webp|pdf)$/i.test(base) ? base : `${base}.${safe.extension}`
}

const recordOf = (view: FileView, safe: SafeFile, account: string | null) => ({
  id: view.file,
  hash: safe.hash,
  name: view.name,
  mime: safe.mime,
  bytes: safe.bytes.length,
  account,
  filing: null,
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
