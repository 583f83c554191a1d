import type { FormView } from '#core/api'
import type { AccountId, FieldValues, FilingId, PackHash, PersonId } from '#core/base'
import { dayAt, issue } from '#core/base'
import { type Actor, blank, type FilingHead, openFiling } from '#core/filing'
import { defaultsFor } from '#core/form'
import type { Pack } from '#core/pack'
import type { ChainDefinition } from '#core/workflow'
import { insertAccount } from '#storage/accounts'
import { insertPerson } from '#storage/people'
import { insertAnswer } from '#storage/readings'
import { type Context, sha256 } from '../context.ts'
import { openFiling as openDraft } from '../filings/file.ts'
import { formView } from '../filings/form-view.ts'
import { answerGiven, withRetries } from '../filings/requests.ts'
import { loadWorld } from '../filings/world.ts'
import { Refused } from '../refusal.ts'
import { checkPassword, hashPassword } from '../sessions/passwords.ts'
import { fallbackLength } from '../sessions/sign-in.ts'
import { dryRun, fileAndSubmit, type Registration } from './file-and-submit.ts'
import { countingTries } from './limits.ts'
import { ownAccount } from './own-account.ts'

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

interface Given {
  readonly region: string
  readonly chain: string
  readonly data: FieldValues
  readonly password: string
  readonly address: string
  /** Of the request; the same again is answered the same. */
  readonly key?: string
}
interface Registered {
  readonly says: string
}

/**
 * Registers a person: an account that cannot sign in yet, and a filing for the unit to decide
 * (HN:168, WH:165). A closed registration frees the id number, so the person may register again.
 */
export async function register(ctx: Context, given: Given): Promise<Registered> {
  const { region, chain, data, address, key = '' } = given
  const found = await chainFor(ctx, region, chain)
  const who = identityIn(found.pack, found.chain, data)
  // Keys are one's own, here by the number. No password: a hash of it could be tried words on.
  const asker = { region, account: `anyone ${who.idNumber.slice(0, 18)}` }
  const request = { ...asker, key, asked: sha256(JSON.stringify(['register', chain, data])) }
  const answered = () =>
    answerGiven(ctx, asker, key, request.asked) as Promise<Registered | undefined>
  const enter = () => withRetries(() => enrol(ctx, given, { ...found, who, request }), answered)
  return (await answered()) ?? countingTries(ctx, { region, address, ...who }, enter)
}

async function enrol(
  ctx: Context,
  given: Given,
  it: {
    readonly pack: Pack
    readonly chain: ChainDefinition
    readonly who: ReturnType<typeof identityIn>
    readonly request: Omit<Parameters<typeof insertAnswer>[1], 'reply' | 'at'>
  },
): Promise<Registered> {
  const { region, data } = given
  const { pack, chain, who, request } = it
  const issues = checkPassword(String(given.password ?? ''), {
    idNumber: who.idNumber,
    minLength: pack.header.passwords?.['min-length'] ?? fallbackLength,
    ...(who.phone && { phones: [who.phone] }),
  })
  const { password, address } = given
  const own = await ownAccount(ctx, { region, ...who, password, address })
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
  const registration: Registration = { region, pack, org, by, at, opened }
  await dryRun(ctx, registration)
  const { idNumber, name } = who
  const newAccount = own
    ? undefined
    : {
        region,
        id: account,
        idNumber,
        name,
        passwordHash: await hashPassword(password),
        mustChange: false,
        demo: false,
        state: 'waiting' as const,
        at,
      }
  const newPerson = {
    id: person,
    account,
    name,
    idNumber,
    attributes: {},
    state: 'waiting' as const,
  }
  const reply = { says: chain.submit?.says ?? pack.texts.messages['registered'] ?? chain.title }
  await onlyOnce(who.idField, () =>
    ctx.db.transaction().execute(async (trx) => {
      if (newAccount) await insertAccount(trx, newAccount)
      await insertPerson(trx, region, newPerson)
      await fileAndSubmit(ctx, trx, registration)
      if (request.key !== '') await insertAnswer(trx, { ...request, reply, at })
    }),
  )
  return reply
}

/** Sent twice at the same moment: one was quicker. */
async function onlyOnce(idField: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if ((error as { readonly constraint?: unknown }).constraint === 'accounts_id_number')
      throw new Refused(issue('already-registered-waiting', [idField]))
    throw error
  }
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
