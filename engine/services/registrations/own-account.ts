import { issue } from '#core/base'
import { type AccountRecord, findAccountByIdNumber } from '#storage/accounts'
import { findPersonOfAccount } from '#storage/people'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import { limitGuesses } from '../sessions/limits.ts'
import { isPassword } from '../sessions/passwords.ts'

/**
 * 已是本系统用户 (WH:90, HN:252): who signs in only by a post may register as a professional with the
 * same account, if they know its password, which counts as a guess like any; anybody else with an
 * account has nothing to register. Undefined for who has none.
 */
export async function ownAccount(
  ctx: Context,
  who: {
    readonly region: string
    readonly idNumber: string
    readonly idField: string
    readonly password: string
    readonly address: string
  },
): Promise<AccountRecord | undefined> {
  const { region, idNumber, idField, password, address } = who
  const taken = await findAccountByIdNumber(ctx.db, region, idNumber)
  if (!taken) return undefined
  if (taken.state === 'waiting') throw new Refused(issue('already-registered-waiting', [idField]))
  const isProfessional = (await findPersonOfAccount(ctx.db, region, taken.id)) !== undefined
  if (isProfessional || (taken.demo && !ctx.demo))
    throw new Refused(issue('already-registered', [idField]))
  const counted = await limitGuesses(ctx, { region, idNumber, address }, ['password'])
  if (!(await isPassword(taken.passwordHash, password)))
    throw new Refused(issue('already-registered', [idField]))
  await counted.right()
  if (taken.mustChange) throw new Refused(issue('must-change-password', ['password']))
  return taken
}
