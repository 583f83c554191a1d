import type { ActBody, ChainView, FilingView, FormView, PortalView } from '#core/api'
import type { FieldValues } from '#core/base'
import { computed, type ComputedRef, shallowRef, type ShallowRef } from 'vue'
import { portalWorld } from '../../composables/use-portal-world.ts'
import { type FormState, provideFormWorld, useFormState } from '../../form/index.ts'

export interface FilledFormGiven {
  readonly form: FormView
  readonly chain: ChainView
  readonly portal: PortalView
  readonly filing?: FilingView | undefined
  readonly applicant: string
  readonly applicantName: string
}
export interface UseFilledForm {
  readonly world: ReturnType<typeof portalWorld>
  readonly state: FormState
  /** As it was when the page was opened. */
  readonly start: FieldValues
  /** Ways it can be handed in, and the one taken. */
  readonly routes: ComputedRef<ChainView['routes']>
  readonly choice: ShallowRef<ActBody['route']>
}

/** The form being filled in, with what its fields look up; the way it is handed in is one of its facts. */
export function useFilledForm(given: FilledFormGiven): UseFilledForm {
  const world = portalWorld({
    chain: given.chain.id,
    names: {
      ...given.form.names,
      ...(given.applicant === '' ? {} : { [given.applicant]: given.applicantName }),
    },
    subjects: given.portal.hours.subjects,
    hoursUnit: given.portal.hours.unit,
    hoursStep: given.form.hoursStep,
    today: given.form.today,
  })
  provideFormWorld(world)

  const start: FieldValues = { ...given.form.values }
  const choice = shallowRef<ActBody['route']>()
  const facts = computed(() => (choice.value ? { 'submit.route': choice.value.id } : {}))
  const routes = computed(
    () => given.filing?.actions.find((it) => it.action === 'submit')?.routes ?? given.chain.routes,
  )
  /** Fields asked at submission (提交至主管部门), and the person already chosen. */
  const hidden = [
    ...routes.value.flatMap((it) => it.asks ?? []),
    ...(given.applicant === '' ? [] : [given.form.form.means.applicant ?? '']),
  ].filter((it) => it !== '')
  const state = useFormState(
    computed(() => given.form),
    start,
    facts,
    hidden,
  )
  return { world, state, start, routes, choice }
}
