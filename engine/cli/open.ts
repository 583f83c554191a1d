import { join, resolve } from 'node:path'
import { type Context, systemClock, uuidV7 } from '#services/context'
import { orgShelf } from '#services/orgs/shelf'
import { packShelf } from '#services/packs/shelf'
import { openDatabase } from '#storage/database'
import { orRefused } from '#storage/database-refused'
import type { Tables } from '#storage/db'
import { openEmbedded } from '#storage/embedded/index'
import { diskStore } from '#storage/file-store'
import { migrateToLatest } from '#storage/migrate'

/** The database of DATA_DIR or DATABASE_URL as a command needs it: beside a running server, without its jobs. */
export async function openForCommand(
  home: string,
): Promise<{ ctx: Context; close(): Promise<void> }> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? join(home, 'data'))
  const given = process.env['DATABASE_URL']
  const embedded = given ? undefined : await openEmbedded({ dataDir })
  const database = openDatabase<Tables>({ url: given ?? embedded!.url })
  const migrate = () => migrateToLatest(database.db as never)
  await (given ? orRefused(given, migrate) : migrate())
  const { db } = database
  const ctx: Context = {
    db,
    clock: systemClock,
    newId: () => uuidV7(),
    packs: packShelf(db),
    orgs: orgShelf(db),
    files: diskStore(join(dataDir, 'files')),
    demo: false,
    publicUrl: process.env['PUBLIC_URL'] ?? 'http://localhost:8080',
    trustProxy: false,
    wakeJobs: () => {},
  }
  return {
    ctx,
    async close() {
      await database.close()
      await embedded?.stop()
    },
  }
}
