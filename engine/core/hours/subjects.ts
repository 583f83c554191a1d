import type { Hours } from '#core/base'
import type { HoursDefinition, SubjectDefinition } from './definition.ts'

const reaches = new WeakMap<readonly SubjectDefinition[], Map<string, ReadonlySet<string>>>()

/** Every subject that hours booked here count for, each once (R4, R10). Followed once for a pack. */
export function reachOf(subjects: readonly SubjectDefinition[], id: string): ReadonlySet<string> {
  let known = reaches.get(subjects)
  if (!known) reaches.set(subjects, (known = new Map()))
  let reach = known.get(id)
  if (!reach) known.set(id, (reach = follow(subjects, id)))
  return reach
}

function follow(subjects: readonly SubjectDefinition[], id: string): ReadonlySet<string> {
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
  for (const { subject, hours } of booked)
    for (const id of reachOf(subjects, subject)) sums.set(id, (sums.get(id) ?? 0) + hours)
  return Object.fromEntries(sums)
}

export const titleOf = ({ subjects }: Pick<HoursDefinition, 'subjects'>, id: string): string =>
  subjects.find((it) => it.id === id)?.title ?? id
