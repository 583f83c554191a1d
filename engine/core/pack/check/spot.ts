import { complain, complainOf, type Complaint, type Path } from '../complaint.ts'
import type { Located } from '../located.ts'
import type { PackIssueCode } from '../messages.ts'
import { nearest } from '../meant.ts'

/**
 * A place in a merged file. Checks walk by spots, so they can speak of a file whose shape is wrong
 * elsewhere: what is not there simply yields nothing.
 */
export interface Spot {
  readonly node: Located
  readonly path: Path
}

export const rootOf = (node: Located): Spot => ({ node, path: [] })

export function at(spot: Spot | undefined, ...keys: readonly string[]): Spot | undefined {
  let here = spot
  for (const key of keys) {
    const member = here?.node.kind === 'map' ? here.node.members.get(key) : undefined
    here = here && member ? { node: member, path: [...here.path, key] } : undefined
  }
  return here
}

export function items(spot: Spot | undefined, ...keys: readonly string[]): Spot[] {
  const list = at(spot, ...keys)
  if (list?.node.kind !== 'list') return []
  return list.node.items.map((node, index) => ({ node, path: [...list.path, index] }))
}

export function members(spot: Spot | undefined, ...keys: readonly string[]): [string, Spot][] {
  const map = at(spot, ...keys)
  if (map?.node.kind !== 'map') return []
  return [...map.node.members].map(([key, node]) => [key, { node, path: [...map.path, key] }])
}

export const valueOf = (spot: Spot | undefined): string | number | boolean | null | undefined =>
  spot?.node.kind === 'scalar' ? spot.node.value : undefined

/** The text at a spot, or nothing when it is no text. */
export function word(spot: Spot | undefined, ...keys: readonly string[]): string | undefined {
  const value = valueOf(at(spot, ...keys))
  return typeof value === 'string' ? value : undefined
}
export function figure(spot: Spot | undefined, ...keys: readonly string[]): number | undefined {
  const value = valueOf(at(spot, ...keys))
  return typeof value === 'number' ? value : undefined
}
export const wordsOf = (spots: readonly Spot[]): string[] => spots.flatMap((it) => word(it) ?? [])

/** One word, or a list of them. */
export const oneOrMore = (spot: Spot | undefined): Spot[] =>
  spot === undefined ? [] : spot.node.kind === 'list' ? items(spot) : [spot]

export type Say = (
  code: PackIssueCode,
  spot: Spot,
  details?: Readonly<Record<string, unknown>>,
) => void

/** Gathers what is found; the rules only speak. */
export function listener(): { readonly say: Say; readonly heard: Complaint[] } {
  const heard: Complaint[] = []
  return {
    heard,
    say: (code, spot, details = {}) =>
      void heard.push(complainOf(code, spot.node, spot.path, details)),
  }
}

/** The same, pointing at the key rather than at what it holds. */
export const sayOfKey = (
  heard: Complaint[],
  code: PackIssueCode,
  spot: Spot,
  details: Readonly<Record<string, unknown>>,
): void => void heard.push(complain(code, spot.node.keyAt ?? spot.node.at, spot.path, details))

/** A member's key as a value of its own, where it stands: for keys that are names of other things. */
export const keyAsWord = (member: Spot, key: string): Spot => ({
  path: member.path,
  node: { kind: 'scalar', value: key, at: member.node.keyAt ?? member.node.at },
})

type Known = readonly string[] | ReadonlySet<string> | ReadonlyMap<string, unknown>
const has = (known: Known, name: string): boolean =>
  'has' in known ? known.has(name) : known.includes(name)
const all = (known: Known): readonly string[] =>
  'has' in known ? [...known.keys()] : (known as readonly string[])

/** The word at a spot must be one of the known ones, wherever they are kept. */
export function mustBeKnown(
  say: Say,
  code: PackIssueCode,
  spot: Spot | undefined,
  known: Known | readonly Known[],
  more: Readonly<Record<string, unknown>> = {},
): boolean {
  const name = word(spot)
  if (spot === undefined || name === undefined) return false
  const places = isMany(known) ? known : [known]
  if (places.some((it) => has(it, name))) return true
  const words = places.flatMap(all)
  const meant = nearest(name, words)
  say(code, spot, { name, known: words, ...(meant === undefined ? {} : { meant }), ...more })
  return false
}
const isMany = (known: Known | readonly Known[]): known is readonly Known[] =>
  Array.isArray(known) && known.length > 0 && typeof known[0] !== 'string'
