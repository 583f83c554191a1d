import {
  openActions,
  previewRoute,
  sameValues,
  type FilingState,
  type OpenAction,
} from '#core/filing'
import { capRoom } from '#core/hours'
import { suggestedOf } from './act.ts'
import { type Texts, same, sameList, show } from './compare.ts'
import type { Expectation } from './definition.ts'
import { actorOf } from './actors.ts'
import { typeOf, worldOf } from './world.ts'
import type { Stage } from './stage.ts'

export const ofFiling = [
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

/** What of an expectation about one filing did not come true, in sentences. */
export function aboutFiling(
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

export function actionsOf(
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
  const missing = expected.filter(
    (it) => !found.some((one) => one.step === it || one.office === it || one.why === it),
  )
  const extra = found.filter(
    (one) =>
      ![one.step, one.office, one.why].some((it) => it !== undefined && expected.includes(it)),
  )
  // A line can be named by its step, its office or its reason: said by what the story could write.
  const lacks = missing.length > 0 ? [`没有越过 ${show(missing)}`] : []
  const more = extra.map(
    (it) =>
      `还越过了 ${it.step}（${it.office === undefined ? '' : `机构 ${it.office}，`}原因 ${it.why}）`,
  )
  if (lacks.length > 0 || more.length > 0)
    texts.push(`越过的环节应为 “${show(expected)}”：${[...lacks, ...more].join('，')}`)
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
  const values = sameValues(stage.pack, state)
  const draft = {
    filing: state.id,
    title: state.title,
    kind: kind ?? state.chain,
    subject: subject ?? '',
    hours: claimed,
    ...(values && { same: values }),
  }
  const room = capRoom(stage.pack.hours, year, credits, draft)
  return room.counted < claimed ? ['over-cap', ...room.reasons.map((it) => it.rule)] : []
}
