import type { PortalView, YearView } from '#core/api'
import { reachOf } from '#core/hours'
import type { YearBar } from '../parts/index.ts'
import { term } from '../texts/index.ts'

/** A judged year as bars: the total first, then the subjects as the pack orders them, parts under their whole. */
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
  const checksOf = (id: string) =>
    year.checks.filter((it) => it !== total && it.subject === id && it.need > 0)
  const ofSubject = (id: string): readonly YearBar[] =>
    checksOf(id).map((it) => ({
      subject: id,
      title: titleOf(id),
      have: it.have,
      need: it.need,
      missing: it.held ? 0 : it.missing,
      ...(it.soft ? { soft: true } : {}),
    }))
  // A figure of nothing that nobody asks for says nothing.
  const figure = (id: string): readonly YearBar[] => {
    const have = year.subjects[id] ?? 0
    return have > 0 ? [{ subject: id, title: titleOf(id), have, need: 0, missing: 0 }] : []
  }
  const lines = (parent: string | undefined): readonly YearBar[] =>
    subjects
      .filter((it) => it.parent === parent)
      .flatMap(({ id }) => {
        const own = checksOf(id).length > 0 ? ofSubject(id) : figure(id)
        const inner = lines(id)
        return own.length > 0 ? [...own, ...inner.map((it) => ({ ...it, inner: true }))] : inner
      })
  return [first, ...lines(undefined)]
}

type Counted = YearView['counted'][number]
/** What a bar is made of: everything, or what counts for its subject by whatever way. */
export function creditsOf(
  counted: readonly Counted[],
  subjects: PortalView['hours']['subjects'],
  subject: string | undefined,
): readonly Counted[] {
  return subject === undefined
    ? counted
    : counted.filter((it) => reachOf(subjects, it.credit.subject).has(subject))
}
