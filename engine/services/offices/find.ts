import type { AreaView, DepartmentOption, OfficeOption, PageView } from '#core/api'
import { issue, type OfficeId } from '#core/base'
import type { AreaDefinition, Office, OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import type { Context } from '../context.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/** The region looked at: one's own, or before signing in the one named. */
export interface Where {
  readonly pack: Pack
  readonly org: OrgView
}
export async function whereOf(
  ctx: Context,
  viewer: Viewer | undefined,
  region: string | undefined,
): Promise<Where> {
  if (viewer) return viewer
  const pack = region === undefined ? undefined : await ctx.packs.current(region)
  if (!pack || region === undefined) throw new Refused(issue('no-such-region', ['region']))
  return { pack, org: await ctx.orgs.view(region) }
}

export interface OfficeQuery {
  readonly query?: string | undefined
  readonly area?: string | undefined
  readonly types?: readonly string[]
  readonly page: number
  readonly size: number
}

/**
 * The office picker. Without a word: the offices of an area, page by page. With one: the best hits,
 * a code or name alike first, then names that begin with it, contain it, or hold its characters in
 * their order (市一医院 finds 市第一人民医院, GX-B:77).
 */
export function findOffices({ pack, org }: Where, given: OfficeQuery): PageView<OfficeOption> {
  const types = given.types?.length ? given.types : pack.org['office-types'].map((it) => it.id)
  const areas = given.area ? areaCodes(pack.org.areas ?? [], given.area) : undefined
  const all = types.flatMap((type) => sorted(org, type))
  const inArea = areas ? all.filter((it) => it.area !== undefined && areas.has(it.area)) : all
  const query = given.query?.trim() ?? ''
  const rows = query === '' ? inArea : ranked(inArea, query)
  const from = (given.page - 1) * given.size
  return {
    rows: rows.slice(from, from + given.size).map(optionOf),
    total: rows.length,
    page: given.page,
    size: given.size,
  }
}

const optionOf = (it: Office): OfficeOption => ({
  id: it.id,
  name: it.name,
  type: it.type,
  ...(it.code && { code: it.code }),
  ...(it.area && { area: it.area }),
})

const byName = new WeakMap<OrgView, Map<string, readonly Office[]>>()
/** Sorted once while the tree stands as it is: 28,000 names are not sorted for every key typed. */
function sorted(org: OrgView, type: string): readonly Office[] {
  let kept = byName.get(org)
  if (!kept) byName.set(org, (kept = new Map()))
  let list = kept.get(type)
  if (!list)
    kept.set(type, (list = org.ofType(type).toSorted((a, b) => (a.name < b.name ? -1 : 1))))
  return list
}

function ranked(offices: readonly Office[], query: string): readonly Office[] {
  const word = query.toLowerCase()
  const hits = offices.flatMap((office) => {
    const rank = rankOf(office, word)
    return rank === undefined ? [] : [{ office, rank }]
  })
  return hits
    .toSorted((a, b) => a.rank - b.rank || a.office.name.length - b.office.name.length)
    .map((it) => it.office)
}

function rankOf({ name, code }: Office, word: string): number | undefined {
  const own = name.toLowerCase()
  if (own === word || code?.toLowerCase() === word) return 0
  if (own.startsWith(word)) return 1
  if (own.includes(word)) return 2
  return holdsInOrder(own, word) ? 3 : undefined
}

function holdsInOrder(text: string, word: string): boolean {
  let at = 0
  for (const letter of word) {
    at = text.indexOf(letter, at)
    if (at < 0) return false
    at += letter.length
  }
  return word.length > 1
}

/** An area and everything in it. */
function areaCodes(areas: readonly AreaDefinition[], code: string): ReadonlySet<string> {
  const codes = new Set<string>()
  const visit = (it: AreaDefinition, isIn: boolean): void => {
    const inside = isIn || it.code === code
    if (inside) codes.add(it.code)
    for (const inner of it.areas ?? []) visit(inner, inside)
  }
  for (const it of areas) visit(it, false)
  return codes
}

export const areasOf = ({ pack }: Where): readonly AreaView[] => pack.org.areas ?? []

/** Departments in use; a disabled one is not offered any more. */
export function departmentsIn({ org }: Where, office: string): readonly DepartmentOption[] {
  const found = org.office(office as OfficeId)
  if (!found) throw new Refused(issue('not-found'))
  return found.departments
    .filter((it) => !it.disabled)
    .map((it) => ({ id: it.id, name: it.name, ...(it.parent && { parent: it.parent }) }))
}
