import { issue, type FieldValues, type Issue } from '#core/base'
import {
  fieldsFor,
  meaningOf as readMeaning,
  showValue,
  type FormDefinition,
  type FormMeaning,
} from '#core/form'
import {
  checkClaim,
  findDuplicates,
  findFormula,
  suggestHours,
  uncomputed,
  type Duplicate,
  type Formula,
  type Suggestion,
} from '#core/hours'
import type { Pack } from '#core/pack'
import type { MachineState } from '#core/workflow'
import type { Case } from './case.ts'
import type { FilingState, OtherFiling } from './definition.ts'
import { closed, opened, type OpenState } from './state.ts'

const meanings = new WeakMap<FormDefinition, WeakMap<FieldValues, FormMeaning>>()

/** Read once for each set of values: values are never changed in place. */
function meaningOf(form: FormDefinition, data: FieldValues): FormMeaning {
  let known = meanings.get(form)
  if (!known) meanings.set(form, (known = new WeakMap()))
  let means = known.get(data)
  if (!means) known.set(data, (means = readMeaning(form, data)))
  return means
}

/** The rule of the kind that is typed, where the region has one. */
export const formulaOf = ({ law, pack, state }: Case): Formula | undefined =>
  findFormula(pack.hours, meaningOf(law.form, state.data).formula)

/** What the region's rule would give for the values of this filing, and why. */
export function suggestionOf(it: Case): Suggestion | undefined {
  const { form } = it.law
  const { data, kind } = it.state
  const formula = meaningOf(form, data).formula
  if (formula === undefined) return undefined
  const fields = fieldsFor(form, kind)
  const show = (id: string) => {
    const field = fields.find((one) => one.id === id)
    return field ? showValue(form, field, data) : ''
  }
  return suggestHours(it.pack.hours, formula, data, show)
}

/** May these hours be claimed? All that speaks against it, at the hours field or at what they hang on. */
export function claimIssues(it: Case): readonly Issue[] {
  const { form, chain } = it.law
  const { claimed } = form.means
  if (!chain.credits || claimed === undefined) return []
  const { hours } = it.pack
  const { data, kind, claimed: asked } = it.state
  const formula = formulaOf(it)
  const suggested = formula && suggestionOf(it)?.hours
  const issues = checkClaim(formula, suggested, asked, hours.step, [claimed])
  if (asked === undefined || suggested !== undefined) return issues
  const fields = fieldsFor(form, kind)
  const labelled = uncomputed(formula, data, [claimed]).map((one) => {
    const label = fields.find((field) => field.id === one.at[0])?.label
    return label === undefined ? one : issue(one.code, one.at, { label, ...one.with })
  })
  return [...issues, ...labelled]
}

/**
 * What registers something that another filing may repeat. What lies with its filer, as a draft or
 * returned, registers nothing: it is compared itself when it is handed in.
 */
export const registeredTypes: readonly MachineState['type'][] = ['waiting', 'approved', 'verified']

/** A filing as others are compared with it; made under its own pack. */
export function comparableOf(pack: Pack, state: FilingState): OtherFiling {
  const chain = pack.chains[state.chain]
  const form = chain && pack.forms[chain.form]
  if (!form) throw new Error(`The pack has no complete chain "${state.chain}".`)
  const { kind, from, to, certificateNumber } = meaningOf(form, state.data)
  return {
    filing: state.id,
    title: state.title,
    values: state.data,
    ...(kind !== undefined && { kind }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(certificateNumber !== undefined && { certificateNumber }),
  }
}

/** Earlier filings of the person that this one seems to repeat. */
export function duplicatesOf(it: Case): readonly Duplicate<OtherFiling>[] {
  const { others } = it.world
  const rules = it.pack.hours.duplicates
  if (!others?.length || rules.length === 0) return []
  return findDuplicates(rules, comparableOf(it.pack, it.state), others)
}

/** Values that `best-only` caps compare, kept with the credit. */
export function sameValues(
  pack: Pack,
  state: FilingState,
): Readonly<Record<string, string>> | undefined {
  let same: Record<string, string> | undefined
  for (const cap of pack.hours.caps) {
    if (cap.of !== 'best-only') continue
    for (const field of cap.same) {
      const value = state.data[field]
      if (value !== undefined && value !== null && typeof value !== 'object') {
        same ??= {}
        same[field] = String(value)
      }
    }
  }
  return same
}

/** A state whose data are these: what the form finds in them, beside them. */
export function withData(
  state: FilingState,
  form: FormDefinition,
  data: FilingState['data'],
): FilingState {
  const next = opened(state)
  putData(next, form, data)
  return closed(next)
}

export function putData(next: OpenState, form: FormDefinition, data: FilingState['data']): void {
  const means = meaningOf(form, data)
  next.data = data
  next.title = means.title
  next.kind = means.kind
  next.kindGroup = means.kindGroup
  next.year = means.year
  next.subject = means.subject
  next.claimed = means.claimed
}
