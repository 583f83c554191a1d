import type { OfficeId } from '#core/base'
import {
  climb,
  nearest,
  orgView,
  roleMay,
  wayUp,
  type Office,
  type OrgView,
  type Post,
  type RoleDefinition,
} from '#core/org'
import type { Who } from '#core/workflow'
import type { Complaint } from '../complaint.ts'
import type { WorldDefinition } from '../definition.ts'
import { plain } from '../located.ts'
import type { ChainNames, Names } from './names.ts'
import { at, items, listener, valueOf, word, wordsOf, type Say, type Spot } from './spot.ts'

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
      const look: Look = {
        org,
        roles,
        starts,
        capability,
        chain: word(chain.spot, 'chain') ?? '',
        names,
        form: chain.form,
        title: word(step, 'title') ?? '',
      }
      checkWho(who, look, say)
    }
  }
  return heard
}

interface Look {
  readonly org: OrgView
  readonly roles: readonly RoleDefinition[]
  readonly starts: readonly Office[]
  readonly capability: 'review' | 'verify'
  readonly chain: string
  readonly names: Names
  readonly form: string | undefined
  readonly title: string
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

function whyNobody(spot: Spot, look: Look): string | undefined {
  const who = plain(spot.node) as Who
  const offices = new Set(look.starts.flatMap((it) => officesFor(who, it, look)))
  if (offices.size === 0) return '从 world.yaml 的任何机构出发，都找不到办理的机构'
  const types = new Set([...offices].map((it) => it.type))
  const titles = [...types]
    .map((it) => word(look.names.officeTypes.get(it), 'title') ?? it)
    .join('、')
  const able = look.roles.filter((role) => roleMay(role, look.capability, look.chain))
  if (!able.some((role) => role.at.some((it) => types.has(it))))
    return `没有角色能在${titles}${look.capability === 'review' ? '审核（review）' : '审验（verify）'}`
  const isHeld = [...offices].some((office) =>
    look.org.posts(office.id).some((post) => able.some((it) => it.id === post.role)),
  )
  return isHeld ? undefined : `world.yaml 里没有人在${titles}担任有此权限的岗位`
}

function officesFor(who: Who, start: Office, look: Look): readonly Office[] {
  const { org } = look
  const from =
    'from' in who && who.from?.startsWith('field:') ? chosenIn(who.from.slice(6), look) : [start]
  if ('office' in who)
    return who.office.startsWith('field:') ? chosenIn(who.office.slice(6), look) : [start]
  if ('chosen' in who) return chosenIn(who.chosen, look)
  if ('fixed' in who)
    return org
      .ofType(who.fixed.type)
      .filter((it) => who.fixed.code === undefined || it.code === who.fixed.code)
  if ('superior' in who) {
    return from.flatMap(
      (it) => wayUp(org, it, who.superior === 'any' ? undefined : [who.superior])?.office ?? [],
    )
  }
  if ('nearest' in who) {
    const options = { above: who.above ?? false, ...(who.via ? { via: who.via } : {}) }
    return from.flatMap((it) => nearest(org, it, who.nearest, options)?.office ?? [])
  }
  if ('climb' in who) {
    const options = {
      above: who['start-above'] ?? false,
      ...(who.climb === 'any' ? {} : { via: who.climb }),
    }
    return from.flatMap((it) => {
      const found = climb(org, it, who.until, options)
      return found.complete ? found.path.map((step) => step.office) : []
    })
  }
  const inner = 'route' in who ? who.route.map((it) => it.who) : 'any' in who ? who.any : who.all
  return inner.flatMap((it) => officesFor(it, start, look))
}

/** Whatever the field lets one choose. */
function chosenIn(field: string, look: Look): readonly Office[] {
  const form = look.names.forms.get(look.form ?? '')?.spot
  const spot = items(form, 'fields').find((it) => word(it, 'id') === field)
  const types = wordsOf(items(spot, 'office-types'))
  const all = [...look.names.offices.keys()].flatMap((it) => look.org.office(it as OfficeId) ?? [])
  return types.length > 0 ? all.filter((it) => types.includes(it.type)) : all
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
