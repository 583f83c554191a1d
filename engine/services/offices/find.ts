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
  const all = listed(org, typesOf(pack, given.types ?? []))
  const areas = given.area ? areaCodes(pack.org.areas ?? [], given.area) : undefined
  const inArea = areas
    ? all.filter(({ office }) => office.area !== undefined && areas.has(office.area))
    : all
  const query = given.query?.trim() ?? ''
  const rows = query === '' ? inArea : ranked(inArea, query)
  const from = (given.page - 1) * given.size
  return {
    rows: rows.slice(from, from + given.size).map(({ office }) => optionOf(office)),
    total: rows.length,
    page: given.page,
    size: given.size,
  }
}

/** Those of the pack that are asked for, each once; all of them when none is. */
function typesOf(pack: Pack, asked: readonly string[]): readonly string[] {
  const known = pack.org['office-types'].map((it) => it.id)
  const wanted = new Set(asked)
  return wanted.size === 0 ? known : known.filter((it) => wanted.has(it))
}

const optionOf = (it: Office): OfficeOption => ({
  id: it.id,
  name: it.name,
  type: it.type,
  ...(it.code && { code: it.code }),
  ...(it.area && { area: it.area }),
})

/** An office as a search compares it. */
interface Listed {
  readonly office: Office
  readonly name: string
  readonly code: string | undefined
}
const lists = new WeakMap<OrgView, Map<string, readonly Listed[]>>()

/** Sorted once while the tree stands as it is: 28,000 names are not sorted for every key typed. */
function listed(org: OrgView, types: readonly string[]): readonly Listed[] {
  let kept = lists.get(org)
  if (!kept) lists.set(org, (kept = new Map()))
  const [first] = types
  return first !== undefined && types.length === 1
    ? listOf(org, first, kept)
    : types.flatMap((type) => listOf(org, type, kept))
}
function listOf(org: OrgView, type: string, kept: Map<string, readonly Listed[]>) {
  let list = kept.get(type)
  if (!list)
    kept.set(
      type,
      (list = org
        .ofType(type)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((office) => ({
          office,
          name: office.name.toLowerCase(),
          code: office.code?.toLowerCase(),
        }))),
    )
  return list
}

function ranked(all: readonly Listed[], query: string): readonly Listed[] {
  const word = query.toLowerCase()
  const hits = all.flatMap((it) => {
    const rank = rankOf(it, word)
    return rank === undefined ? [] : [{ it, rank }]
  })
  return hits
    .toSorted((a, b) => a.rank - b.rank || a.it.name.length - b.it.name.length)
    .map(({ it }) => it)
}

function rankOf({ name, code }: Listed, word: string): number | undefined {
  if (name === word || code === word) return 0
  if (name.startsWith(word)) return 1
  if (name.includes(word)) return 2
  return holdsInOrder(name, word) ? 3 : undefined
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
