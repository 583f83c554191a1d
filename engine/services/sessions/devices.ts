import { accountsOfDevice, rememberDevice } from '#storage/devices'
import { type Context, newSecret, sha256 } from '../context.ts'

/** A device that showed what we gave it, and whose accounts it has opened. */
export interface Device {
  readonly token: string
  readonly hash: string
  readonly idNumbers: ReadonlySet<string>
}

/** Undefined for a device nobody of the region has signed in from. */
export async function deviceOf(
  ctx: Context,
  region: string,
  token: string | undefined,
): Promise<Device | undefined> {
  if (token === undefined) return undefined
  const hash = sha256(token)
  const accounts = await accountsOfDevice(ctx.db, region, hash)
  if (accounts.length === 0) return undefined
  return { token, hash, idNumbers: new Set(accounts.map((it) => it.idNumber)) }
}

/** Answers what the device keeps: its own again, or a new secret. Only its hash is stored. */
export async function remember(
  ctx: Context,
  account: { readonly region: string; readonly id: string },
  token: string = newSecret(),
): Promise<string> {
  const { region, id } = account
  await rememberDevice(ctx.db, { region, account: id, hash: sha256(token), at: ctx.clock() })
  return token
}
