import { issue } from '#core/base'
import { type FieldKindRules, found, isNothing, nothing, wrong } from './kind.ts'
import { notAnOption, readId } from './options.ts'

/** Several of a list, each once, kept in the order of the list. */
export const choices: FieldKindRules<readonly string[]> = {
  asked: 'choose',
  empty: [],
  factType: 'list',
  read(raw, field) {
    if (isNothing(raw)) return nothing
    if (!Array.isArray(raw) || raw.length > 200) {
      return wrong(issue('wrong-type', [], { expected: 'list' }))
    }
    const reads = raw.map(readId)
    const bad = reads.find((it) => it.value === undefined)
    if (bad) return wrong(bad.issues[0] ?? issue('wrong-type', [], { expected: 'id' }))
    const ids = reads.map((it) => it.value!)
    const order = new Map(field.options?.map((it, at) => [it.id, at]))
    const place = (id: string) => order.get(id) ?? order.size
    return found([...new Set(ids)].sort((a, b) => place(a) - place(b)))
  },
  check: (value, field) =>
    value.filter((id) => !field.options?.some((it) => it.id === id)).map(notAnOption),
  show: (value, field) =>
    value.map((id) => field.options?.find((it) => it.id === id)?.title ?? id).join('、'),
}
