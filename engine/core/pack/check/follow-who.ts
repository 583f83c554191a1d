import type { OfficeId } from '#core/base'
import { climb, nearest, wayUp, type Office, type OrgView, type RoleDefinition } from '#core/org'
import type { Who } from '#core/workflow'
import { plain } from '../located.ts'
import type { Names } from './names.ts'
import { items, word, wordsOf, type Spot } from './spot.ts'

/** What `who` is followed in: the world, where filings start, and what is asked of who is found. */
export interface Look {
  readonly org: OrgView
  readonly roles: readonly RoleDefinition[]
  readonly starts: readonly Office[]
  readonly capability: 'review' | 'verify'
  readonly chain: string
  readonly names: Names
  readonly form: string | undefined
  readonly title: string
}

/** Every office `who` may mean, from any of the starts. */
export const officesOf = (spot: Spot, look: Look): ReadonlySet<Office> =>
  new Set(look.starts.flatMap((it) => officesFor(plain(spot.node) as Who, it, look)))

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
