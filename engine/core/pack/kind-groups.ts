import { leafKinds, type FormDefinition, type KindDefinition } from '#core/form'
import type { HoursDefinition } from '#core/hours'

/** Rules name kinds, or a group of them; those who judge know only kinds that can be chosen. */
export function withKindsOfGroups(
  hours: HoursDefinition,
  forms: readonly FormDefinition[],
): HoursDefinition {
  const groups = groupsOf(forms)
  if (groups.size === 0) return hours
  const expanded = <Rule extends { readonly kinds?: readonly string[] }>(rule: Rule): Rule =>
    rule.kinds?.some((it) => groups.has(it))
      ? { ...rule, kinds: [...new Set(rule.kinds.flatMap((it) => groups.get(it) ?? [it]))] }
      : rule
  const { caps = [], duplicates = [] } = hours
  return { ...hours, caps: caps.map(expanded), duplicates: duplicates.map(expanded) }
}

/** What a name stands for in any form: its group's kinds, and itself where it is a kind elsewhere. */
function groupsOf(forms: readonly FormDefinition[]): ReadonlyMap<string, readonly string[]> {
  const all = forms.flatMap((it) => it.kinds ?? [])
  const leaves = new Set(leafKinds(all).map((it) => it.id))
  const found = new Map<string, string[]>()
  const visit = (kind: KindDefinition): void => {
    if (!kind.kinds || kind.kinds.length === 0) return
    const before = found.get(kind.id) ?? (leaves.has(kind.id) ? [kind.id] : [])
    found.set(kind.id, [...before, ...leafKinds(kind.kinds).map((it) => it.id)])
    kind.kinds.forEach(visit)
  }
  all.forEach(visit)
  return found
}
