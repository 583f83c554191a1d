import type { Credit, HoursDefinition } from './definition.ts'
import { reachOf } from './subjects.ts'

/** By kind, and by subject with everything that counts for it. */
export function coveredBy(
  hours: HoursDefinition,
  { kinds, subject }: { readonly kinds?: readonly string[]; readonly subject?: string },
): (credit: Credit) => boolean {
  return (credit) =>
    (!kinds || kinds.includes(credit.kind)) &&
    (subject === undefined || reachOf(hours.subjects, credit.subject).has(subject))
}
