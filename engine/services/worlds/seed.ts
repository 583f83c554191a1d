import type { DepartmentId, FilingId, Instant, LocalTime, OfficeId, PersonId } from '#core/base'
import { instantOf } from '#core/base'
import type { Pack, WorldDefinition } from '#core/pack'
import { insertAccount } from '#storage/accounts'
import type { Db } from '#storage/db'
import { bumpOrg } from '#storage/offices'
import { findFold } from '#storage/filings'
import { keepSeeding } from '#storage/packs'
import { insertPerson } from '#storage/people'
import { type Context, sha256 } from '../context.ts'
import { fileBySystem } from '../filings/by-system.ts'
import { hashPassword } from '../sessions/passwords.ts'
import { seededWorld } from './filers.ts'

/** The password of every demo account, offered on the login page. Only where the demo is on. */
export const demoPassword = 'xueshi-demo'

interface Keys {
  readonly offices: ReadonlyMap<string, OfficeId>
  readonly departments: ReadonlyMap<string, DepartmentId>
  /** By key, the account of each. */
  readonly people: Map<string, string>
}

/** The invented people of a pack's world with their records, in an empty region. */
export async function seedWorld(ctx: Context, pack: Pack): Promise<void> {
  await seedPeople(ctx, pack)
  await seedRecords(ctx, pack)
  await keepSeeding(ctx.db, pack.header.id, undefined)
}

/** Puts the invented offices, people and posts of a pack's world into an empty region, all or nothing. */
export async function seedPeople(ctx: Context, pack: Pack): Promise<void> {
  const region = pack.header.id
  const hash = await hashPassword(demoPassword)
  await ctx.db.transaction().execute(async (trx) => {
    const offices = await insertOffices(ctx, trx, region, pack.world)
    const made: Keys = { ...offices, people: new Map() }
    await insertPeople(ctx, trx, region, pack.world, made, hash)
    await insertPosts(ctx, trx, region, pack.world, made)
    await bumpOrg(trx, region)
    await keepSeeding(trx, region, 'records')
  })
}

/** Files what is on record of them (earlier years' online courses) as the platform does; each once. */
export async function seedRecords(ctx: Context, pack: Pack): Promise<void> {
  const region = pack.header.id
  const { people } = await seededWorld(ctx, pack)
  for (const [index, it] of (pack.world.records ?? []).entries()) {
    const person = people.get(it.person)
    if (!person)
      throw new Error(`world.records of ${region}: no professional has the key '${it.person}'.`)
    const id = idFrom(`${region} record ${index} ${JSON.stringify(it)}`) as FilingId
    if (await findFold(ctx.db, region, id)) continue
    const at = momentIn(pack, it.at)
    const record = { id, region, chain: it.chain, person: person as PersonId, at, data: it.with }
    await ctx.db.transaction().execute((trx) => fileBySystem({ ...ctx, db: trx }, record))
  }
}

/** A moment as world.yaml writes it, in the region's time; a day alone is its midnight. */
export const momentIn = (pack: Pack, at: string): Instant =>
  instantOf((at.length === 10 ? `${at}T00:00` : at) as LocalTime, pack.offsetMinutes)

async function insertOffices(
  ctx: Context,
  trx: Db,
  region: string,
  world: WorldDefinition,
): Promise<Pick<Keys, 'offices' | 'departments'>> {
  const offices = new Map(world.offices.map((it) => [it.key, ctx.newId() as OfficeId]))
  const departments = new Map<string, DepartmentId>()
  for (const it of world.offices) {
    await trx
      .insertInto('offices')
      .values({
        region,
        id: offices.get(it.key)!,
        key: it.key,
        type: it.type,
        name: it.name,
        code: it.code ?? null,
        area: it.area ?? null,
        phone: it.phone ?? null,
        closed: it.closed ?? false,
        attributes: JSON.stringify(it.attributes ?? {}),
      })
      .execute()
    for (const dep of it.departments ?? []) departments.set(dep.key, ctx.newId() as DepartmentId)
    for (const dep of it.departments ?? [])
      await trx
        .insertInto('departments')
        .values({
          region,
          id: departments.get(dep.key)!,
          key: dep.key,
          office: offices.get(it.key)!,
          name: dep.name,
          parent: (dep.parent && departments.get(dep.parent)) ?? null,
          disabled: dep.disabled ?? false,
        })
        .execute()
  }
  for (const it of world.offices) {
    let position = 0
    for (const [relation, superiors] of Object.entries(it.superiors ?? {}))
      for (const superior of superiors)
        await trx
          .insertInto('office_superiors')
          .values({
            region,
            office: offices.get(it.key)!,
            relation,
            position: position++,
            superior: keyed(offices, superior, `superior of ${it.key}`),
          })
          .execute()
  }
  return { offices, departments }
}

async function insertPeople(
  ctx: Context,
  trx: Db,
  region: string,
  world: WorldDefinition,
  keys: Keys,
  passwordHash: string,
): Promise<void> {
  for (const it of world.people) {
    const account = ctx.newId()
    await insertAccount(trx, {
      region,
      id: account,
      idNumber: it['id-number'],
      name: it.name,
      passwordHash,
      mustChange: false,
      demo: true,
      state: 'open',
      at: ctx.clock(),
    })
    keys.people.set(it.key, account)
    // Who belongs to no office signs in only by the posts they hold.
    if (it.office === undefined) continue
    await insertPerson(trx, region, {
      id: ctx.newId() as PersonId,
      account,
      name: it.name,
      idNumber: it['id-number'],
      office: keyed(keys.offices, it.office, `office of ${it.key}`),
      ...(it.department && {
        department: keyed(keys.departments, it.department, `department of ${it.key}`),
      }),
      attributes: it.attributes ?? {},
      state: 'open',
    })
  }
}

async function insertPosts(
  ctx: Context,
  trx: Db,
  region: string,
  world: WorldDefinition,
  keys: Keys,
): Promise<void> {
  for (const it of world.posts)
    await trx
      .insertInto('posts')
      .values({
        region,
        id: ctx.newId(),
        account: keyed(keys.people, it.person, `post ${it.key}`),
        office: keyed(keys.offices, it.office, `post ${it.key}`),
        department: it.department ? keyed(keys.departments, it.department, `post ${it.key}`) : null,
        role: it.role,
        ended_at: null,
      })
      .execute()
}

function keyed<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
  const found = map.get(key)
  if (found === undefined) throw new Error(`world: ${what} names '${key}', which is not in it.`)
  return found
}

/** The same id for the same text: what was made before is found again. */
function idFrom(text: string): string {
  const hex = sha256(text)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return [...parts, hex.slice(20, 32)].join('-')
}
