import type { Hours, Sourced } from '#core/base'

/** Every kind of field. One file each in `form/kinds/`, one component each in `portal-ui/form/kinds/`. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'number'
  | 'hours'
  | 'date'
  | 'date-time'
  | 'period'
  | 'year'
  | 'choice'
  | 'choices'
  | 'cascade'
  | 'yes-no'
  | 'promise'
  | 'kind'
  | 'subject'
  | 'office'
  | 'department'
  | 'person'
  | 'attachments'
  | 'id-number'
  | 'phone'
  | 'email'
  | 'rows'
  | 'note'

export interface Option {
  readonly id: string
  readonly title: string
  /** Second level, for `cascade`. */
  readonly options?: readonly Option[]
}

/** A condition by name (conditions.yaml). */
export type ConditionName = string
export type YesWhen = boolean | { readonly when: ConditionName }

/**
 * One field as written. Keys not meant for its kind are refused at load (see the kind's schema).
 * Values: text kinds string · number, hours number · year number · date Day · date-time LocalTime ·
 * period [LocalTime|Day, same] · choice, cascade leaf, kind leaf, subject: the option id ·
 * choices: ids · yes-no, promise boolean · office, department, person: the id ·
 * attachments FileValue[] · rows FieldValues[] · note: none.
 */
export interface FieldDefinition {
  readonly id: string
  readonly kind: FieldKind
  readonly label: string
  readonly required?: YesWhen
  /** Default: always. The value of a field that is not visible is not stored. */
  readonly visible?: { readonly when: ConditionName }
  /** `after-approval`: fixed once the filing (or the person's registration) was first approved. */
  readonly immutable?: 'always' | 'after-approval'
  /** After the first approval a new value takes effect only when approved on this chain. */
  readonly 'change-needs'?: { readonly chain: string }
  readonly placeholder?: string
  readonly hint?: string
  readonly help?: { readonly text: string; readonly link?: string; readonly 'link-title'?: string }
  readonly default?:
    | string
    | number
    | boolean
    | {
        readonly from: 'person' | 'unit' | 'today' | 'this-year' | 'last-year'
        readonly attribute?: string
      }
  /** Lists show it through this mask. */
  readonly mask?: MaskName
  /** The person or office attribute this field fills when the filing takes effect. */
  readonly fills?: string
  // text, long-text, id-number, phone, email
  readonly 'min-length'?: number
  readonly 'max-length'?: number
  /** Linear-time regular expression (re2), whole value, with the sentence for a mismatch. */
  readonly pattern?: { readonly matches: string; readonly says: string }
  // number, hours, year
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly unit?: string
  /** year: one range or several; each must let the year through. */
  readonly years?: YearsRange | readonly YearsRange[]
  // date, date-time, period
  readonly earliest?: string
  readonly latest?: 'today' | string
  /** date, date-time: not before this other field. */
  readonly 'not-before'?: string
  readonly with?: 'date' | 'date-time'
  // choice, choices, cascade
  readonly options?: readonly Option[]
  readonly 'level-labels'?: readonly [string, string]
  // subject
  readonly subjects?: readonly string[]
  // office
  readonly 'office-types'?: readonly string[]
  readonly within?: 'region' | 'own-subtree'
  /** Top hits shown for a fuzzy search (GX-B:77). */
  readonly 'top-hits'?: number
  /** Name of the bucket for people without an employer, if the region has one (其他单位). */
  readonly 'fallback-office'?: string
  // department
  readonly of?: string
  // person
  readonly people?: 'people-below' | 'own-office'
  // attachments
  readonly formats?: readonly FileFormat[]
  readonly 'max-files'?: number
  readonly 'min-files'?: number
  readonly 'max-megabytes'?: number
  readonly caption?: {
    readonly required?: boolean
    readonly 'max-length'?: number
    readonly label?: string
  }
  // promise
  readonly text?: string
  // rows
  readonly fields?: readonly FieldDefinition[]
  readonly 'min-rows'?: number
  readonly 'max-rows'?: number
}
export type FileFormat = 'jpg' | 'png' | 'gif' | 'bmp' | 'webp' | 'pdf'
export type MaskName = 'id-number' | 'phone' | 'name' | 'email'

/** Offsets to the current year, e.g. { from: -1, to: 0 }; or to the year of a date field, once it is given. */
export interface YearsRange {
  readonly from: number
  readonly to: number
  readonly of?: 'today' | string
}

/** A learning form / recognition type (学习形式/认定类型), one or two levels. Leaves pick field sets. */
export interface KindDefinition extends Partial<Sourced> {
  readonly id: string
  readonly title: string
  readonly kinds?: readonly KindDefinition[]
  /** Fields added for this kind, placed at the form's `kind-fields` mark, else at the end. */
  readonly fields?: readonly FieldDefinition[]
  /** Changes to common fields for this kind: any key of the field but id and kind. */
  readonly with?: Readonly<Record<string, Partial<Omit<FieldDefinition, 'id' | 'kind'>>>>
  readonly hint?: string
  readonly help?: FieldDefinition['help']
  /** What must be handed in, in words. */
  readonly evidence?: readonly string[]
  /** hours.yaml: which formula suggests the hours of this kind. */
  readonly hours?: string
  /** Subject credited when the form has no subject field. */
  readonly subject?: string
}

/** What the engine must find in a form, by field id. Chains that credit hours need claimed and year. */
export interface FormMeanings {
  readonly title?: string
  readonly kind?: string
  readonly year?: string
  readonly claimed?: string
  readonly subject?: string
  readonly from?: string
  readonly to?: string
  readonly 'certificate-number'?: string
  readonly evidence?: string
  /** The person the filing is about, when the filer is an office. */
  readonly applicant?: string
  /** The office the filing is about (superior change), the destination of a transfer, … */
  readonly office?: string
  readonly department?: string
  /** An earlier filing this one refers to (supplement). Field kind text, filled by the portal. */
  readonly refers?: string
}

export interface FormDefinition {
  readonly form: string
  readonly title: string
  readonly intro?: string
  readonly means: FormMeanings
  /** Pages of the form in order; each lists field ids; `kind-fields` stands for the kind's own. */
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly fields: readonly string[]
  }[]
  readonly fields: readonly FieldDefinition[]
  readonly kinds?: readonly KindDefinition[]
}

/** Suggestion for the hours field, as shown while typing. */
export interface HoursSuggestion {
  readonly hours: Hours
  readonly explanation: string
}
