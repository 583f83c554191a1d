import type { PortalView, YearView } from '#core/api'
import type { YearBar } from '../parts/index.ts'
import { term } from '../texts/index.ts'

/** A judged year as bars: the total first, then every subject the requirement speaks of, then the rest. */
export function barsOf(
  year: YearView,
  subjects: PortalView['hours']['subjects'],
): readonly YearBar[] {
  const titleOf = (id: string) => subjects.find((it) => it.id === id)?.title ?? id
  const total = year.checks.find(
    (it) => it.subject === undefined && it.need > 0 && it.have === year.total,
  )
  const first: YearBar = {
    title: term('total'),
    have: year.total,
    need: year.required,
    missing: Math.max(0, year.required - year.total),
  }
  const asked = year.checks
    .filter((it) => it !== total && it.subject !== undefined && it.need > 0)
    .map((it) => ({
      title: titleOf(it.subject ?? ''),
      have: it.have,
      need: it.need,
      missing: it.held ? 0 : it.missing,
      ...(it.soft ? { soft: true } : {}),
    }))
  const named = new Set(year.checks.flatMap((it) => (it.need > 0 ? it.subject : [])))
  const rest = subjects
    .filter(
      (it) => !named.has(it.id) && ((year.subjects[it.id] ?? 0) > 0 || it.parent === undefined),
    )
    .map((it) => ({ title: it.title, have: year.subjects[it.id] ?? 0, need: 0, missing: 0 }))
  return [first, ...asked, ...rest]
}
