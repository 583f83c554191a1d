import type { Hours } from '#core/base'
import type { HoursDefinition, SubjectDefinition } from './definition.ts'

/** Every subject that hours booked here count for, each once (R4, R10). */
export function reachOf(subjects: readonly SubjectDefinition[], id: string): ReadonlySet<string> {
  const reach = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reach.has(next)) continue
    reach.add(next)
    const name = next
    const subject = subjects.find((it) => it.id === name)
    if (subject?.parent !== undefined) open.push(subject.parent)
    open.push(...(subject?.['counts-for'] ?? []))
  }
  return reach
}

/** Hours per subject of the pack, zeros included. */
export function sumBySubject(
  { subjects }: Pick<HoursDefinition, 'subjects'>,
  booked: readonly { readonly subject: string; readonly hours: Hours }[],
): Readonly<Record<string, Hours>> {
  const sums = new Map<string, Hours>(subjects.map((it) => [it.id, 0]))
  const reaches = new Map<string, ReadonlySet<string>>()
  for (const { subject, hours } of booked) {
    let reach = reaches.get(subject)
    if (!reach) reaches.set(subject, (reach = reachOf(subjects, subject)))
    for (const id of reach) sums.set(id, (sums.get(id) ?? 0) + hours)
  }
  return Object.fromEntries(sums)
}

export const titleOf = ({ subjects }: Pick<HoursDefinition, 'subjects'>, id: string): string =>
  subjects.find((it) => it.id === id)?.title ?? id
