import type { OfficeId } from '#core/base'
import {
  orgView,
  roleMay,
  type Office,
  type OrgView,
  type Post,
  type RoleDefinition,
} from '#core/org'
import type { Complaint } from '../complaint.ts'
import type { WorldDefinition } from '../definition.ts'
import { officesOf, type Look } from './follow-who.ts'
import type { ChainNames, Names } from './names.ts'
import { innerWhos } from './office-types.ts'
import {
  at,
  items,
  listener,
  oneOrMore,
  valueOf,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/**
 * Whether each step of each chain can be taken by somebody in the pack's own world: from every office a
 * filing may start at, `who` is followed as it will be in production, conditions aside. Asked only of
 * chains, and of a world, with nothing else wrong.
 */
export function checkReach(names: Names, isClean: (path: string) => boolean): Complaint[] {
  const { say, heard } = listener()
  if (!['world.yaml', 'org.yaml', 'roles.yaml'].every(isClean)) return heard
  const world = names.layered.values.get('world.yaml') as WorldDefinition
  const roles = (names.layered.values.get('roles.yaml') as { roles: readonly RoleDefinition[] })
    .roles
  const org = orgView(world.offices.map(toOffice), world.posts.map(toPost), 1)
  for (const chain of names.chains.values()) {
    if (!isClean(`chains/${word(chain.spot, 'chain')}.yaml`)) continue
    const starts = startsOf(chain, world, org)
    for (const step of items(chain.spot, 'steps')) {
      if (word(step, 'auto', 'when') !== 'always') checkStep(step, 'review')
    }
    for (const step of items(chain.spot, 'after')) checkStep(step, 'verify')

    function checkStep(step: Spot, capability: 'review' | 'verify'): void {
      const who = at(step, 'who')
      if (!who) return
      const named = wordsOf(items(step, 'roles'))
      const look: Look = {
        org,
        roles: named.length > 0 ? roles.filter((it) => named.includes(it.id)) : roles,
        starts,
        capability,
        chain: word(chain.spot, 'chain') ?? '',
        names,
        form: chain.form,
        title: word(step, 'title') ?? '',
      }
      checkFixed(who, look, say)
      const before = heard.length
      checkWho(who, look, say)
      const isTaken = heard.length === before
      if (isTaken && capability === 'review' && filedByPeople(chain))
        checkEachType(step, homesOf(world, org), look, say)
    }
  }
  return heard
}

/** One of a type, says the pack; its world has several. */
function checkFixed(who: Spot, look: Look, say: Say): void {
  for (const it of innerWhos(who)) checkFixed(it, look, say)
  const fixed = at(who, 'fixed')
  if (!fixed || at(fixed, 'code')) return
  const found = look.org.ofType(word(fixed, 'type') ?? '')
  if (found.length < 2) return
  const type = word(look.names.officeTypes.get(word(fixed, 'type') ?? ''), 'title')
  say('fixed-several', fixed, { type, count: found.length, names: found.map((it) => it.id) })
}

/** Each branch and each of all must find somebody; of any, one. */
function checkWho(who: Spot, look: Look, say: Say): void {
  for (const branch of items(who, 'route'))
    if (at(branch, 'who')) checkWho(at(branch, 'who')!, look, say)
  for (const part of items(who, 'all')) checkWho(part, look, say)
  const any = items(who, 'any')
  if (at(who, 'route') || at(who, 'all')) return
  const reasons = any.length > 0 ? any.map((it) => whyNobody(it, look)) : [whyNobody(who, look)]
  if (reasons.length > 0 && reasons.every((it) => it !== undefined))
    say('step-nobody-can-take', who, { title: look.title, why: reasons[0] })
}

/**
 * People stand at offices of several types: from each there must be a way that does not depend on a
 * condition. Whether somebody holds the post is the rescue queue's matter; that a role may, the pack's.
 */
function checkEachType(step: Spot, homes: readonly Office[], look: Look, say: Say): void {
  const who = at(step, 'who')!
  const skips = oneOrMore(at(step, 'skip', 'when')).map((it) => word(it))
  if (at(who, 'route') || fromElsewhere(who) || skips.includes('no-such-office')) return
  for (const type of new Set(homes.map((it) => it.type))) {
    const starts = homes.filter((it) => it.type === type)
    const parts = at(who, 'any') ? items(who, 'any') : at(who, 'all') ? items(who, 'all') : [who]
    const reasons = parts.map((it) => whyNoRole(officesOf(it, { ...look, starts }), look))
    const isTaken = at(who, 'all')
      ? reasons.every((it) => it === undefined)
      : reasons.includes(undefined)
    if (isTaken) continue
    const title = word(look.names.officeTypes.get(type), 'title') ?? type
    say('step-not-from-here', who, {
      title: look.title,
      type: title,
      why: reasons.find((it) => it !== undefined),
    })
  }
}

const fromElsewhere = (who: Spot): boolean =>
  [word(who, 'from'), word(who, 'office')].some((it) => it !== undefined && it !== 'subject-unit')
const filedByPeople = (chain: ChainNames): boolean =>
  word(chain.spot, 'about') === 'person' &&
  wordsOf(items(chain.spot, 'filed-by')).includes('person')
const homesOf = (world: WorldDefinition, org: OrgView): readonly Office[] =>
  [...new Set(world.people.flatMap((it) => it.office ?? []))].flatMap(
    (it) => org.office(it as OfficeId) ?? [],
  )

function whyNobody(spot: Spot, look: Look): string | undefined {
  const offices = officesOf(spot, look)
  const reason = whyNoRole(offices, look)
  if (reason !== undefined) return reason
  const able = look.roles.filter((role) => roleMay(role, look.capability, look.chain))
  const isHeld = [...offices].some((office) =>
    look.org.posts(office.id).some((post) => able.some((it) => it.id === post.role)),
  )
  return isHeld ? undefined : `world.yaml 里没有人在${titlesOf(offices, look)}担任有此权限的岗位`
}

const titlesOf = (offices: ReadonlySet<Office>, look: Look): string =>
  [...new Set([...offices].map((it) => it.type))]
    .map((it) => word(look.names.officeTypes.get(it), 'title') ?? it)
    .join('、')

function whyNoRole(offices: ReadonlySet<Office>, look: Look): string | undefined {
  if (offices.size === 0) return '按 world.yaml 的机构，找不到办理的机构'
  const types = new Set([...offices].map((it) => it.type))
  const able = look.roles.filter((role) => roleMay(role, look.capability, look.chain))
  if (able.some((role) => role.at.some((it) => types.has(it)))) return undefined
  return `没有角色能在${titlesOf(offices, look)}${look.capability === 'review' ? '审核（review）' : '审验（verify）'}`
}

/** Where a filing of this chain may start: offices of people, of those who file, or that it is about. */
function startsOf(chain: ChainNames, world: WorldDefinition, org: OrgView): readonly Office[] {
  const keys = new Set<string>()
  for (const it of world.posts) keys.add(it.office)
  for (const it of world.people) if (it.office) keys.add(it.office)
  const isAbout =
    valueOf(at(chain.spot, 'about')) === 'office' ||
    wordsOf(items(chain.spot, 'filed-by')).includes('anyone')
  if (isAbout) for (const it of world.offices) keys.add(it.key)
  return [...keys].flatMap((it) => org.office(it as OfficeId) ?? [])
}

const toOffice = (it: WorldDefinition['offices'][number]): Office =>
  ({
    id: it.key,
    type: it.type,
    name: it.name,
    ...(it.code === undefined ? {} : { code: it.code }),
    superiors: it.superiors ?? {},
    attributes: it.attributes ?? {},
    departments: [],
  }) as unknown as Office
const toPost = (it: WorldDefinition['posts'][number]): Post =>
  ({
    id: it.key,
    account: it.person,
    name: it.person,
    office: it.office,
    role: it.role,
  }) as unknown as Post
