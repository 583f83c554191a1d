import type { DepartmentId, OfficeId, PostId } from '#core/base'
import type { Department, Office, Post } from '#core/org'
import { sql } from 'kysely'
import type { Db } from './db.ts'

/** The whole office tree of a region with its posts, as core/org wants it. 28,000 offices: 0.2 s. */
export async function loadOrg(
  db: Db,
  region: string,
): Promise<{ version: number; offices: readonly Office[]; posts: readonly Post[] }> {
  const [version, offices, superiors, departments, posts] = await Promise.all([
    findOrgVersion(db, region),
    db.selectFrom('offices').selectAll().where('region', '=', region).execute(),
    db
      .selectFrom('office_superiors')
      .selectAll()
      .where('region', '=', region)
      .orderBy('office')
      .orderBy('position')
      .execute(),
    db.selectFrom('departments').selectAll().where('region', '=', region).orderBy('name').execute(),
    db
      .selectFrom('posts as p')
      .innerJoin('accounts as a', (on) =>
        on.onRef('a.region', '=', 'p.region').onRef('a.id', '=', 'p.account'),
      )
      .select(['p.id', 'p.account', 'p.office', 'p.department', 'p.role', 'a.name'])
      .where('p.region', '=', region)
      .where('p.ended_at', 'is', null)
      .where('a.state', '=', 'open')
      .orderBy('p.id')
      .execute(),
  ])
  const up = new Map<string, Record<string, OfficeId[]>>()
  for (const it of superiors) {
    const relations = up.get(it.office) ?? {}
    ;(relations[it.relation] ??= []).push(it.superior as OfficeId)
    up.set(it.office, relations)
  }
  const inside = new Map<string, Department[]>()
  for (const it of departments) {
    const list = inside.get(it.office) ?? []
    list.push({
      id: it.id as DepartmentId,
      name: it.name,
      ...(it.parent && { parent: it.parent as DepartmentId }),
      ...(it.disabled && { disabled: true }),
    })
    inside.set(it.office, list)
  }
  return {
    version,
    offices: offices.map((it) => ({
      id: it.id as OfficeId,
      type: it.type,
      name: it.name,
      ...(it.code && { code: it.code }),
      ...(it.area && { area: it.area }),
      ...(it.phone && { phone: it.phone }),
      ...(it.closed && { closed: true }),
      superiors: up.get(it.id) ?? {},
      attributes: it.attributes,
      departments: inside.get(it.id) ?? [],
    })),
    posts: posts.map((it) => ({
      id: it.id as PostId,
      account: it.account,
      name: it.name,
      office: it.office as OfficeId,
      role: it.role,
      ...(it.department && { department: it.department as DepartmentId }),
    })),
  }
}

/** Offices and departments by the keys world.yaml has for them; whatever came later has none. */
export async function findOrgKeys(
  db: Db,
  region: string,
): Promise<Readonly<Record<'offices' | 'departments', ReadonlyMap<string, string>>>> {
  const keysOf = async (table: 'offices' | 'departments') => {
    const rows = await db
      .selectFrom(table)
      .select(['key', 'id'])
      .where('region', '=', region)
      .execute()
    return new Map(rows.flatMap(({ key, id }) => (key === null ? [] : [[key, id] as const])))
  }
  const [offices, departments] = await Promise.all([keysOf('offices'), keysOf('departments')])
  return { offices, departments }
}

export async function findOrgVersion(db: Db, region: string): Promise<number> {
  const row = await db
    .selectFrom('regions')
    .select('org_version')
    .where('region', '=', region)
    .executeTakeFirst()
  return row?.org_version ?? 0
}

/** Every change of offices, departments, posts or accounts' states ends with this, in its transaction. */
export async function bumpOrg(db: Db, region: string): Promise<void> {
  await db
    .updateTable('regions')
    .set({ org_version: sql`org_version + 1` })
    .where('region', '=', region)
    .execute()
}

export async function setReviewClosed(
  db: Db,
  region: string,
  office: string,
  closed: boolean,
): Promise<void> {
  await db
    .updateTable('offices')
    .set({ closed })
    .where('region', '=', region)
    .where('id', '=', office)
    .execute()
  await bumpOrg(db, region)
}

/** The office's superior by this relation becomes `to` (更换上级部门). */
export async function setSuperior(
  db: Db,
  region: string,
  given: { office: string; relation: string; to: string },
): Promise<void> {
  const gone = await db
    .deleteFrom('office_superiors')
    .where('region', '=', region)
    .where('office', '=', given.office)
    .where('relation', '=', given.relation)
    .returning('position')
    .execute()
  // The order of an office's superiors is its way up: the new one stands where the old one stood.
  const position = Math.min(...gone.map((it) => it.position), 99)
  await db
    .insertInto('office_superiors')
    .values({
      region,
      office: given.office,
      relation: given.relation,
      position,
      superior: given.to,
    })
    .execute()
  await bumpOrg(db, region)
}

/** What an office is called and reached by has columns of its own; the rest joins its attributes. */
export async function updateOffice(
  db: Db,
  region: string,
  office: string,
  change: {
    name?: string
    code?: string
    area?: string
    phone?: string
    attributes: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const { attributes, ...columns } = change
  await db
    .updateTable('offices')
    .set({
      ...columns,
      attributes: sql`attributes || ${JSON.stringify(attributes)}::jsonb`,
    })
    .where('region', '=', region)
    .where('id', '=', office)
    .execute()
  await bumpOrg(db, region)
}
