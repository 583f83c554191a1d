import type { Db } from './db.ts'

/** Accounts of a region somebody has signed in to from a device, by the hash of what it keeps. */
export async function accountsOfDevice(
  db: Db,
  region: string,
  hash: string,
): Promise<readonly { readonly account: string; readonly idNumber: string }[]> {
  return db
    .selectFrom('known_devices as d')
    .innerJoin('accounts as a', (on) =>
      on.onRef('a.region', '=', 'd.region').onRef('a.id', '=', 'd.account'),
    )
    .select(['d.account', 'a.id_number as idNumber'])
    .where('d.region', '=', region)
    .where('d.id_hash', '=', hash)
    .execute()
}

export async function rememberDevice(
  db: Db,
  it: {
    readonly region: string
    readonly account: string
    readonly hash: string
    readonly at: string
  },
): Promise<void> {
  await db
    .insertInto('known_devices')
    .values({ region: it.region, account: it.account, id_hash: it.hash, seen_at: it.at })
    .onConflict((on) =>
      on.columns(['region', 'id_hash', 'account']).doUpdateSet({ seen_at: it.at }),
    )
    .execute()
}

/** A new password: whoever knew the old one is as strange as anybody. */
export async function forgetDevicesOf(db: Db, region: string, account: string): Promise<void> {
  await db
    .deleteFrom('known_devices')
    .where('region', '=', region)
    .where('account', '=', account)
    .execute()
}
export async function forgetDevicesBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('known_devices').where('seen_at', '<', at).execute()
}
