import { operatorNames, settle, type Conditions, type FactValue, type Test } from '#core/rules'
import type { Complaint } from '../complaint.ts'
import { plain } from '../located.ts'
import { conditionUses, referencesIn, usesIn } from './conditions.ts'
import { comparisonsIn } from './fact-values.ts'
import type { ChainNames, FormNames, Names } from './names.ts'
import { at, items, listener, word, type Say, type Spot } from './spot.ts'

/** A fact a condition asks for, wherever in the conditions it names that stands. */
interface Asked {
  readonly fact: string
  /** Where in conditions.yaml, for whoever looks for it. */
  readonly line: number
}

/** A condition is asked where what it asks for is known. */
export function checkFactsAtPlaces(names: Names): Complaint[] {
  const { say, heard } = listener()
  const askedBy = new Map<string, readonly Asked[]>()
  const asked = (use: Spot): readonly Asked[] => {
    const name = word(use) ?? ''
    if (!askedBy.has(name)) askedBy.set(name, factsAsked(name, names))
    return askedBy.get(name)!
  }
  for (const it of items(names.document('hours.yaml'), 'requirements'))
    mustBeAmong(at(it, 'when'), 'requirement', asked, say)
  for (const it of names.certificates.values())
    for (const use of items(it, 'needs', 'conditions')) mustBeAmong(use, 'certificate', asked, say)
  for (const use of conditionUses(names))
    if (isOfFiling(use) && !isAtOffice(use)) mustBeAmong(use, 'filing', asked, say)
  for (const form of names.forms.values())
    for (const use of usesIn(form.spot)) checkOwnFields(use, form, asked, say)
  for (const chain of names.chains.values()) checkChain(chain, names, asked, say)
  return heard
}

/** What is known: of a person and a year alone, at printing, and of a filing that lies at no office yet. */
const places = {
  requirement: {
    knows: /^(person\.(?!pending$).+|unit\..+|filing\.year|standing\.(?!passed$).+)$/,
    title: '年度要求按人和年度审定',
    has: 'person.*（pending 除外）、unit.*、filing.year（所审定的年度）、standing.<科目>、standing.total',
  },
  certificate: {
    knows: /^(person\.(?!pending$).+|unit\..+|now\..+|standing\..+|filing\.(year|years-back))$/,
    title: '证书按人和年度打印',
    has: 'person.*（pending 除外）、unit.*、standing.*、now.*、filing.year（证书的年度）',
  },
  filing: {
    knows: /^(?!step\.)/,
    title: '此时还没有到哪个机构',
    has: 'step.* 之外的事实；step.* 只在环节的 skip 和 approve.needs 里有',
  },
} as const

function mustBeAmong(
  use: Spot | undefined,
  place: keyof typeof places,
  asked: (use: Spot) => readonly Asked[],
  say: Say,
): void {
  if (!use) return
  const { knows, title, has } = places[place]
  const wrong = asked(use).filter((it) => !knows.test(it.fact))
  const [first] = wrong
  if (!first) return
  const facts = [...new Set(wrong.map((it) => it.fact))]
  say('fact-not-here', use, { name: word(use), facts, line: first.line, title, has })
}

const isOfFiling = ({ path }: Spot): boolean =>
  path[0] !== 'requirements' && !path.includes('conditions')
/** Only where an office is asked whether it passes something over, or lets it on. */
const isAtOffice = ({ path }: Spot): boolean =>
  path.includes('skip') || (path.includes('approve') && path.includes('needs'))

/** Of a form's own or of its chain's: values of another form are never there. */
function checkOwnFields(
  use: Spot,
  form: FormNames,
  asked: (use: Spot) => readonly Asked[],
  say: Say,
): void {
  const fields = asked(use).filter((it) => it.fact.startsWith('field.'))
  if (fields.length === 0 || fields.some((it) => form.fields.has(it.fact.slice(6)))) return
  say('field-of-other-form', use, {
    name: word(use),
    field: fields[0]!.fact.slice(6),
    form: word(form.spot, 'form'),
    line: fields[0]!.line,
  })
}

function checkChain(
  chain: ChainNames,
  names: Names,
  asked: (use: Spot) => readonly Asked[],
  say: Say,
): void {
  const form = names.forms.get(chain.form ?? '')
  if (!form) return
  for (const use of usesIn(chain.spot)) checkOwnFields(use, form, asked, say)
  if (isSystem(chain)) return
  for (const use of items(chain.spot, 'needs')) checkOpens(use, form, names, say)
}
const isSystem = (chain: ChainNames): boolean =>
  items(chain.spot, 'filed-by').every((it) => word(it) === 'system')

/** Asked before anything is filled in: what only a filled form can answer answers no. */
function checkOpens(use: Spot, form: FormNames, names: Names, say: Say): void {
  const conditions = conditionsOf(names)
  const test = conditions[word(use) ?? '']?.test
  if (!test) return
  const given = new Set(
    items(form.spot, 'fields').flatMap((it) => (at(it, 'default') ? [word(it, 'id')] : [])),
  )
  const nothing: { readonly value: FactValue } = { value: undefined }
  const known = (fact: string) => {
    if (fact.startsWith('field.')) return given.has(fact.slice(6)) ? undefined : nothing
    return ofContent.has(fact) ? nothing : undefined
  }
  if (settle(test, conditions, known) === false) say('never-open', use, { name: word(use) })
}
const ofContent = new Set([
  'filing.kind',
  'filing.kind-group',
  'filing.subject',
  'filing.claimed',
  'filing.awarded',
  'filing.suggested',
  'submit.route',
])

/** As data; of those that are no conditions yet, none. */
export function conditionsOf(names: Names): Conditions {
  return Object.fromEntries(
    [...names.conditions].flatMap(([name, spot]) => {
      const test = at(spot, 'test')
      return test && isTest(test) ? [[name, { test: plain(test.node) as Test }]] : []
    }),
  )
}
function isTest(test: Spot): boolean {
  const inner = [...items(test, 'all'), ...items(test, 'any'), at(test, 'not') ?? []].flat()
  if (inner.length > 0) return inner.every(isTest)
  if (word(test, 'condition') !== undefined) return true
  const operator = word(test, 'operator') ?? ''
  const isList = at(test, 'value')?.node.kind === 'list'
  return (
    word(test, 'fact') !== undefined &&
    operatorNames.includes(operator) &&
    isList === ['in', 'notIn'].includes(operator)
  )
}

function factsAsked(name: string, names: Names, way: readonly string[] = []): readonly Asked[] {
  const test = at(names.conditions.get(name), 'test')
  if (!test || way.includes(name)) return []
  const own = comparisonsIn(test).flatMap((it): Asked[] => {
    const { line } = it.node.at
    const other = word(it, 'value', 'fact')
    const facts = [word(it, 'fact'), other].filter((one) => one !== undefined)
    return facts.map((fact) => ({ fact, line }))
  })
  return [...own, ...referencesIn(test).flatMap((it) => factsAsked(it, names, [...way, name]))]
}
