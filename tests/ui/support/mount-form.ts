import type { FieldValues } from '#core/base'
import type { FieldDefinition, FormDefinition } from '#core/form'
import type { Conditions, Facts } from '#core/rules'
import {
  type FormSource,
  FormView,
  type FormWorld,
  noWorld,
  provideFormWorld,
  useFormState,
} from '#portal/form'
import { mount, type VueWrapper } from '@vue/test-utils'
import { computed, defineComponent, h } from 'vue'

export interface MountedForm {
  readonly wrapper: VueWrapper
  readonly state: ReturnType<typeof useFormState>
  value(field: string): unknown
  /** Sentences shown under a field. */
  errors(field: string): readonly string[]
}
export interface FormGiven {
  readonly fields: readonly FieldDefinition[]
  readonly kinds?: FormDefinition['kinds']
  readonly means?: FormDefinition['means']
  readonly values?: FieldValues
  readonly conditions?: Conditions
  readonly facts?: Facts
  readonly fixed?: readonly string[]
  readonly marks?: readonly string[]
  readonly before?: FieldValues
  readonly world?: Partial<FormWorld>
}

/** A form of these fields, drawn with the portal's own components. */
export function mountForm(given: FormGiven): MountedForm {
  const form: FormDefinition = {
    form: 'sample',
    title: '样表',
    means: given.means ?? {},
    sections: [{ id: 'all', title: '全部', fields: given.fields.map((it) => it.id) }],
    fields: given.fields,
    ...(given.kinds ? { kinds: given.kinds } : {}),
  }
  const source: FormSource = {
    form,
    conditions: given.conditions ?? {},
    facts: given.facts ?? {},
    fixed: given.fixed ?? [],
    today: '2026-03-10',
    hoursStep: 1,
  }
  const holder: { state?: ReturnType<typeof useFormState> } = {}
  const Host = defineComponent({
    setup() {
      provideFormWorld(noWorld({ today: '2026-03-10', hoursUnit: '学时', ...given.world }))
      const state = useFormState(
        computed(() => source),
        given.values ?? {},
      )
      holder.state = state
      return () =>
        h(FormView, {
          source,
          state,
          marks: given.marks ?? [],
          ...(given.before ? { before: given.before } : {}),
        })
    },
  })
  const wrapper = mount(Host, { attachTo: document.body })
  const state = holder.state!
  return {
    wrapper,
    state,
    value: (field) => state.values.value[field],
    errors: (field) =>
      wrapper.findAll(`#field-${field} [role=alert]`).map((it) => it.text().replace(/^✕\s*/, '')),
  }
}
