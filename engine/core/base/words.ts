/**
 * Hours (学时). Always a multiple of 1/4, so sums, differences and `3p ≥ 2t` are exact in binary.
 * The pack's `hours.step` (1, 0.5 or 0.25) says what its people may enter.
 */
export type Hours = number

/** Where a number or a sentence comes from: a decree and article, a manual and line, an address. */
export type Source = string
/** `demo` values are shown as 示例值，非正式政策 wherever they act. */
export type SourceStatus = 'official' | 'seed' | 'demo'
export interface Sourced {
  readonly source: Source
  readonly status: SourceStatus
}

/** A value a field can hold once checked. Files are held by id, offices and people by id. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly FileValue[]
  | readonly FieldValues[]
export interface FieldValues {
  readonly [field: string]: FieldValue | undefined
}
export interface FileValue {
  readonly file: string
  readonly name: string
  readonly caption?: string
}

/** Plain data with every level frozen. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) freeze(inner)
    Object.freeze(value)
  }
  return value
}
