import type { FieldValue, FieldValues, Hours } from '#core/base'
import type { FormDefinition, FormMeanings } from './definition.ts'
import { fieldsFor, kindIn } from './fields.ts'
import { findKind } from './kinds-tree.ts'
import { rulesOf } from './kinds/index.ts'
import type { FieldFactType } from './kinds/kind.ts'

/** What the engine understands of a filled form; what the form does not say is absent. */
export interface FormMeaning {
  readonly title: string
  readonly kind?: string
  readonly kindTitle?: string
  /** First level of a two-level kind. */
  readonly kindGroup?: string
  /** Formula that suggests the hours of this kind. */
  readonly formula?: string
  readonly year?: number
  readonly claimed?: Hours
  readonly subject?: string
  /** Day or local time, as the form has it. */
  readonly from?: string
  readonly to?: string
  readonly certificateNumber?: string
  /** How many files of evidence. */
  readonly evidence: number
  readonly applicant?: string
  readonly office?: string
  readonly department?: string
  readonly refers?: string
}

/** Reads a form by its `means`. A period field gives both `from` and `to`. */
export function meaningOf(form: FormDefinition, values: FieldValues, kindId?: string): FormMeaning {
  const kind = kindIn(form, values) ?? kindId
  const path = kind === undefined ? [] : findKind(form, kind)
  const [group, leaf] = [path[0], path.at(-1)]
  const valueOf = (meaning: keyof FormMeanings): FieldValue | undefined => {
    const id = form.means[meaning]
    return id === undefined ? undefined : values[id]
  }
  const text = (meaning: keyof FormMeanings) => asText(valueOf(meaning))
  const evidence = valueOf('evidence')
  return compact({
    title: text('title') ?? leaf?.title ?? form.title,
    kind,
    kindTitle: leaf?.title,
    kindGroup: path.length > 1 ? group?.id : undefined,
    formula: leaf?.hours ?? group?.hours,
    year: asNumber(valueOf('year')),
    claimed: asNumber(valueOf('claimed')),
    subject: text('subject') ?? leaf?.subject ?? group?.subject,
    from: endOf(valueOf('from'), 0),
    to: endOf(valueOf('to'), 1) ?? endOf(valueOf('from'), 1, true),
    certificateNumber: text('certificate-number'),
    evidence: Array.isArray(evidence) ? evidence.length : 0,
    applicant: text('applicant'),
    office: text('office'),
    department: text('department'),
    refers: text('refers'),
  })
}

/** `field.<id>` facts of what was filled in, for conditions. */
export function factsOf(
  form: FormDefinition,
  values: FieldValues,
  kindId: string | undefined = kindIn(form, values),
): Readonly<Record<string, string | number | boolean | readonly string[]>> {
  const facts: Record<string, string | number | boolean | readonly string[]> = {}
  for (const field of fieldsFor(form, kindId)) {
    const value = values[field.id]
    const rules = rulesOf(field.kind)
    if (value === undefined || value === null || rules.factType === 'none') continue
    const fact = rules.fact ? rules.fact(value) : (value as string | number | boolean)
    if (fact !== undefined) facts[`field.${field.id}`] = fact
  }
  return facts
}

/** What `field.<id>` is to a condition, for each field of a form and of all its kinds. */
export function factTypesOf(form: FormDefinition): Readonly<Record<string, FieldFactType>> {
  const types: Record<string, FieldFactType> = {}
  const kinds = [form.kinds ?? [], ...(form.kinds ?? []).map((it) => it.kinds ?? [])].flat()
  for (const field of [...form.fields, ...kinds.flatMap((it) => it.fields ?? [])]) {
    types[`field.${field.id}`] = rulesOf(field.kind).factType
  }
  return types
}

const asText = (value: FieldValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const asNumber = (value: FieldValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

function endOf(value: FieldValue | undefined, at: 0 | 1, onlyPeriod = false): string | undefined {
  if (Array.isArray(value)) return asText(value[at] as string | undefined)
  return onlyPeriod ? undefined : asText(value)
}

function compact<T extends object>(given: T): Compact<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Compact<T>
}
type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
