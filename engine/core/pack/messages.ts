import { completeness } from './sentences/completeness.ts'
import { names } from './sentences/names.ts'
import { reading } from './sentences/reading.ts'
import type { Details, Sentence } from './sentences/say.ts'
import { shape } from './sentences/shape.ts'

/** In the order they are told: what follows from the one is often the other. */
const stages = { reading, shape, names, completeness } as const
export type Stage = keyof typeof stages

/** Every way a pack can be wrong, in a sentence that names the offence and the way out. */
export const sentences = { ...reading, ...shape, ...names, ...completeness } as const

export type PackIssueCode = keyof typeof sentences

/** Worth knowing, but the pack works without: everything else keeps it from being published. */
const warnings: ReadonlySet<PackIssueCode> = new Set<PackIssueCode>([
  'unused-list',
  'step-not-from-here',
  'unused-role',
  'gap-in-years',
  'missing-text',
  'no-verify-code',
  'hours-written-twice',
  'one-brace',
  'two-braces',
  'no-menu',
  'no-inbox',
  'kind-without-hours',
  'unknown-hole',
  'unused-text',
  'no-kind-fields',
  'label-never-seen',
  'chain-without-effect',
  'fixed-several',
  'demands-nothing',
])

/** Every code there is: each has a broken pack that shows it. */
export const packIssueCodes = Object.keys(sentences) as readonly PackIssueCode[]

export const messageOf = (code: PackIssueCode, details: Details): string =>
  (sentences[code] as Sentence)(details)
export const severityOf = (code: PackIssueCode): 'error' | 'warning' =>
  warnings.has(code) ? 'warning' : 'error'

const order = Object.values(stages)
const stageByCode = new Map(
  order.flatMap((codes, at) => Object.keys(codes).map((code) => [code, at] as const)),
)
/** Which stage a code belongs to, from 0. */
export const stageOf = (code: string): number => stageByCode.get(code) ?? order.length
