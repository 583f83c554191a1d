import type { FormView } from '#core/api'
import type { AccountId, FieldValues, FilingId, PackHash, PersonId } from '#core/base'
import { dayAt, issue } from '#core/base'
import { type Actor, blank, type FilingHead, openFiling } from '#core/filing'
import { defaultsFor } from '#core/form'
import type { Pack } from '#core/pack'
import type { ChainDefinition } from '#core/workflow'
import { type AccountRecord, findAccountByIdNumber, insertAccount } from '#storage/accounts'
import { findPersonOfAccount, insertPerson } from '#storage/people'
import { readForDecision } from '#storage/readings'
import type { Context } from '../context.ts'
import { decideOne } from '../filings/decide-one.ts'
import { create, openFiling as openDraft } from '../filings/file.ts'
import { formView } from '../filings/form-view.ts'
import { Sheet } from '../filings/sheet.ts'
import { write } from '../filings/write.ts'
import { loadWorld } from '../filings/world.ts'
import { Refused } from '../refusal.ts'
import { checkPassword, hashPassword, isPassword } from '../sessions/passwords.ts'
import { fallbackLength } from '../sessions/sign-in.ts'

async function chainFor(
  ctx: Context,
  region: string,
  id: string,
): Promise<{ pack: Pack; chain: ChainDefinition }> {
  const pack = await ctx.packs.current(region)
  if (!pack) throw new Refused(issue('no-such-region', ['region']))
  const chain = pack.chains[id]
  if (!chain?.['filed-by'].includes('anyone'))
    throw new Refused(issue('no-such-chain', ['chain'], { chain: id }))
  return { pack, chain }
}

/** The empty form of a registration, for somebody who is not signed in. */
export async function registrationForm(
  ctx: Context,
  region: string,
  chainId: string,
): Promise<FormView> {
  const { pack } = await chainFor(ctx, region, chainId)
  const org = await ctx.orgs.view(region)
  const now = ctx.clock()
  const head: FilingHead = {
    id: ctx.newId() as FilingId,
    region,
    pack: pack.hash as PackHash,
    chain: chainId,
    filedBy: { kind: 'anyone', name: '' },
  }
  const ground = { state: blank(pack, head), credits: [], permits: [] }
  const world = await loadWorld(ctx, { region, pack, org, ground, now, submitting: false })
  const opened = openFiling(pack, head, world)
  if (!opened.ok) throw new Refused(opened.issue)
  const form = pack.forms[pack.chains[chainId]!.form]!
  const values = defaultsFor(form, { today: dayAt(now, pack.offsetMinutes) })
  return formView(ctx.db, { pack, state: opened.value, world, values })
}

/**
 * Registers a person: an account that cannot sign in yet, and a filing for the unit to decide
 * (HN:168, WH:165). A closed registration frees the id number, so the person may register again.
 */
export async function register(
  ctx: Context,
  given: { region: string; chain: string; data: FieldValues; password: string },
): Promise<{ says: string }> {
  const { region, data } = given
  const { pack, chain } = await chainFor(ctx, region, given.chain)
  const who = identityIn(pack, chain, data)
  const issues = checkPassword(String(given.password ?? ''), {
    idNumber: who.idNumber,
    minLength: pack.header.passwords?.['min-length'] ?? fallbackLength,
    ...(who.phone && { phone: who.phone }),
  })
  const taken = await findAccountByIdNumber(ctx.db, region, who.idNumber)
  const own = taken && (await ownAccount(ctx, taken, given.password, who.idField))
  const at = ctx.clock()
  const account = (own?.id ?? ctx.newId()) as AccountId
  const person = ctx.newId() as PersonId
  const by: Actor = { kind: 'anyone', account, name: who.name }
  const head: FilingHead = {
    id: ctx.newId() as FilingId,
    region,
    pack: pack.hash as PackHash,
    chain: chain.chain,
    filedBy: by,
    person,
    account,
  }
  const org = await ctx.orgs.view(region)
  const opened = await openDraft(ctx, { region, pack, org, head, person: undefined, by, at, data })
  if (issues.length > 0) throw new Refused(issues)
  await dryRun(ctx, { region, pack, org, by, at, opened })
  const passwordHash = await hashPassword(given.password)
  await create(ctx, region, pack, opened, {
    account: null,
    first: async (trx) => {
      if (!own)
        await insertAccount(trx, {
          region,
          id: account,
          idNumber: who.idNumber,
          name: who.name,
          passwordHash,
          mustChange: false,
          demo: false,
          state: 'waiting',
          at,
        })
      await insertPerson(trx, region, {
        id: person,
        account,
        name: who.name,
        idNumber: who.idNumber,
        attributes: {},
        state: 'waiting',
      })
    },
  })
  await submitOpened(ctx, { region, org, by, at, id: head.id, data: opened.state.data })
  return { says: chain.submit?.says ?? pack.texts.messages['registered'] ?? chain.title }
}

/**
 * 已是本系统用户 (WH:90, HN:252): who signs in only by a post may register as a professional with the
 * same account, if they know its password; anybody else with an account has nothing to register.
 */
async function ownAccount(
  ctx: Context,
  taken: AccountRecord,
  password: string,
  field: string,
): Promise<AccountRecord> {
  if (taken.state === 'waiting') throw new Refused(issue('already-registered-waiting', [field]))
  const isProfessional = (await findPersonOfAccount(ctx.db, taken.region, taken.id)) !== undefined
  if (isProfessional || !(await isPassword(taken.passwordHash, password)))
    throw new Refused(issue('already-registered', [field]))
  return taken
}

type Opened = Awaited<ReturnType<typeof openDraft>>

/** Whether the submission would be accepted: nothing is stored of a registration that is refused. */
async function dryRun(
  ctx: Context,
  given: {
    region: string
    pack: Pack
    org: Awaited<ReturnType<Context['orgs']['view']>>
    by: Actor
    at: ReturnType<Context['clock']>
    opened: Opened
  },
): Promise<void> {
  const { region, org, by, at, opened, pack } = given
  const reading = {
    state: opened.state,
    pack: pack.hash as string,
    orgVersion: org.version,
    credits: [],
    standingVersion: 0,
    permits: [],
  }
  await decideOne(
    ctx,
    { region, org, actor: by },
    reading,
    { action: 'submit', by, at, data: opened.state.data },
    new Sheet(),
  )
}

async function submitOpened(
  ctx: Context,
  given: {
    region: string
    org: Awaited<ReturnType<Context['orgs']['view']>>
    by: Actor
    at: ReturnType<Context['clock']>
    id: FilingId
    data: FieldValues
  },
): Promise<void> {
  const { region, org, by, at, id, data } = given
  const reading = (await readForDecision(ctx.db, region, [id])).get(id)!
  const sheet = new Sheet()
  await decideOne(
    ctx,
    { region, org, actor: by },
    reading,
    { action: 'submit', by, at, data },
    sheet,
  )
  await write(ctx, region, sheet)
}

/** The id number, name and phone a registration form fills in, by the fields that say so. */
function identityIn(
  pack: Pack,
  chain: ChainDefinition,
  data: FieldValues,
): { idNumber: string; idField: string; name: string; phone?: string } {
  const fields = pack.forms[chain.form]!.fields
  const idField = fields.find((it) => it.kind === 'id-number')?.id ?? 'id-number'
  const nameField = fields.find((it) => it.fills === 'name')?.id
  const phoneField = fields.find((it) => it.kind === 'phone')?.id
  const text = (id: string | undefined) => (id === undefined ? '' : String(data[id] ?? '').trim())
  const phone = text(phoneField)
  return {
    idNumber: text(idField).toUpperCase().replaceAll(/\s/g, ''),
    idField,
    name: text(nameField),
    ...(phone && { phone }),
  }
}
