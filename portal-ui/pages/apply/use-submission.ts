import type { ActBody, ActedView, ChainView } from '#core/api'
import type { FieldValues } from '#core/base'
import { type Ref, shallowRef } from 'vue'
import { ApiError } from '../../api/index.ts'
import { describeError } from '../../composables/describe-error.ts'
import type { UseAutosave } from '../../composables/use-autosave.ts'
import type { UseDraft } from '../../composables/use-draft.ts'
import type { FormState } from '../../form/index.ts'
import { t } from '../../texts/index.ts'
import type { UsePages } from './use-pages.ts'

export interface SubmissionGiven {
  readonly state: FormState
  readonly draft: UseDraft
  readonly save: UseAutosave
  readonly pages: UsePages
  readonly routes: Ref<ChainView['routes']>
  readonly choice: Ref<ActBody['route']>
  readonly uploading: Ref<number>
  /** It had changed elsewhere. */
  readonly onStale: () => Promise<void>
  readonly onDone: (acted: ActedView) => Promise<void>
}
export interface UseSubmission {
  readonly busy: Readonly<Ref<boolean>>
  /** What it met instead of an answer: nobody's field is at fault. */
  readonly failure: Ref<unknown>
  submit(): Promise<void>
}

/** The last click: everything checked here first, sent once, refusals put where they belong. */
export function useSubmission(given: SubmissionGiven): UseSubmission {
  const { state, draft, save, pages, routes, choice } = given
  const busy = shallowRef(false)
  const failure = shallowRef<unknown>()
  const askedOffice = () => routes.value.find((it) => it.id === choice.value?.id)?.asks

  function whyNotYet() {
    const found: { target?: string; says: string }[] = []
    const target = 'field-route'
    if (routes.value.length > 0 && !choice.value)
      found.push({ target, says: t('apply.chooseRouteNeed') })
    else if (askedOffice() !== undefined && !choice.value?.office)
      found.push({ target, says: t('apply.routeAsk') })
    const n = given.uploading.value
    if (n > 0) found.push({ says: t('form.files.busy', { n }) })
    return found
  }
  /** The office asked for with the way is a field of the form like any other. */
  function routeValues(): FieldValues {
    const asked = askedOffice()
    return asked === undefined || !choice.value?.office ? {} : { [asked]: choice.value.office }
  }
  async function refused(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.code === 'changed-meanwhile') return given.onStale()
    if (!(error instanceof ApiError) || error.kind !== 'refused') {
      failure.value = error
      return
    }
    const { issues } = error
    const isField = (it: (typeof issues)[number]) => pages.sectionOf(String(it.at[0])) !== undefined
    state.accept(issues.filter(isField))
    const loose = issues.filter((it) => !isField(it)).map((it) => it.says)
    const says = loose.length > 0 || issues.some(isField) ? loose : [describeError(error).says]
    pages.refusals.value = [...new Set(says)].map((it) => ({ says: it }))
    pages.attempt.value += 1
  }

  return {
    busy,
    failure,
    async submit() {
      if (busy.value) return
      failure.value = undefined
      state.ask(state.issues.value.map((it) => String(it.at[0])))
      pages.refusals.value = whyNotYet()
      if (state.issues.value.length > 0 || pages.refusals.value.length > 0) {
        pages.attempt.value += 1
        return
      }
      busy.value = true
      try {
        await save.flush()
        if (save.state.value === 'conflict') return
        const acted = await draft.submit(
          { ...state.draft.value.values, ...routeValues() },
          choice.value,
        )
        save.settle(state.draft.value.values)
        await given.onDone(acted)
      } catch (error) {
        await refused(error)
      } finally {
        busy.value = false
      }
    },
  }
}
