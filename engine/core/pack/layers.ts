import type { Located, LocatedList, LocatedMap } from './located.ts'

/** What names an object in a list; the first that all of them carry decides. */
const identityKeys = ['id', 'key', 'scenario', 'reference', 'code'] as const

/** One thought each: half of a lower one mixed with half of a higher one would mean neither. */
const wholeKeys = new Set(['test', 'who'])

/**
 * The upper value laid over the lower: maps by key, lists of named objects by name (lower order
 * first, new ones at the end), everything else replaced. `null` above removes what is below, and
 * `remove: true` beside its name a named object of a list.
 */
export function layOver(lower: Located | undefined, upper: Located, key = ''): Located {
  if (!lower) return upper
  if (wholeKeys.has(key)) return hiding(upper, lower)
  if (lower.kind === 'map' && upper.kind === 'map') return mapOver(lower, upper)
  if (lower.kind === 'list' && upper.kind === 'list') return listOver(lower, upper)
  return hiding(upper, lower)
}

function mapOver(lower: LocatedMap, upper: LocatedMap): LocatedMap {
  const members = new Map(lower.members)
  for (const [key, value] of upper.members) {
    const below = members.get(key)
    members.set(key, layOver(below, value, key))
  }
  return { ...upper, members, over: [lower, ...(lower.over ?? [])] }
}

function listOver(lower: LocatedList, upper: LocatedList): LocatedList {
  const key = identityKeys.find((it) => namesAll(it, lower) && namesAll(it, upper))
  if (!key || lower.items.length === 0 || upper.items.length === 0) return hiding(upper, lower)
  const items: (Located | undefined)[] = [...lower.items]
  const gone = new Map(lower.gone)
  const below = new Map(lower.items.map((it, at) => [nameIn(it, key)!, at]))
  for (const item of upper.items) {
    const name = nameIn(item, key)!
    const at = below.get(name)
    if (at === undefined) items.push(item)
    else if (isRemoval(item)) {
      items[at] = undefined
      gone.set(name, hiding(item, lower.items[at]!))
    } else items[at] = layOver(lower.items[at], item)
  }
  const kept = items.filter((it) => it !== undefined)
  return {
    ...upper,
    items: kept,
    over: [lower, ...(lower.over ?? [])],
    ...(gone.size > 0 && { gone }),
  }
}

/** The key that names every item of a list, if one does. */
export const identityOf = (list: LocatedList): string | undefined =>
  list.items.length > 0 ? identityKeys.find((it) => namesAll(it, list)) : undefined
export const isNamed = (item: Located): boolean =>
  identityKeys.some((it) => nameIn(item, it) !== undefined)

export function isRemoval(item: Located): boolean {
  const mark = item.kind === 'map' ? item.members.get('remove') : undefined
  return mark?.kind === 'scalar' && mark.value === true
}

/** The same without removals that had nothing to remove; each of those is handed to `found`. */
export function withoutRemovals(
  node: Located,
  found: (item: Located, path: readonly (string | number)[]) => void,
  path: readonly (string | number)[] = [],
): Located {
  if (node.kind === 'scalar') return node
  if (node.kind === 'map') {
    const members = new Map(
      [...node.members].map(([key, it]) => [key, withoutRemovals(it, found, [...path, key])]),
    )
    return [...members].some(([key, it]) => it !== node.members.get(key))
      ? { ...node, members }
      : node
  }
  const items = node.items.flatMap((it, at) => {
    if (!isRemoval(it)) return withoutRemovals(it, found, [...path, at])
    found(it, [...path, at])
    return []
  })
  return items.length === node.items.length && items.every((it, at) => it === node.items[at])
    ? node
    : { ...node, items }
}

type Say<Code> = (
  code: Code,
  node: Located,
  path: readonly (string | number)[],
  details: Readonly<Record<string, unknown>>,
) => void
type Path = readonly (string | number)[]

/** What one layer says of a thing that it takes away at once. */
export function findSaidOfRemoved(
  node: Located,
  say: Say<'remove-with-more'>,
  path: Path = [],
): void {
  if (node.kind === 'map')
    for (const [key, it] of node.members) findSaidOfRemoved(it, say, [...path, key])
  if (node.kind !== 'list') return
  for (const [at, item] of node.items.entries()) {
    findSaidOfRemoved(item, say, [...path, at])
    if (item.kind !== 'map' || !isRemoval(item) || !isNamed(item)) continue
    const known = new Set<string>(['remove', ...identityKeys])
    for (const [key, value] of item.members)
      if (!known.has(key)) say('remove-with-more', value, [...path, at, key], { key })
  }
}

/** Named things of a lower layer that are gone because the upper one wrote no names. */
export function findReplaced(
  node: Located,
  say: Say<'item-without-id' | 'map-over-list'>,
  path: Path = [],
): void {
  const [under] = node.over ?? []
  const key = under?.kind === 'list' ? identityOf(under) : undefined
  if (node.kind === 'map') {
    const [name] = node.members.keys()
    if (key) return say('map-over-list', node, path, { key, name })
    for (const [name, it] of node.members) findReplaced(it, say, [...path, name])
  }
  if (node.kind !== 'list') return
  for (const [at, item] of node.items.entries()) {
    if (key && item.kind === 'map' && nameIn(item, key) === undefined) {
      const names = under?.kind === 'list' ? under.items.map((it) => nameIn(it, key)) : []
      const name = [...item.members.keys()].find((it) => names.includes(it))
      return say('item-without-id', item, [...path, at], { key, name })
    }
    findReplaced(item, say, [...path, at])
  }
}

const namesAll = (key: string, list: LocatedList): boolean =>
  list.items.every((it) => nameIn(it, key) !== undefined)

export function nameIn(item: Located, key: string): string | undefined {
  const name = item.kind === 'map' ? item.members.get(key) : undefined
  return name?.kind === 'scalar' && name.value !== null ? String(name.value) : undefined
}

function hiding<N extends Located>(upper: N, lower: Located): N {
  return { ...upper, over: [lower, ...(lower.over ?? [])] }
}

/** Members that are `null` are not there; only a condition's test may say `null` and mean it. */
export function withoutNulls(node: Located, key = ''): Located {
  if (key === 'test' || node.kind === 'scalar') return node
  if (node.kind === 'list') {
    const items = node.items.map((it) => withoutNulls(it))
    return items.some((it, at) => it !== node.items[at]) ? { ...node, items } : node
  }
  let changed = false
  const members = new Map<string, Located>()
  const gone = new Map<string, Located>()
  for (const [name, value] of node.members) {
    const kept = isNull(value) ? undefined : withoutNulls(value, name)
    if (kept) members.set(name, kept)
    else if (value.over) gone.set(name, value)
    if (kept !== value) changed = true
  }
  return changed ? { ...node, members, ...(gone.size > 0 && { gone }) } : node
}

export const isNull = (node: Located): boolean => node.kind === 'scalar' && node.value === null
