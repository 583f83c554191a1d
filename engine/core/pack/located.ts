/** Where a value was written: layer, file inside it, line and column from 1. */
export interface Place {
  readonly layer: string
  readonly file: string
  readonly line: number
  readonly column: number
}

interface Written {
  /** Where the value stands. */
  readonly at: Place
  /** Where its key stands, for members of a map. */
  readonly keyAt?: Place
  /** Values of lower layers it hides, nearest first. */
  readonly over?: readonly Located[]
  /** What a layer took away from it, by name: what took it, over what was there. */
  readonly gone?: ReadonlyMap<string, Located>
}
export interface LocatedMap extends Written {
  readonly kind: 'map'
  readonly members: ReadonlyMap<string, Located>
}
export interface LocatedList extends Written {
  readonly kind: 'list'
  readonly items: readonly Located[]
}
export interface LocatedScalar extends Written {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** Of a number whose figures are not those that were written: `0012`, an id number. */
  readonly written?: string
}
/** A YAML value that still knows where each of its parts was written. */
export type Located = LocatedMap | LocatedList | LocatedScalar

/** The value alone. */
export function plain(node: Located): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(plain)
    case 'map':
      return Object.fromEntries([...node.members].map(([key, value]) => [key, plain(value)]))
  }
}

/** The part of `node` at a path of keys and indexes, or nothing. */
export function partAt(
  node: Located | undefined,
  path: readonly (string | number)[],
): Located | undefined {
  let part = node
  for (const step of path) {
    if (part?.kind === 'map') part = part.members.get(String(step))
    else if (part?.kind === 'list') part = part.items[Number(step)]
    else return undefined
  }
  return part
}

/** The part at a path, or the nearest thing around it that exists. */
export function nearestPart(node: Located, path: readonly (string | number)[]): Located {
  for (let length = path.length; length > 0; length--) {
    const part = partAt(node, path.slice(0, length))
    if (part) return part
  }
  return node
}
