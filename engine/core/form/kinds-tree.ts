import type { FormDefinition, KindDefinition } from './definition.ts'

/** The way to a kind of the form: [group, leaf] or [leaf]; empty when there is none. */
export function findKind(form: FormDefinition, id: string): readonly KindDefinition[] {
  return search(form.kinds ?? [], id)
}
function search(kinds: readonly KindDefinition[], id: string): readonly KindDefinition[] {
  for (const kind of kinds) {
    if (kind.id === id) return [kind]
    const inner = search(kind.kinds ?? [], id)
    if (inner.length > 0) return [kind, ...inner]
  }
  return []
}

/** Every kind that can be chosen: those without further kinds. */
export const leafKinds = (kinds: readonly KindDefinition[] = []): readonly KindDefinition[] =>
  kinds.flatMap((kind) => ((kind.kinds ?? []).length > 0 ? leafKinds(kind.kinds) : [kind]))
