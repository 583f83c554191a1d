import type { Instant } from '#core/base'
import type { FilingState } from '#core/filing'
import { findPostsOfAccount, setAccountState } from '#storage/accounts'
import type { Db } from '#storage/db'
import { bumpOrg, setSuperior, updateOffice } from '#storage/offices'
import { updatePerson } from '#storage/people'
import { deleteSessionsOf } from '#storage/sessions'
import { issueByDecision } from '../certificates/by-decision.ts'
import type { Context } from '../context.ts'
import { askLater, movedBy } from '../offices/ask-later.ts'
import { factsChanged } from '../standings/again.ts'
import type { LargeEffect } from './sheet.ts'

/** Carries out effects on accounts, people, offices and certificates, inside the decision's transaction. */
export async function applyLargeEffects(
  ctx: Context,
  trx: Db,
  region: string,
  effects: readonly {
    readonly effect: LargeEffect
    readonly filing: FilingState
    readonly at: Instant
  }[],
): Promise<void> {
  for (const it of effects) {
    await applyOne(ctx, trx, region, it)
    await tellStandings(ctx, trx, region, it)
  }
  for (const whose of movedBy(effects)) await askLater(trx, region, whose, ctx.clock())
}

/** Who moves, is promoted, or works where something changed may be asked for other hours this year. */
async function tellStandings(
  ctx: Context,
  trx: Db,
  region: string,
  { effect, at }: { readonly effect: LargeEffect; readonly at: Instant },
): Promise<void> {
  const pack = await ctx.packs.current(region)
  const { person, office } = whoseFacts(effect)
  if (!pack || (person === undefined && office === undefined)) return
  await factsChanged(
    trx,
    region,
    pack,
    { ...(person && { person }), ...(office && { office }) },
    at,
  )
  ctx.wakeJobs()
}

function whoseFacts(effect: LargeEffect): { person?: string | undefined; office?: string } {
  switch (effect.do) {
    case 'open-account':
    case 'move-person':
      return { person: effect.person }
    case 'apply-change':
      return effect.office ? { office: effect.office } : { person: effect.person }
    case 'move-office':
      return { office: effect.office }
    default:
      return {}
  }
}

async function applyOne(
  ctx: Context,
  trx: Db,
  region: string,
  {
    effect,
    filing,
    at,
  }: { readonly effect: LargeEffect; readonly filing: FilingState; readonly at: Instant },
): Promise<void> {
  switch (effect.do) {
    case 'open-account':
      await setAccountState(trx, region, effect.account, 'open')
      await updatePerson(trx, region, effect.person, {
        state: 'open',
        ...(effect.name && { name: effect.name }),
        ...(effect.office && { office: effect.office }),
        ...(effect.department && { department: effect.department }),
        attributes: plain(effect.attributes),
      })
      return bumpOrg(trx, region)
    case 'close-account':
      await updatePerson(trx, region, effect.person, { state: 'closed' })
      // Who holds a post keeps it: only what was asked for in addition is closed.
      if ((await findPostsOfAccount(trx, region, effect.account)).length === 0) {
        await setAccountState(trx, region, effect.account, 'closed')
        await deleteSessionsOf(trx, region, effect.account)
      }
      return bumpOrg(trx, region)
    case 'apply-change':
      if (effect.office)
        return updateOffice(trx, region, effect.office, officeChange(effect.attributes))
      if (effect.person) {
        const { name, department, ...attributes } = plain(effect.attributes)
        return updatePerson(trx, region, effect.person, {
          ...(typeof name === 'string' && { name }),
          ...(typeof department === 'string' && { department }),
          attributes,
        })
      }
      return
    case 'move-person':
      return updatePerson(trx, region, effect.person, {
        office: effect.to,
        department: effect.department ?? null,
      })
    case 'move-office':
      return setSuperior(trx, region, effect)
    case 'issue-certificate':
      return issueByDecision(ctx, trx, region, { effect, filing, at })
    default: {
      const never: never = effect
      throw new Error(`No such effect: ${JSON.stringify(never)}`)
    }
  }
}

function officeChange(values: Readonly<Record<string, unknown>>) {
  const { name, code, area, phone, ...attributes } = plain(values)
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof code === 'string' && { code }),
    ...(typeof area === 'string' && { area }),
    ...(typeof phone === 'string' && { phone }),
    attributes,
  }
}

/** Attributes hold plain values; files and rows stay with the filing. */
function plain(
  values: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (it): it is [string, string | number | boolean] =>
        typeof it[1] === 'string' || typeof it[1] === 'number' || typeof it[1] === 'boolean',
    ),
  )
}
