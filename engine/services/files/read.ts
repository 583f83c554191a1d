import { issue } from '#core/base'
import { findFile, type FileRecord } from '#storage/file-records'
import { findFold } from '#storage/filings'
import type { Context } from '../context.ts'
import { mayRead } from '../filings/scope.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/**
 * The bytes of a file, for whoever may see the filing it belongs to; before it belongs to one, for
 * its uploader. Anybody else is told what is told of a file that does not exist.
 */
export async function readFileFor(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<{ readonly record: FileRecord; readonly bytes: Uint8Array }> {
  const record = await findFile(ctx.db, viewer.region, id)
  if (!record || !(await maySee(ctx, viewer, record))) throw new Refused(issue('not-found'))
  const bytes = await ctx.files.get(record.hash)
  if (!bytes)
    throw new Error(`File ${id} has no bytes under ${record.hash}: the file store is not whole.`)
  return { record, bytes }
}

async function maySee(ctx: Context, viewer: Viewer, file: FileRecord): Promise<boolean> {
  if (file.filing === null) return file.account !== null && file.account === viewer.account
  const fold = await findFold(ctx.db, viewer.region, file.filing)
  return fold !== undefined && mayRead(ctx, viewer, fold)
}
