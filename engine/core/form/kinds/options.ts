import { type Issue, issue } from '#core/base'
import type { Option } from '../definition.ts'
import { found, isNothing, nothing, type Read, wrong } from './kind.ts'

const longest = 100

/** An id as handed in: short, one line. Whether it means anything is asked later. */
export function readId(raw: unknown): Read<string> {
  if (isNothing(raw)) return nothing
  if (typeof raw !== 'string') return wrong(issue('wrong-type', [], { expected: 'id' }))
  const isSound = raw.length <= longest && !/\p{Cc}|\p{Surrogate}/u.test(raw)
  return isSound ? found(raw) : wrong(issue('wrong-type', [], { expected: 'id' }))
}

export const notAnOption = (value: string): Issue => issue('not-an-option', [], { value })

/** The way from the top to an option: [group, leaf] or [leaf]. */
export function pathTo(options: readonly Option[], id: string): readonly Option[] {
  for (const option of options) {
    if (option.id === id) return [option]
    const inner = pathTo(option.options ?? [], id)
    if (inner.length > 0) return [option, ...inner]
  }
  return []
}
export const isLeaf = (option: Option | undefined): boolean =>
  option !== undefined && (option.options ?? []).length === 0
export const showPath = (path: readonly { readonly title: string }[], id: string): string =>
  path.length > 0 ? path.map((it) => it.title).join(' / ') : id
