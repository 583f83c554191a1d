import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The database or a transaction of it: functions here take it first and do not care which. */
export type Db = Kysely<Tables>
export type { Tables } from './tables.ts'
