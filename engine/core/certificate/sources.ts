import type { CertificateData } from './definition.ts'
import { findFormat, type SourceType } from './formats.ts'
import { hoursIn, hoursNames, isKnownHours, type KnownSubject } from './hours.ts'

interface SourceInfo {
  readonly type: SourceType
  /** What it is, for the editor and for the verification page. */
  readonly title: string
  /** The region's own word for it, where texts.yaml has one. */
  readonly term?: string
  readonly mask?: 'id-number' | 'phone' | 'name' | 'email'
}

/** What a placeholder may name beside `person.<attribute>`, `unit.<attribute>`, `hours.<subject>` and `hours.<subject>.without.<subject>`. */
export const fixedSources: Readonly<Record<string, SourceInfo>> = {
  number: { type: 'text', title: '证书编号' },
  year: { type: 'year', title: '年度' },
  issued: { type: 'day', title: '发证日期' },
  issuer: { type: 'text', title: '发证机关' },
  'verify-url': { type: 'text', title: '核验地址' },
  verdict: { type: 'text', title: '结果', term: 'verdict' },
  'hours.total': { type: 'hours', title: '总计', term: 'total' },
  'person.name': { type: 'text', title: '姓名', term: 'name', mask: 'name' },
  'person.id-number': { type: 'text', title: '证件号码', term: 'id-number', mask: 'id-number' },
  'unit.name': { type: 'text', title: '工作单位', term: 'unit' },
  'unit.code': { type: 'text', title: '单位代码', term: 'office-code' },
}

/** An attribute of people or offices, as the pack's org has it. */
export interface KnownAttribute {
  readonly id: string
  readonly title: string
  readonly type?: string
  readonly mask?: SourceInfo['mask']
}
/** What the region's pack adds to the sources. */
export interface Known {
  readonly subjects: readonly KnownSubject[]
  readonly person: readonly KnownAttribute[]
  readonly unit: readonly KnownAttribute[]
  readonly terms?: Readonly<Record<string, string>>
}

/** Undefined for a name that has no source. */
export function sourceOf(name: string, known: Known): SourceInfo | undefined {
  const fixed = Object.hasOwn(fixedSources, name) ? fixedSources[name] : undefined
  if (fixed) return { ...fixed, title: known.terms?.[fixed.term ?? ''] ?? fixed.title }
  const hours = hoursIn(name)
  if (hours) {
    const found = known.subjects.find((it) => it.id === hours.subject)
    if (!found || !isKnownHours(hours, known.subjects)) return undefined
    return { type: 'hours', title: found.title }
  }
  const [of = '', id] = split(name)
  const attributes = of === 'person' ? known.person : of === 'unit' ? known.unit : []
  const found = attributes.find((it) => it.id === id)
  if (!found) return undefined
  const type = found.type === 'day' ? 'day' : 'text'
  return { type, title: found.title, ...(found.mask && { mask: found.mask }) }
}

/** Every name there is, for completion and for "did you mean". */
export const sourceNames = (known: Known): readonly string[] => [
  ...new Set([
    ...Object.keys(fixedSources),
    ...known.person.map((it) => `person.${it.id}`),
    ...known.unit.map((it) => `unit.${it.id}`),
    ...hoursNames(known.subjects),
  ]),
]

/** The frozen value as text; '' for what the person or unit did not have at issue. */
export function valueOf(name: string, data: CertificateData): string {
  const hours = hoursIn(name)
  if (hours) {
    const { subject, without } = hours
    const of = (id: string | undefined) => own(data.hours.subjects, id ?? '') ?? 0
    return String(of(subject) - of(without))
  }
  const [of = '', id = ''] = split(name)
  switch (of) {
    case 'hours':
      return String(data.hours.total)
    case 'person':
      return own(data.person, id) ?? ''
    case 'unit':
      return own(data.unit, id) ?? ''
    case 'number':
    case 'issued':
    case 'issuer':
    case 'verdict':
    case 'verify-url':
      return data[of]
    case 'year':
      return String(data.year)
    default:
      throw new Error(`"${name}" is no source of a certificate; the pack check lets none through`)
  }
}

/** A format not asked for is none; days stay as they are kept. */
export function formatted(text: string, format: string | undefined): string {
  if (format === undefined) return text
  const found = findFormat(format)
  if (!found) throw new Error(`"${format}" is no format; the pack check lets none through`)
  return found.apply(text)
}

function split(name: string): readonly [string, string | undefined] {
  const dot = name.indexOf('.')
  return dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)]
}
const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
