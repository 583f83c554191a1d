import type { Names } from './names.ts'
import { mustBeKnown, word, type Say, type Spot } from './spot.ts'

/** How far a story has come: what is filed by which name, who is new, what was printed. */
export interface Story {
  clock: string
  /** Name → chain. */
  readonly filed: Map<string, string>
  /** People who registered in it, by the name their registration has. */
  readonly newcomers: Set<string>
  readonly printed: Set<string>
}

/** Somebody filed it in an earlier step. */
export function mustBeFiled(spot: Spot | undefined, story: Story, say: Say): void {
  mustBeKnown(say, 'unknown-filing', spot, story.filed)
}

/** A person, also one who registers in the story. Who names a post means whose it is. */
export function checkPerson(
  spot: Spot | undefined,
  story: Story,
  names: Names,
  say: Say,
  beside?: ReadonlyMap<string, unknown>,
): void {
  const known = [names.people, story.newcomers, ...(beside ? [beside] : [])]
  const holder = word(names.posts.get(word(spot) ?? ''), 'person')
  mustBeKnown(say, 'unknown-person', spot, known, holder === undefined ? {} : { meant: holder })
}

/** Who acts: a person, a post, anybody, the platform. Who names a role or an office means a post there. */
export function checkActor(spot: Spot | undefined, story: Story, names: Names, say: Say): void {
  const name = word(spot)
  if (!spot || name === undefined) return
  const known = [names.posts, names.people, story.newcomers, ['anyone', 'system']]
  if (names.posts.has(name) || names.people.has(name)) return
  const post = [...names.posts].find(([, it]) =>
    ['role', 'office'].some((key) => word(it, key) === name),
  )
  mustBeKnown(say, 'unknown-actor', spot, known, post ? { meant: post[0] } : {})
}
