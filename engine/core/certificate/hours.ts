/** A subject as far as certificates ask: what its hours count for beside itself. */
export interface KnownSubject {
  readonly id: string
  readonly title: string
  readonly parent?: string
  readonly 'counts-for'?: readonly string[]
}

/** `hours.public`, or what counts for it but not for another: `hours.public.without.all`. */
export interface HoursName {
  readonly subject: string
  readonly without?: string
}

/** `hours.public` and `hours.subjects.public` are the same. Undefined for what names no subject's hours. */
export function hoursIn(name: string): HoursName | undefined {
  if (!name.startsWith('hours.') || name === 'hours.total') return undefined
  const rest = name.slice(name.startsWith('hours.subjects.') ? 15 : 6)
  const at = rest.indexOf('.without.')
  return at < 0 ? { subject: rest } : { subject: rest.slice(0, at), without: rest.slice(at + 9) }
}

/** The subject is known; what is left out is another all of whose hours are in it. */
export function isKnownHours({ subject, without }: HoursName, subjects: readonly KnownSubject[]) {
  const isThere = subjects.some((it) => it.id === subject)
  return (
    isThere &&
    (without === undefined || (without !== subject && isPartOf(without, subject, subjects)))
  )
}

/** Every name of hours there is, for completion. */
export const hoursNames = (subjects: readonly KnownSubject[]): readonly string[] =>
  subjects.flatMap(({ id }) => [
    `hours.${id}`,
    ...subjects
      .filter((it) => it.id !== id && isPartOf(it.id, id, subjects))
      .map((it) => `hours.${id}.without.${it.id}`),
  ])

/**
 * Subjects whose hours two names both hold, though neither is a part of the other: beside the total,
 * such parts are more than the whole. The widest of them.
 */
export function sharedBy(
  one: HoursName,
  other: HoursName,
  subjects: readonly KnownSubject[],
): string | undefined {
  const heldBy = ({ subject, without }: HoursName) =>
    subjects
      .map((it) => it.id)
      .filter((id) => isPartOf(id, subject, subjects))
      .filter((id) => without === undefined || !isPartOf(id, without, subjects))
  const [left, right] = [heldBy(one), heldBy(other)]
  const both = left.filter((it) => right.includes(it))
  if (both.length === left.length || both.length === right.length) return undefined
  return both.find((it) => !both.some((wide) => wide !== it && isPartOf(it, wide, subjects)))
}

/** Do hours of one subject count for another, itself included? */
function isPartOf(part: string, whole: string, subjects: readonly KnownSubject[]): boolean {
  const seen = new Set<string>()
  const open = [part]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    const name = next
    const subject = subjects.find((it) => it.id === name)
    if (!subject) continue
    seen.add(name)
    if (subject.parent !== undefined) open.push(subject.parent)
    open.push(...(subject['counts-for'] ?? []))
  }
  return seen.has(whole)
}
