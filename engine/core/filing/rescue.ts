import { hasRescuer, isTopRescuer, reachesPlace, roleMay, type Place } from '#core/org'
import type { Pack } from '#core/pack'
import { aboutOffice, departmentAt, unitOf, type Concern } from './case.ts'
import type { Actor, FilingState, World } from './definition.ts'
import { lawOf } from './law.ts'

type PostActor = Extract<Actor, { readonly kind: 'post' }>
type Around = Pick<World, 'org' | 'roles' | 'person'>

/** Where the person or office it is about belongs; else where it was filed. */
export function ownPlace(it: Concern): Place | undefined {
  const filer = it.state.filedBy
  const office = unitOf(it) ?? aboutOffice(it) ?? (filer.kind === 'post' ? filer.office : undefined)
  return office === undefined ? undefined : { office, department: departmentAt(it, office) }
}

/** Whether this post may see to it when nobody can act on the filing: as a rescuer, and for this one. */
export function mayRescue(
  pack: Pack,
  state: FilingState,
  actor: PostActor,
  world: Around,
): boolean {
  const role = world.roles.find((one) => one.id === actor.role)
  return roleMay(role, 'rescue') && isTheirs({ law: lawOf(pack, state.chain), state, world }, actor)
}

/**
 * A filing is the rescuers' above whom it is about, or above where it lies. A stuck one that has none
 * (a person without a unit, a unit without a superior) belongs to the rescuers at the top of the tree.
 */
export function isTheirs(it: Concern & { readonly world: Around }, actor: PostActor): boolean {
  const { org, roles } = it.world
  const own = ownPlace(it)
  const places: readonly Place[] = own ? [own, ...it.state.desks] : it.state.desks
  if (places.some((place) => reachesPlace(org, actor, place))) return true
  return (
    it.state.stuck &&
    !places.some((place) => hasRescuer(org, roles, place.office)) &&
    isTopRescuer(org, roles, actor)
  )
}
