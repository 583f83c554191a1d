import type { Hint, PreviewView } from '#core/api'
import { computed, type ComputedRef, type Ref } from 'vue'
import type { FormState } from '../../form/index.ts'

export interface UseHints {
  /** Said at this field. */
  of(field: string): readonly Hint[]
  /** Said of the whole: at no field that is seen. */
  readonly loose: ComputedRef<readonly Hint[]>
}

/** What the rules noticed while it is typed, and what would be refused however complete it is. */
export function useHints(
  state: FormState,
  preview: Readonly<Ref<PreviewView | undefined>>,
): UseHints {
  const stops = computed((): readonly Hint[] =>
    (preview.value?.issues ?? [])
      .filter((it) => it.at.length === 0 && !asked.includes(it.code))
      .map(({ code, says }) => ({ code, level: 'stop', says })),
  )
  const loose = computed(() => {
    const fields = new Set(state.sections.value.flatMap((it) => it.fields.map((one) => one.id)))
    const hints = preview.value?.hints ?? []
    const own = hints.filter((it) => it.field === undefined || !fields.has(it.field))
    const said = new Set(own.map((it) => it.code))
    return [...own, ...stops.value.filter((it) => !said.has(it.code))]
  })
  return {
    of: (field) => preview.value?.hints.filter((it) => it.field === field) ?? [],
    loose,
  }
}
/** What the last page asks for by itself. */
const asked = ['route-missing', 'route-office-missing', 'changed-meanwhile']
