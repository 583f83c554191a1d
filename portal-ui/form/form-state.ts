import type { Day, FieldValue, FieldValues, Issue, LocalTime } from '#core/base'
import {
  checkForm,
  factsOf,
  type FieldDefinition,
  fieldsFor,
  type FormDefinition,
  type FormSection,
  isRequired,
  isVisible,
  kindIn,
  meaningOf,
  sectionsFor,
} from '#core/form'
import { compileConditions, type Conditions, type Facts } from '#core/rules'
import { computed, type ComputedRef, type Ref, shallowRef } from 'vue'

/** What is needed to draw a form and judge what is typed; the API's FormView is one. */
export interface FormSource {
  readonly form: FormDefinition
  readonly conditions: Conditions
  readonly facts: Facts
  readonly fixed: readonly string[]
  readonly today: string
  readonly hoursStep: number
  /** When the form has no kind field. */
  readonly kind?: string
}
export type SaidIssue = Issue & { readonly says?: string }

export interface FormState {
  readonly values: Ref<FieldValues>
  /** Those of fields seen now: what a hidden field says bounds no other. */
  readonly seen: ComputedRef<FieldValues>
  /** Pages with the fields seen now; pages with none are left out. */
  readonly sections: ComputedRef<readonly FormSection[]>
  readonly kind: ComputedRef<string | undefined>
  /** Everything wrong with what is typed now, missing values included. */
  readonly issues: ComputedRef<readonly Issue[]>
  /** Without hidden, empty and wrong values: what may be stored as a draft. */
  readonly draft: ComputedRef<{ readonly values: FieldValues; readonly issues: readonly Issue[] }>
  /** Issues of what was touched or asked about, the server's included. */
  readonly shown: ComputedRef<readonly SaidIssue[]>
  set(field: string, value: FieldValue | undefined): void
  touch(field: string): void
  /** From now on everything wrong in these fields is shown. */
  ask(fields: readonly string[]): void
  /** What the server found; each goes when its field is changed. */
  accept(issues: readonly SaidIssue[]): void
  isRequired(field: FieldDefinition): boolean
  holds(condition: string): boolean
}

/** A form being filled in. Everything is judged by the core, here as on the server. */
export function useFormState(
  source: Ref<FormSource>,
  start: FieldValues,
  extraFacts: Ref<Facts> = shallowRef({}),
  hidden: readonly string[] = [],
): FormState {
  const values = shallowRef<FieldValues>(start)
  const touched = shallowRef<ReadonlySet<string>>(new Set())
  const told = shallowRef<readonly SaidIssue[]>([])
  const compiled = computed(() => compileConditions(source.value.conditions))

  function holdsFor(condition: string, given: FieldValues): boolean {
    const test = compiled.value.tests.get(condition)
    const { form, facts, kind } = source.value
    // A condition that did not travel cannot be judged here: shown, and left to the server.
    if (!test) return true
    return test({
      ...facts,
      ...filingFacts(source.value, given),
      ...extraFacts.value,
      ...factsOf(form, given, kindIn(form, given) ?? kind),
    })
  }
  const holds = (condition: string) => holdsFor(condition, values.value)
  const kind = computed(() => kindIn(source.value.form, values.value) ?? source.value.kind)
  const sections = computed(() =>
    sectionsFor(source.value.form, kind.value)
      .map((it) => ({
        ...it,
        fields: it.fields.filter((field) => !hidden.includes(field.id) && isVisible(field, holds)),
      }))
      .filter((it) => it.fields.length > 0),
  )
  const seen = computed<FieldValues>(() => {
    const fields = fieldsFor(source.value.form, kind.value).filter((it) => isVisible(it, holds))
    return Object.fromEntries(fields.map(({ id }) => [id, values.value[id]]))
  })
  const check = (mode: 'draft' | 'submit') => {
    const { form, today, hoursStep } = source.value
    const base = {
      holds: holdsFor,
      today: today as Day,
      now: `${today}T23:59` as LocalTime,
      hoursStep,
      approvedOnce: false,
      mode,
    }
    const checked = checkForm(
      form,
      values.value,
      source.value.kind === undefined ? base : { ...base, kind: source.value.kind },
    )
    const isHere = (it: Issue) =>
      !hidden.includes(String(it.at[0])) && !source.value.fixed.includes(String(it.at[0]))
    return { values: checked.values, issues: checked.issues.filter(isHere) }
  }
  const issues = computed(() => check('submit').issues)
  const draft = computed(() => check('draft'))
  const shown = computed(() => {
    const own = issues.value.filter((it) => touched.value.has(String(it.at[0])))
    const places = new Set(told.value.map((it) => String(it.at[0])))
    return [...told.value, ...own.filter((it) => !places.has(String(it.at[0])))]
  })

  return {
    values,
    seen,
    sections,
    kind,
    issues,
    draft,
    shown,
    holds,
    set(field, value) {
      values.value = { ...values.value, [field]: value }
      told.value = told.value.filter((it) => String(it.at[0]) !== field)
    },
    touch(field) {
      if (!touched.value.has(field)) touched.value = new Set([...touched.value, field])
    },
    ask(fields) {
      touched.value = new Set([...touched.value, ...fields])
    },
    accept(found) {
      told.value = found
    },
    isRequired: (field) => isRequired(field, holds),
  }
}

/** What the filing would be if it were made of these values: overrides what it was when it was loaded. */
function filingFacts({ form, today, kind }: FormSource, values: FieldValues): Facts {
  const meant = meaningOf(form, values, kind)
  const year =
    meant.year === undefined
      ? {}
      : { 'filing.year': meant.year, 'filing.years-back': Number(today.slice(0, 4)) - meant.year }
  return {
    ...year,
    'filing.kind': meant.kind,
    'filing.kind-group': meant.kindGroup,
    'filing.has-evidence': meant.evidence > 0,
    ...(meant.subject === undefined ? {} : { 'filing.subject': meant.subject }),
    ...(meant.claimed === undefined ? {} : { 'filing.claimed': meant.claimed }),
  }
}
