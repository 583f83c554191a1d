import type { Db } from './db.ts'

/** Whose filings: those that lie at an office, those of a person, those about an office and all below it. */
export interface ToAsk {
  readonly atOffice?: string
  readonly ofPerson?: string
  readonly belowOffice?: string
}

export async function insertToAsk(
  db: Db,
  region: string,
  whose: ToAsk,
  due: string,
): Promise<void> {
  await db
    .insertInto('to_ask')
    .values({
      region,
      at_office: whose.atOffice ?? null,
      of_person: whose.ofPerson ?? null,
      below_office: whose.belowOffice ?? null,
      due,
    })
    .execute()
}

/** What is due by now, locked for the transaction; what another node has is left to it. */
export async function takeDue(
  trx: Db,
  now: string,
  most: number,
): Promise<readonly (ToAsk & { readonly region: string; readonly id: number })[]> {
  const rows = await trx
    .selectFrom('to_ask')
    .selectAll()
    .where('due', '<=', now)
    .orderBy('due')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map((it) => ({
    region: it.region,
    id: it.id,
    ...(it.at_office !== null && { atOffice: it.at_office }),
    ...(it.of_person !== null && { ofPerson: it.of_person }),
    ...(it.below_office !== null && { belowOffice: it.below_office }),
  }))
}

export async function deleteToAsk(trx: Db, region: string, id: number): Promise<void> {
  await trx.deleteFrom('to_ask').where('region', '=', region).where('id', '=', id).execute()
}
