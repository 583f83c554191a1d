import { type Result, refuse } from '#core/base'
import { defaultAt, keysWithDefaults } from './defaults.ts'
import type { Provenance } from './definition.ts'
import { singleFiles, folders } from './files.ts'
import { partAt, plain, type Located, type Place } from './located.ts'
import { nameIn } from './layers.ts'
import { nearest } from './meant.ts'
import type { Layered } from './resolve.ts'

/** A path that leads nowhere: how far it went, and what there is to go on with. */
export interface NoSuchPath {
  readonly path: string
  readonly at: string
  readonly meant?: string
  readonly known: readonly string[]
  /** Nothing is written there, and this holds. */
  readonly unset?: string
  /** A layer took it away. */
  readonly removed?: { readonly by: Place; readonly was: readonly Place[] }
}

/**
 * Why a value is what it is: which layer wrote it, in which file and line, and what it hides. Paths are
 * said as people say them: `chains.declaration.steps.review.who`, `hours.caps.0`, `chains/declaration.yaml
 * steps.0`; a thing in a list by its id or its number.
 */
export function explain(layered: Layered, asked: string): Result<Provenance, NoSuchPath> {
  const words = asked
    .replaceAll('›', ' ')
    .split(/[\s:]+/)
    .filter((it) => it !== '')
  const said = words.flatMap(split)
  const [document, ...keys] = documentOf(layered, said)
  if (document === undefined) {
    const known = [...layered.documents.keys()].map((it) =>
      it.replace(/\.yaml$/, '').replace('/', '.'),
    )
    const isInFolder = Object.hasOwn(folders, said[0] ?? '')
    return nowhere(asked, '', known, said.slice(0, isInFolder ? 2 : 1).join('.'))
  }
  let part = layered.documents.get(document)!
  const gone = [document.replace(/\.yaml$/, '').replace('/', '.')]
  for (const key of keys) {
    const [name, next] = step(part, key)
    if (!next) return refuse(missing(asked, gone, part, key, key === keys.at(-1)))
    gone.push(name)
    part = next
  }
  return { ok: true, value: provenanceOf(gone.join('.'), part) }
}

const split = (text: string): string[] =>
  text
    .replaceAll('/', '.')
    .replace(/\.yaml(?=\.|$)/, '')
    .split('.')
    .filter((it) => it !== '')

function documentOf(layered: Layered, keys: readonly string[]): [string | undefined, ...string[]] {
  const [first, second, ...rest] = keys
  if (first === undefined) return [undefined]
  const single = `${first}.yaml`
  if (Object.hasOwn(singleFiles, single) && layered.documents.has(single))
    return [single, ...keys.slice(1)]
  const inFolder = `${first}/${second}.yaml`
  if (Object.hasOwn(folders, first) && layered.documents.has(inFolder)) return [inFolder, ...rest]
  return [undefined]
}

function step(part: Located, key: string): [string, Located | undefined] {
  if (part.kind === 'map') return [key, part.members.get(key)]
  if (part.kind !== 'list') return [key, undefined]
  if (/^\d+$/.test(key)) return [key, part.items[Number(key)]]
  return [key, part.items.find((it) => nameOf(it) === key)]
}
const nameOf = (item: Located): string | undefined =>
  nameIn(item, 'id') ?? nameIn(item, 'key') ?? nameIn(item, 'scenario')

function stepsOf(part: Located): string[] {
  if (part.kind === 'map') return [...part.members.keys()]
  if (part.kind === 'list') return part.items.map((it, at) => nameOf(it) ?? String(at))
  return []
}

/** Taken away, not written, or one level further down; else the nearest name there is. */
function missing(
  path: string,
  gone: readonly string[],
  part: Located,
  key: string,
  isLast: boolean,
): NoSuchPath {
  const at = gone.join('.')
  const known = stepsOf(part)
  const taken = part.gone?.get(key)
  if (taken) {
    const was = (taken.over ?? []).map((it) => it.at)
    return { path, at, known, removed: { by: taken.at, was } }
  }
  const unset = isLast ? defaultAt([...at.split('.'), key]) : undefined
  if (unset !== undefined) return { path, at, known, unset }
  const below = known.find((it) => {
    const [, inner] = step(part, it)
    return inner !== undefined && step(inner, key)[1] !== undefined
  })
  const words = [...known, ...keysWithDefaults(at.split('.'))]
  const meant = below === undefined ? nearest(key, words) : `${at}.${below}.${key}`
  return { path, at, known, ...(meant === undefined ? {} : { meant }) }
}

function nowhere(
  path: string,
  at: string,
  known: readonly string[],
  key: string,
): Result<never, NoSuchPath> {
  const meant = nearest(key, known)
  return refuse({ path, at, known, ...(meant === undefined ? {} : { meant }) })
}

function provenanceOf(path: string, node: Located): Provenance {
  return {
    path,
    value: plain(node),
    ...node.at,
    over: (node.over ?? []).map((it) => ({
      layer: it.at.layer,
      file: it.at.file,
      line: it.at.line,
      value: plain(it),
    })),
  }
}

/** Every value of the pack with its provenance, leaves only: for the editor's margin. */
export function allProvenance(layered: Layered): readonly Provenance[] {
  const found: Provenance[] = []
  const walk = (path: string, node: Located): void => {
    if (node.kind === 'scalar') found.push(provenanceOf(path, node))
    else if (node.kind === 'map') for (const [key, it] of node.members) walk(`${path}.${key}`, it)
    else for (const [at, it] of node.items.entries()) walk(`${path}.${nameOf(it) ?? at}`, it)
  }
  for (const [file, root] of layered.documents)
    walk(file.replace(/\.yaml$/, '').replace('/', '.'), root)
  return found
}

/** Where a story, or one of its steps from 1, is written. */
export function placeOfStory(layered: Layered, scenario: string, step = 0): Place | undefined {
  for (const [path, root] of layered.documents) {
    const list = path.startsWith('scenarios/') ? partAt(root, ['scenarios']) : undefined
    const story =
      list?.kind === 'list'
        ? list.items.find((it) => nameIn(it, 'scenario') === scenario)
        : undefined
    if (story) return (step > 0 ? partAt(story, ['steps', step - 1]) : undefined)?.at ?? story.at
  }
  return undefined
}
