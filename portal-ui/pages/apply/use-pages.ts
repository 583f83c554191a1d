import { computed, type ComputedRef, nextTick, type Ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { type FormState, sentenceOf } from '../../form/index.ts'
import type { SummaryItem } from '../../parts/index.ts'
import { t } from '../../texts/index.ts'

export interface WizardPage {
  readonly id: string
  readonly title: string
}
export interface UsePages {
  readonly pages: ComputedRef<readonly WizardPage[]>
  readonly at: ComputedRef<number>
  readonly page: ComputedRef<WizardPage>
  readonly isCheck: ComputedRef<boolean>
  /** Counts how often something was wrong, so that the red box takes the focus each time. */
  readonly attempt: Ref<number>
  /** Why the submission did not go, beside what is wrong in the fields. */
  readonly refusals: Ref<readonly SummaryItem[]>
  readonly summary: ComputedRef<readonly SummaryItem[]>
  readonly wrong: ComputedRef<ReadonlySet<string | undefined>>
  readonly filled: ComputedRef<ReadonlySet<string>>
  go(id: string, field?: string): Promise<void>
  /** On to the next page, unless this one has mistakes. */
  next(): Promise<void>
  /** To the page of a link in the red box. */
  follow(target: string): Promise<void>
  sectionOf(field: string): string | undefined
  /** The address says which page. */
  isNamed(): boolean
}

/** The pages of a form and the last one where all is checked; the address says which one is open. */
export function usePages(
  state: FormState,
  sentences: () => Readonly<Record<string, string>>,
  heading: Readonly<Ref<HTMLElement | null>>,
): UsePages {
  const route = useRoute()
  const router = useRouter()
  const attempt = shallowRef(0)
  const refusals = shallowRef<readonly SummaryItem[]>([])

  const checkPage = computed((): WizardPage => ({ id: 'check', title: t('apply.check') }))
  const pages = computed(() => [
    ...state.sections.value.map(({ id, title }) => ({ id, title })),
    checkPage.value,
  ])
  const at = computed(() =>
    Math.max(
      0,
      pages.value.findIndex((it) => it.id === route.query['step']),
    ),
  )
  const page = computed(() => pages.value[at.value] ?? checkPage.value)
  const isCheck = computed(() => page.value.id === 'check')

  const fieldsOf = (id: string) =>
    state.sections.value.find((it) => it.id === id)?.fields.map((it) => it.id) ?? []
  const sectionOf = (field: string) =>
    state.sections.value.find((it) => it.fields.some((one) => one.id === field))?.id

  async function go(id: string, field?: string) {
    attempt.value = 0
    refusals.value = []
    if (id === 'check') state.ask(state.issues.value.map((it) => String(it.at[0])))
    await router.replace({ query: { ...route.query, step: id } })
    await nextTick()
    if (field === undefined) {
      heading.value?.focus({ preventScroll: true })
      document.documentElement.scrollTop = 0
    } else focusField(field)
  }

  /** Of this page once 下一步 was pressed, of all pages on the last. */
  const summary = computed((): readonly SummaryItem[] => {
    if (attempt.value === 0) return []
    const here = new Set(fieldsOf(page.value.id))
    const seen = state.shown.value.filter((it) => isCheck.value || here.has(String(it.at[0])))
    const found = seen.map((it) => {
      const field = String(it.at[0] ?? '')
      const target = sectionOf(field) === undefined ? undefined : `field-${field}`
      return { target, says: sentenceOf(it, sentences()) }
    })
    return [...found, ...refusals.value]
  })
  const wrong = computed(() => new Set(state.shown.value.map((it) => sectionOf(String(it.at[0])))))
  const filled = computed(() => {
    const unfinished = new Set(state.issues.value.map((it) => sectionOf(String(it.at[0]))))
    return new Set(state.sections.value.map((it) => it.id).filter((it) => !unfinished.has(it)))
  })

  return {
    pages,
    at,
    page,
    isCheck,
    attempt,
    refusals,
    summary,
    wrong,
    filled,
    go,
    sectionOf,
    isNamed: () => route.query['step'] !== undefined,
    async next() {
      const fields = fieldsOf(page.value.id)
      state.ask(fields)
      const isWrong = state.shown.value.some((it) => fields.includes(String(it.at[0])))
      if (isWrong) attempt.value += 1
      else await go(pages.value[at.value + 1]?.id ?? 'check')
    },
    async follow(target) {
      const field = target.replace(/^field-/, '')
      const section = sectionOf(field)
      if (section !== undefined && section !== page.value.id) await go(section, field)
    },
  }
}

function focusField(field: string) {
  const frame = document.getElementById(`field-${field}`)
  frame?.scrollIntoView?.({ block: 'center' })
  frame
    ?.querySelector<HTMLElement>('input, textarea, select, button')
    ?.focus({ preventScroll: true })
}
