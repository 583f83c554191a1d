import type { CertificateData } from '#core/certificate'
import { sql } from 'kysely'
import type { Db } from './db.ts'

export interface CertificateRecord {
  readonly id: string
  readonly code: string
  readonly certificate: string
  readonly person: string
  readonly year: number
  readonly number: string
  readonly state: 'valid' | 'void' | 'replaced'
  readonly issued_at: string
  readonly ended_at: string | null
  readonly ended_why: string | null
  readonly replaced_by: string | null
  readonly pack: string
  readonly data: CertificateData
  readonly region: string
}

const select = (db: Db) => db.selectFrom('certificates').selectAll()
const asRecord = (row: unknown) => row as CertificateRecord

export async function findCertificate(
  db: Db,
  region: string,
  id: string,
): Promise<CertificateRecord | undefined> {
  return asRecord(
    await select(db).where('region', '=', region).where('id', '=', id).executeTakeFirst(),
  )
}
export async function findCertificateByCode(
  db: Db,
  code: string,
): Promise<CertificateRecord | undefined> {
  return asRecord(await select(db).where('code', '=', code).executeTakeFirst())
}
export async function findCertificates(
  db: Db,
  region: string,
  given: { people?: readonly string[]; year?: number },
): Promise<readonly CertificateRecord[]> {
  let query = select(db).where('region', '=', region)
  if (given.people)
    query = query.where(sql<boolean>`person = any(${given.people as string[]}::uuid[])`)
  if (given.year !== undefined) query = query.where('year', '=', given.year)
  return (await query.orderBy('issued_at', 'desc').limit(500).execute()).map(asRecord)
}

/** The next number of a certificate kind and year. Locks its counter until the transaction ends. */
export async function takeCertificateNumber(
  db: Db,
  region: string,
  certificate: string,
  year: number,
): Promise<number> {
  const row = await db
    .insertInto('certificate_numbers')
    .values({ region, certificate, year, last: 1 })
    .onConflict((it) =>
      it
        .columns(['region', 'certificate', 'year'])
        .doUpdateSet({ last: sql`certificate_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

export async function insertCertificate(
  db: Db,
  it: Omit<CertificateRecord, 'state' | 'ended_at' | 'ended_why' | 'replaced_by'> & {
    readonly issued_by: string
  },
): Promise<void> {
  await db
    .insertInto('certificates')
    .values({
      ...it,
      state: 'valid',
      ended_at: null,
      ended_why: null,
      replaced_by: null,
      data: JSON.stringify(it.data),
    })
    .execute()
}

/** Ends valid certificates: `void` when their hours fell, `replaced` when a new one takes their place. */
export async function endCertificates(
  db: Db,
  region: string,
  given: {
    person: string
    year: number
    certificates: readonly string[]
    state: 'void' | 'replaced'
    at: string
    why: string
    replacedBy?: string
  },
): Promise<readonly string[]> {
  if (given.certificates.length === 0) return []
  const rows = await db
    .updateTable('certificates')
    .set({
      state: given.state,
      ended_at: given.at,
      ended_why: given.why,
      replaced_by: given.replacedBy ?? null,
    })
    .where('region', '=', region)
    .where('person', '=', given.person)
    .where('year', '=', given.year)
    .where('certificate', 'in', [...given.certificates])
    .where('state', '=', 'valid')
    .returning('id')
    .execute()
  return rows.map((it) => it.id)
}
