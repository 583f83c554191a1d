import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DatabaseRefused, tooNew } from './database-refused.ts'
import * as start from './migrations/0001-start.ts'
import * as forgettingFiles from './migrations/0002-forgetting-files.ts'
import * as knownDevices from './migrations/0003-known-devices.ts'
import * as circles from './migrations/0004-circles.ts'
import * as judgeAgain from './migrations/0005-judge-again.ts'
import * as toAsk from './migrations/0006-to-ask.ts'
import * as foldVersion from './migrations/0007-fold-version.ts'
import * as seeding from './migrations/0008-seeding.ts'

/** Numbered, append-only, forward only: what has run on somebody's data is never edited. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': start,
  '0002-forgetting-files': forgettingFiles,
  '0003-known-devices': knownDevices,
  '0004-circles': circles,
  '0005-judge-again': judgeAgain,
  '0006-to-ask': toAsk,
  '0007-fold-version': foldVersion,
  '0008-seeding': seeding,
}

/** Brings the tables to this version. A second run does no harm; two at once wait for each other. */
export async function migrateToLatest(
  db: Kysely<never> | Kysely<unknown>,
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: db as Kysely<unknown>,
    provider: { getMigrations: async () => ({ ...migrations }) },
  })
  const { error, results } = await migrator.migrateToLatest()
  if (isUnknown(error)) throw new DatabaseRefused(tooNew, { cause: error })
  if (error) throw error instanceof Error ? error : new Error(String(error))
  return (results ?? []).filter((it) => it.status === 'Success').map((it) => it.migrationName)
}

/** A migration has run here that this version does not have. */
const isUnknown = (error: unknown): boolean =>
  error instanceof Error && /previously executed migration \S+ is missing/.test(error.message)
