import { deleteUnnamed, findReferred, findUnnamed, lockBytes } from '#storage/file-records'
import type { Db } from '#storage/db'
import type { Context } from '../context.ts'

/** Looked at in one go: of rows, and of bytes. */
const page = 1_000
const day = 86_400_000

/**
 * Deletes uploads no filing ever named, with their bytes; and, once a day, bytes no upload refers
 * to. The bytes of a hash are locked meanwhile, so that whoever uploads the same at this moment
 * keeps them. Whatever is cut short is found again the next time.
 */
export async function forgetUnnamedFiles(ctx: Context, before: string): Promise<void> {
  await forgetRows(ctx, before)
  const now = Date.parse(ctx.clock())
  if (now - (sweptAt.get(ctx.files) ?? 0) < day) return
  sweptAt.set(ctx.files, now)
  await sweepAll(ctx, before)
  await ctx.files.deleteHalves(new Date(before))
}
const sweptAt = new WeakMap<Context['files'], number>()

async function forgetRows(ctx: Context, before: string): Promise<void> {
  for (let found = page; found === page; ) {
    const rows = await findUnnamed(ctx.db, before, page)
    found = rows.length
    for (const { region, id, hash } of rows)
      await locked(ctx, hash, async (trx) => {
        if (await deleteUnnamed(trx, region, id)) await deleteIfUnreferred(ctx, trx, hash)
      })
  }
}

/** Bytes whose row was never written, because the upload was cut short in between. */
async function sweepAll(ctx: Context, before: string): Promise<void> {
  let hashes: string[] = []
  for await (const hash of ctx.files.list()) {
    hashes.push(hash)
    if (hashes.length < page) continue
    await sweep(ctx, hashes, before)
    hashes = []
  }
  await sweep(ctx, hashes, before)
}

async function sweep(ctx: Context, hashes: readonly string[], before: string): Promise<void> {
  const referred = await findReferred(ctx.db, hashes)
  for (const hash of hashes) {
    if (referred.has(hash)) continue
    const at = await ctx.files.writtenAt(hash)
    if (!at || at.toISOString() >= before) continue
    await locked(ctx, hash, (trx) => deleteIfUnreferred(ctx, trx, hash))
  }
}

const locked = (ctx: Context, hash: string, work: (trx: Db) => Promise<void>): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    await lockBytes(trx, hash)
    await work(trx)
  })

async function deleteIfUnreferred(ctx: Context, trx: Db, hash: string): Promise<void> {
  if ((await findReferred(trx, [hash])).size === 0) await ctx.files.delete(hash)
}
