import type { Issue } from '#core/base'
import {
  groupLabel,
  maySee,
  openActions,
  previewRoute,
  type FilingState,
  type OpenAction,
} from '#core/filing'
import { capRoom } from '#core/hours'
import type { Came } from './act.ts'
import { suggestedOf } from './act.ts'
import type { Expectation, ScenarioStep } from './definition.ts'
import { noteRules } from './effects.ts'
import { actorOf, standingOf, typeOf, worldOf, type Stage } from './stage.ts'

type Texts = string[]

/** What differs from what a step expects, in sentences: expected, found. */
export function differences(
  stage: Stage,
  step: ScenarioStep,
  came: Came | undefined,
): readonly string[] {
  if (came?.is === 'nonsense') return [came.says]
  const expected = step.expect
  const refusal = expected?.refused
  if (refusal !== undefined) {
    const more = Object.keys(expected ?? {}).filter((it) => it !== 'refused' && it !== 'of')
    const strays = more.length > 0 ? [`应被拒绝时不能再写别的期望（${more.join('、')}）`] : []
    return [...strays, ...refusedAs(refusal, came)]
  }
  if (came?.is === 'refused') return [`应能办理，实被拒绝：${sayRefusal(came.refusal)}`]
  return expected ? compare(stage, expected, expected.of ?? came?.of) : []
}

function refusedAs(
  expected: NonNullable<Expectation['refused']>,
  came: Came | undefined,
): readonly string[] {
  const { code, at, says } = typeof expected === 'string' ? { code: expected } : expected
  const where = `${code}${at === undefined ? '' : `（${at}）`}`
  if (came?.is !== 'refused') return [`应被拒绝：${where}，实已办理`]
  const issues: readonly Issue[] = [came.refusal, ...(came.refusal.issues ?? [])]
  const fits = issues.filter(
    (it) =>
      it.code === code && (at === undefined || it.at.join('.') === at || String(it.at[0]) === at),
  )
  if (fits.length === 0) return [`应被拒绝：${where}，实被拒绝：${sayRefusal(came.refusal)}`]
  const said = fits.map((it) => String(it.with?.says ?? ''))
  return says === undefined || said.some((it) => it.includes(says))
    ? []
    : [`拒绝的理由应含 “${says}”，实为 “${said.join('；')}”`]
}
const sayRefusal = (it: Issue & { readonly issues?: readonly Issue[] }): string =>
  [it, ...(it.issues ?? [])]
    .map((one) =>
      [one.code, one.at.join('.'), one.with?.says ?? one.with?.label].filter(Boolean).join(' '),
    )
    .join('，')

function compare(stage: Stage, expected: Expectation, name: string | undefined): readonly string[] {
  const texts: Texts = []
  const filing = name === undefined ? undefined : stage.filings.get(name)
  if (expected.of !== undefined && !filing) return [`没有申报件 “${expected.of}”`]
  const asked = ofFiling.filter((it) => expected[it] !== undefined)
  if (asked.length > 0 && !filing) return [`期望 ${asked.join('、')} 是哪一件的，没有写（of）`]
  if (filing) aboutFiling(stage, expected, filing.state, filing.log.at(-1)?.passed ?? [], texts)
  aboutWorld(stage, expected, texts)
  return texts
}

const ofFiling = [
  'state',
  'label',
  'held',
  'stuck',
  'passed',
  'claimed',
  'suggested',
  'awarded',
  'hints',
  'actions',
] as const

function same(texts: Texts, what: string, expected: unknown, found: unknown): void {
  if (expected !== undefined && expected !== found)
    texts.push(`${what}应为 “${show(expected)}”，实为 “${show(found)}”`)
}
function sameList(
  texts: Texts,
  what: string,
  expected: readonly string[] | undefined,
  found: readonly string[],
): void {
  if (!expected) return
  if ([...expected].sort().join('\n') !== [...found].sort().join('\n')) {
    texts.push(`${what}应为 “${show(expected)}”，实为 “${show(found)}”`)
  }
}
const show = (value: unknown): string =>
  Array.isArray(value)
    ? value.length > 0
      ? value.join('、')
      : '无'
    : value === undefined
      ? '无'
      : String(value)

function aboutFiling(
  stage: Stage,
  expected: Expectation,
  state: FilingState,
  passed: readonly { readonly step: string; readonly office?: string; readonly why: string }[],
  texts: Texts,
): void {
  same(texts, '状态', expected.state, state.state)
  same(texts, '状态名称', expected.label, state.label)
  same(texts, '无人可办', expected.stuck, state.stuck)
  const held = typeOf(stage, state) === 'waiting' ? state.desks.filter((it) => !it.done) : []
  sameList(
    texts,
    '当前处理机构',
    expected.held,
    held.map((it) => it.office),
  )
  same(texts, '申报学时', expected.claimed, state.claimed)
  same(texts, '认定学时', expected.awarded, state.awarded)
  if (expected.passed) samePassed(texts, expected.passed, passed)
  if (expected.suggested !== undefined)
    same(texts, '建议学时', expected.suggested, suggestedOf(stage, state).suggested?.hours)
  if (expected.hints) {
    const found = hintsOf(stage, state)
    for (const it of expected.hints)
      if (!found.includes(it)) texts.push(`应有提示 “${it}”，实有 “${show(found)}”`)
  }
  for (const [key, actions] of Object.entries(expected.actions ?? {})) {
    const found = actionsOf(stage, state, key)
    if (found)
      sameList(
        texts,
        `${key} 可办的动作`,
        actions,
        found.filter((it) => !it.blocked).map((it) => it.action),
      )
    else texts.push(`没有人员或岗位 “${key}”`)
  }
}

function actionsOf(
  stage: Stage,
  state: FilingState,
  key: string,
): readonly OpenAction[] | undefined {
  const actor = actorOf(stage, key, state)
  return actor && openActions(stage.pack, state, actor, worldOf(stage, state))
}

function samePassed(
  texts: Texts,
  expected: readonly string[],
  found: readonly { readonly step: string; readonly office?: string; readonly why: string }[],
): void {
  const names = found.map((it) => [it.step, it.office, it.why].filter(Boolean).join(' '))
  const missing = expected.filter(
    (it) => !found.some((one) => one.step === it || one.office === it || one.why === it),
  )
  const extra = found.filter(
    (one) =>
      ![one.step, one.office, one.why].some((it) => it !== undefined && expected.includes(it)),
  )
  if (missing.length > 0 || extra.length > 0)
    texts.push(`越过的环节应为 “${show(expected)}”，实为 “${show(names)}”`)
}

/** Codes and rule ids of everything shown beside the form. */
function hintsOf(stage: Stage, state: FilingState): readonly string[] {
  const claim = suggestedOf(stage, state)
  const route = previewRoute(stage.pack, state, worldOf(stage, state))
  return [
    ...claim.issues.map((it) => it.code),
    ...claim.duplicates.flatMap((it) => ['duplicate', it.rule]),
    ...(route.some((it) => it.nobody === 'stuck') ? ['nobody-there'] : []),
    ...capHints(stage, state),
  ]
}

function capHints(stage: Stage, state: FilingState): readonly string[] {
  const { year, claimed, person, kind, subject } = state
  if (year === undefined || claimed === undefined || person === undefined || state.credited)
    return []
  const credits = stage.credits.filter((it) => it.person === person && it.year === year)
  const draft = {
    filing: state.id,
    title: state.title,
    kind: kind ?? state.chain,
    subject: subject ?? '',
    hours: claimed,
  }
  const room = capRoom(stage.pack.hours, year, credits, draft)
  return room.counted < claimed ? ['over-cap', ...room.reasons.map((it) => it.rule)] : []
}

function aboutWorld(stage: Stage, expected: Expectation, texts: Texts): void {
  const { standing, certificate, group, person, office, account } = expected
  if (standing) aboutStanding(stage, standing, texts)
  if (certificate) {
    const found = stage.printed.get(certificate.of)
    if (!found) texts.push(`没有打印过的证书 “${certificate.of}”`)
    same(texts, '证书状态', certificate.state, found?.state)
    for (const it of certificate.has ?? [])
      if (found && !found.text.includes(it))
        texts.push(`证书上应有 “${it}”，实为 “${found.text.replaceAll('\n', ' ')}”`)
  }
  for (const [list, what] of [
    [expected.inbox, '待办'],
    [expected.sees, '可见'],
  ] as const) {
    if (list) aboutList(stage, what, list, texts)
  }
  if (group) {
    const own = [...stage.filings.values()]
      .map((it) => it.state)
      .filter(
        (it) => it.chain === group.chain && it.person === group.person && it.year === group.year,
      )
    if (!stage.pack.chains[group.chain]) texts.push(`没有审批链 “${group.chain}”`)
    else same(texts, '汇总状态', group.label, groupLabel(stage.pack, group.chain, own))
  }
  if (person) {
    const found = stage.people.get(person.of)
    if (!found) texts.push(`没有人员 “${person.of}”`)
    same(texts, `${person.of} 的单位`, person.office, found?.office)
    for (const [id, value] of Object.entries(person.attributes ?? {}))
      same(texts, `${person.of} 的 ${id} `, value, found?.attributes[id])
  }
  if (office) {
    const found = stage.offices.get(office.of)
    if (!found) texts.push(`没有机构 “${office.of}”`)
    for (const [relation, ids] of Object.entries(office.superiors ?? {}))
      sameList(texts, `${office.of} 的 ${relation} `, ids, found?.superiors[relation] ?? [])
  }
  if (account) {
    const found = stage.accounts.get(stage.filings.get(account.of)?.state.person ?? account.of)
    if (!found) texts.push(`没有账号 “${account.of}”`)
    same(texts, '账号状态', account.state, found)
  }
}

function aboutStanding(
  stage: Stage,
  expected: NonNullable<Expectation['standing']>,
  texts: Texts,
): void {
  const { person, year } = expected
  if (!stage.people.has(person)) {
    texts.push(`没有人员 “${person}”`)
    return
  }
  const found = standingOf(stage, person, year)
  noteRules(stage, found)
  const what = `${person} ${year} 年度`
  same(texts, `${what}总学时`, expected.total, found.total)
  same(texts, `${what}认定结果`, expected.verdict, found.verdict)
  same(texts, `${what}认定结果`, expected.label, found.label)
  for (const [id, hours] of Object.entries(expected.subjects ?? {}))
    same(texts, `${what}科目 ${id} `, hours, found.subjects[id])
  for (const [id, hours] of Object.entries(expected.missing ?? {})) {
    const check =
      found.checks.find((it) => (it.subject ?? 'total') === id && it.missing > 0) ??
      found.checks.find((it) => it.rule === id)
    same(texts, `${what}还缺 ${id} `, hours, check?.missing ?? 0)
  }
}

const deciding = ['approve', 'refuse', 'return', 'record', 'verify', 'reject-verification']

function aboutList(
  stage: Stage,
  what: '待办' | '可见',
  list: {
    readonly of: string
    readonly has?: readonly string[]
    readonly lacks?: readonly string[]
  },
  texts: Texts,
): void {
  if (!actorOf(stage, list.of)) {
    texts.push(`没有人员或岗位 “${list.of}”`)
    return
  }
  const isIn = (name: string): boolean | undefined => {
    const filing = stage.filings.get(name)
    if (!filing) {
      texts.push(`没有申报件 “${name}”`)
      return undefined
    }
    if (what === '待办')
      return actionsOf(stage, filing.state, list.of)!.some((it) => deciding.includes(it.action))
    return maySee(
      stage.pack,
      filing.state,
      actorOf(stage, list.of, filing.state)!,
      worldOf(stage, filing.state),
    )
  }
  for (const name of list.has ?? [])
    if (isIn(name) === false) texts.push(`${list.of} 的${what}中应有 “${name}”，实没有`)
  for (const name of list.lacks ?? [])
    if (isIn(name) === true) texts.push(`${list.of} 的${what}中应没有 “${name}”，实有`)
}
