import type { PlannedStep } from '#core/api'
import type { Passed, RouteStep } from '#core/filing'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import { fill } from '../sentences.ts'

/** The way of a filing in sentences: which offices, why these, what happens when nobody is there. */
export function routeView(
  pack: Pack,
  org: OrgView,
  route: readonly RouteStep[],
): readonly PlannedStep[] {
  return route.map((it) => ({
    step: it.step,
    title: it.title,
    state: it.state,
    mode: it.mode,
    offices: it.offices.map(({ id, name, people, departments, phone, done }) => ({
      id,
      name,
      people,
      ...(departments && { departments: departments.map((one) => departmentView(org, one)) }),
      ...(phone && { phone }),
      ...(done && { done }),
    })),
    ...whyOf(pack, org, it),
    ...(it.nobody && { nobody: say(pack, `nobody-${it.nobody}`) }),
  }))
}

type OfDepartment = NonNullable<RouteStep['offices'][number]['departments']>[number]
const departmentView = (org: OrgView, { id, people }: OfDepartment) => {
  const title = id && org.department(id)?.department.name
  return { ...(title && { title }), people }
}

export function say(
  pack: Pack,
  message: string,
  values: Readonly<Record<string, unknown>> = {},
): string {
  return fill(pack.texts.messages[message] ?? message, values, pack.texts)
}

function whyOf(pack: Pack, org: OrgView, it: RouteStep): { why?: string } {
  const passed = it.passed.map((line) => passedSays(pack, line))
  if (it.state === 'passed') return passed.length > 0 ? { why: passed.join('；') } : {}
  const found = it.offices.map(({ why }) => {
    const leg = 'way' in why ? why.way.at(-1) : undefined
    const relation = pack.org.relations.find((one) => one.id === leg?.relation)?.title ?? ''
    const values = {
      from: leg ? (org.office(leg.from)?.name ?? '') : '',
      relation,
      office: typeTitle(pack, org.office(why.office)?.type),
    }
    return say(pack, 'way' in why && !leg ? 'why-anchor' : `why-${why.how}`, values)
  })
  const all = [...new Set([...passed, ...found])]
  return all.length > 0 ? { why: all.join('；') } : {}
}

const typeTitle = (pack: Pack, type: string | undefined): string =>
  pack.org['office-types'].find((it) => it.id === type)?.title ?? ''

/** Why an office or step was passed over, in a sentence. */
export function passedSays(pack: Pack, it: Passed): string {
  return say(pack, `passed-${it.why}`, {
    office: it.officeName ?? pack.chains[it.step]?.title ?? '',
    says:
      (it.condition && pack.conditions[it.condition]?.says) ?? say(pack, 'passed-no-such-office'),
  })
}
