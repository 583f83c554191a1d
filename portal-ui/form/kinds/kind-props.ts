import type { FieldValue, FieldValues } from '#core/base'
import type { FieldDefinition, FieldKind, FormDefinition } from '#core/form'
import type { Component, InjectionKey } from 'vue'
import type { SaidIssue } from '../form-state.ts'

/** What every input is told. It says `update:modelValue` on change and `leave` when it is left. */
export interface KindProps {
  readonly id: string
  readonly field: FieldDefinition
  readonly form: FormDefinition
  /** Of the fields seen now, for inputs that hang on others. */
  readonly values: FieldValues
  readonly modelValue?: FieldValue | undefined
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly disabled?: boolean
  readonly issues?: readonly SaidIssue[]
  readonly sentences?: Readonly<Record<string, string>>
}
export interface KindEmits {
  'update:modelValue': [value: FieldValue | undefined]
  leave: []
}
export const textOf = (value: FieldValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
export const listOf = (value: FieldValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : []

/** Up to this many options stand side by side; more go into a list. */
export const mostRadios = 5

/** The inputs of all kinds, for inputs that hold inputs (rows). */
export const fieldComponentsKey: InjectionKey<Readonly<Record<FieldKind, Component>>> =
  Symbol('field-components')
