import { fieldsFor, findKind, type FormDefinition, leafKinds } from '#core/form'
import type { Pack } from '#core/pack'

/** Titles of what a pack names by id, for sentences about it. What has none is called by its id. */
export interface Names {
  readonly term: (id: string, otherwise: string) => string
  readonly officeType: (id: string) => string
  readonly relation: (id: string) => string
  /** As a kind calls it, if one is named: the same field may have another label there. */
  readonly field: (id: string, kind?: string) => string
  /** A kind whose hours are counted by this formula. */
  readonly countedBy: (formula: string) => string | undefined
  readonly option: (field: string, value: unknown) => string
  readonly kind: (id: string) => string
  readonly subject: (id: string) => string
  readonly chain: (id: string) => string
  readonly route: (id: string) => string
  readonly personAttribute: (id: string) => string
  readonly officeAttribute: (id: string) => string
  readonly hoursUnit: string
}

export function namesOf(pack: Pack): Names {
  const forms = Object.values(pack.forms)
  const kinds = forms.flatMap((it) => flatKinds(it.kinds ?? []))
  const fields = new Map(
    forms.flatMap((form) =>
      [undefined, ...leafKinds(form.kinds).map((it) => it.id)].flatMap((kind) =>
        fieldsFor(form, kind).map((it) => [it.id, it] as const),
      ),
    ),
  )
  const counted = forms.flatMap(countedKinds)
  const titled =
    (list: readonly { readonly id: string; readonly title: string }[]) => (id: string) =>
      list.find((it) => it.id === id)?.title ?? id
  return {
    term: (id, otherwise) => pack.texts.terms[id] ?? otherwise,
    officeType: titled(pack.org['office-types']),
    relation: titled(pack.org.relations),
    field: (id, kind) => ofKind(forms, kind, id)?.label ?? fields.get(id)?.label ?? id,
    countedBy: (formula) => counted.find((it) => it.formula === formula)?.kind,
    option: (field, value) => {
      const options = fields.get(field)?.options ?? []
      const all = options.flatMap((it) => [it, ...(it.options ?? [])])
      return all.find((it) => it.id === value)?.title ?? String(value)
    },
    kind: titled(kinds),
    subject: titled(pack.hours.subjects),
    chain: (id) => pack.chains[id]?.title ?? id,
    route: titled(Object.values(pack.chains).flatMap((it) => it.submit?.routes ?? [])),
    personAttribute: titled(pack.org.person.attributes),
    officeAttribute: titled(pack.org['office-types'].flatMap((it) => it.attributes ?? [])),
    hoursUnit: pack.hours.unit,
  }
}

function ofKind(forms: readonly FormDefinition[], kind: string | undefined, field: string) {
  const form = forms.find((it) => leafKinds(it.kinds).some((leaf) => leaf.id === kind))
  return form && fieldsFor(form, kind).find((it) => it.id === field)
}

/** A kind without hours of its own is counted as its group is. */
const countedKinds = (form: FormDefinition) =>
  leafKinds(form.kinds).map(({ id }) => ({
    kind: id,
    formula: findKind(form, id).findLast((it) => it.hours !== undefined)?.hours,
  }))

interface Kind {
  readonly id: string
  readonly title: string
  readonly kinds?: readonly Kind[]
}
const flatKinds = (kinds: readonly Kind[]): readonly Kind[] =>
  kinds.flatMap((it) => [it, ...flatKinds(it.kinds ?? [])])
