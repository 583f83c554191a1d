import { RE2JS } from 're2js'
import type { Complaint } from '../complaint.ts'
import { ownValue } from '../meant.ts'
import { fieldKeys } from '../schema/form.ts'
import { checkFills } from './fills.ts'
import { checkMask } from './masks.ts'
import { allKinds, leavesOf, optionIds, type FormNames, type Names } from './names.ts'
import {
  at,
  figure,
  items,
  keyAsWord,
  listener,
  members,
  mustBeKnown,
  oneOrMore,
  valueOf,
  word,
  wordsOf,
  type Say,
  type Spot,
} from './spot.ts'

/** Every name a form uses exists, every field can be reached, nothing contradicts itself. */
export function checkForms(names: Names): Complaint[] {
  const { say, heard } = listener()
  const used = new Set([...names.chains.values()].map((it) => it.form))
  for (const [name, form] of names.forms) {
    if (!used.has(name) && form.spot.node.at.layer === names.own)
      say('unused-form', at(form.spot, 'form')!, { name })
    checkMeanings(form, say)
    checkSections(form, say)
    checkKinds(form, names, say)
    checkFills(form, names, say)
    const kinds = allKinds(items(form.spot, 'kinds'))
    const groups = [items(form.spot, 'fields'), ...kinds.map((it) => items(it, 'fields'))]
    for (const fields of groups)
      for (const field of fields) checkField(field, form.fields, names, say)
    for (const kind of kinds)
      for (const [name, change] of members(kind, 'with'))
        checkChange(name, change, form, names, say)
  }
  return heard
}

const dates = ['date', 'date-time', 'period']
const meanings: Readonly<Record<string, readonly string[]>> = {
  title: ['text', 'long-text', 'choice', 'cascade'],
  kind: ['kind'],
  year: ['year'],
  claimed: ['hours', 'number'],
  subject: ['subject', 'choice'],
  from: dates,
  to: dates,
  'certificate-number': ['text'],
  evidence: ['attachments'],
  applicant: ['person'],
  office: ['office'],
  department: ['department'],
  refers: ['text'],
}

function checkMeanings(form: FormNames, say: Say): void {
  for (const [meaning, spot] of members(form.spot, 'means')) {
    if (!mustBeKnown(say, 'unknown-field', spot, form.fields)) continue
    const needs = ownValue(meanings, meaning)
    const kind = form.fields.get(word(spot)!)!
    if (needs && Object.hasOwn(fieldKeys, kind) && !needs.includes(kind))
      say('wrong-field-kind', spot, { name: word(spot), kind, needs })
  }
}

function checkSections(form: FormNames, say: Say): void {
  const placed = new Set<string>()
  for (const spot of items(form.spot, 'sections').flatMap((it) => items(it, 'fields'))) {
    const name = word(spot)
    if (name === undefined) continue
    if (placed.has(name)) say('field-in-two-sections', spot, { name })
    placed.add(name)
    if (name !== 'kind-fields')
      mustBeKnown(say, 'unknown-field', spot, [...form.common.keys(), 'kind-fields'])
  }
  for (const field of items(form.spot, 'fields')) {
    const name = word(field, 'id')
    if (name !== undefined && placed.size > 0 && !placed.has(name))
      say('field-in-no-section', field, { name })
  }
}

function checkKinds(form: FormNames, names: Names, say: Say): void {
  const kinds = items(form.spot, 'kinds')
  const kindField = items(form.spot, 'fields').find((it) => word(it, 'kind') === 'kind')
  if (kinds.length > 0 && !kindField) say('no-kind-field', at(form.spot, 'kinds')!)
  if (kinds.length === 0 && kindField) say('no-kinds', kindField, { name: word(kindField, 'id') })
  for (const kind of leavesOf(kinds)) {
    mustBeKnown(say, 'unknown-formula', at(kind, 'hours'), names.formulas)
    mustBeKnown(say, 'unknown-subject', at(kind, 'subject'), names.subjects)
  }
  for (const group of kinds.flatMap((it) => items(it, 'kinds'))) {
    const third = at(group, 'kinds')
    if (third) say('too-many-levels', third, { what: '学习形式至多两级' })
  }
  const own = allKinds(kinds).filter((it) => items(it, 'fields').length > 0)
  const places = items(form.spot, 'sections').flatMap((it) => wordsOf(items(it, 'fields')))
  if (own.length > 0 && !places.includes('kind-fields') && at(form.spot, 'sections'))
    say('no-kind-fields', at(form.spot, 'sections')!, { kind: word(own[0], 'id') })
  for (const kind of allKinds(kinds)) {
    for (const field of items(kind, 'fields')) {
      const name = word(field, 'id')
      if (name && form.common.has(name))
        say('kind-shadows-field', field, { kind: word(kind, 'id'), name })
    }
  }
}

/** A change must be of a common field, with keys its kind has. */
function checkChange(name: string, change: Spot, form: FormNames, names: Names, say: Say): void {
  const kind = form.common.get(name)
  if (kind === undefined) {
    mustBeKnown(say, 'unknown-field', keyAsWord(change, name), form.common)
    return
  }
  checkKeysOfKind(change, kind, say)
  checkField(change, form.fields, names, say, kind)
}

function checkKeysOfKind(change: Spot, kind: string, say: Say): void {
  if (!Object.hasOwn(fieldKeys, kind)) return
  const groups = Object.entries(fieldKeys).map(
    ([it, keys]) => [it, Object.keys(keys).map((key) => key.replace(/\?$/, ''))] as const,
  )
  for (const [key, spot] of members(change)) {
    const kinds = groups.flatMap(([it, keys]) => (keys.includes(key) ? [it] : []))
    if (kinds.length > 0 && !kinds.includes(kind))
      say('key-of-other-kind', spot, { key, tag: 'kind', kind, kinds })
  }
}

const ranges = [
  ['min', 'max'],
  ['min-length', 'max-length'],
  ['min-files', 'max-files'],
  ['min-rows', 'max-rows'],
] as const

function checkField(
  field: Spot,
  siblings: ReadonlyMap<string, string>,
  names: Names,
  say: Say,
  changed?: string,
): void {
  const kind = changed ?? word(field, 'kind')
  for (const [low, high] of ranges) checkRange(field, low, high, say)
  const years = oneOrMore(at(field, 'years'))
  for (const it of years) checkRange(it, 'from', 'to', say)
  checkPattern(at(field, 'pattern', 'matches'), say)
  checkDefault(field, kind, names, say)
  mustBeKnown(say, 'unknown-chain', at(field, 'change-needs', 'chain'), names.chains)
  checkMask(field, kind, say)
  checkLevels(field, kind, say)
  const ofField = (spot: Spot | undefined, needs: readonly string[]) =>
    mustBeField(spot, siblings, needs, say)
  ofField(at(field, 'not-before'), dates)
  ofField(at(field, 'of'), ['office'])
  for (const it of years) if (word(it, 'of') !== 'today') ofField(at(it, 'of'), dates)
  if (word(field, 'id') && word(field, 'not-before') === word(field, 'id'))
    say('self-reference', at(field, 'not-before')!, { name: word(field, 'id') })
  for (const spot of items(field, 'subjects'))
    mustBeKnown(say, 'unknown-subject', spot, names.subjects)
  for (const spot of items(field, 'office-types'))
    mustBeKnown(say, 'unknown-office-type', spot, names.officeTypes)
  checkDays(field, say)
  const own = new Map(
    items(field, 'fields').flatMap((it) =>
      word(it, 'id') ? [[word(it, 'id')!, word(it, 'kind') ?? '']] : [],
    ),
  )
  for (const inner of items(field, 'fields'))
    checkField(inner, new Map([...siblings, ...own]), names, say)
}

/** A cascade has two levels, a choice one. */
function checkLevels(field: Spot, kind: string | undefined, say: Say): void {
  const second = items(field, 'options').flatMap((it) => at(it, 'options') ?? [])
  const third = second.flatMap((it) => items(it)).flatMap((it) => at(it, 'options') ?? [])
  if (kind === 'cascade')
    for (const it of third) say('too-many-levels', it, { what: '级联（cascade）至多两级' })
  if (kind === 'choice' || kind === 'choices')
    for (const it of second)
      say('too-many-levels', it, { what: `${kind} 只有一级；要两级用 kind: cascade` })
}

/** The field exists and is of a kind that makes sense there. */
export function mustBeField(
  spot: Spot | undefined,
  fields: ReadonlyMap<string, string>,
  needs: readonly string[],
  say: Say,
): void {
  if (!mustBeKnown(say, 'unknown-field', spot, fields)) return
  const kind = fields.get(word(spot)!)!
  if (Object.hasOwn(fieldKeys, kind) && !needs.includes(kind))
    say('wrong-field-kind', spot!, { name: word(spot), kind, needs })
}

function checkRange(spot: Spot, low: string, high: string, say: Say): void {
  const [from, to] = [figure(spot, low), figure(spot, high)]
  if (from !== undefined && to !== undefined && from > to)
    say('empty-range', at(spot, low)!, { low, high, from, to })
}

function checkDays(field: Spot, say: Say): void {
  const [from, to] = [word(field, 'earliest'), word(field, 'latest')]
  if (from && to && to !== 'today' && from > to)
    say('empty-range', at(field, 'earliest')!, { low: 'earliest', high: 'latest', from, to })
}

/** Refused here, or on somebody's submission in December. */
function checkPattern(spot: Spot | undefined, say: Say): void {
  const pattern = word(spot)
  if (spot === undefined || pattern === undefined) return
  try {
    RE2JS.compile(pattern)
  } catch (error) {
    say('bad-pattern', spot, { pattern, says: (error as Error).message })
  }
}

function checkDefault(field: Spot, kind: string | undefined, names: Names, say: Say): void {
  const value = at(field, 'default')
  const from = word(value, 'from')
  const attributes = from === 'unit' ? names.officeAttributes : names.personAttributes
  mustBeKnown(say, 'unknown-attribute', at(value, 'attribute'), [
    ...attributes.keys(),
    'name',
    'id-number',
    'code',
    'area',
    'department',
    'phone',
  ])
  if (
    value &&
    (kind === 'choice' || kind === 'cascade') &&
    typeof valueOf(value) === 'string' &&
    at(field, 'options')
  ) {
    mustBeKnown(say, 'unknown-option', value, optionIds(items(field, 'options')))
  }
}
