import { instantOf, isDay, isLocalTime, type Instant, type LocalTime } from '#core/base'
import type { Pack } from '#core/pack'
import { act } from './act.ts'
import { startAftermath } from './aftermath.ts'
import { askAgain, type Came } from './carry-on.ts'
import type { ScenarioDefinition, ScenarioResult, ScenarioStep } from './definition.ts'
import { differences } from './expect.ts'
import { changeOffice, setStage, type Stage } from './stage.ts'

/** Plays one story. Never throws for what a story says; a story that makes no sense fails and says why. */
export const play = (pack: Pack, scenario: ScenarioDefinition): ScenarioResult =>
  playOn(setStage(pack, scenario.given), scenario)

/** The same on a stage that was set for it, where what came of every filing can be seen afterwards. */
export function playOn(stage: Stage, scenario: ScenarioDefinition): ScenarioResult {
  const { pack } = stage
  const failures: { step: number; text: string }[] = []
  const fail = (step: number, text: string) =>
    failures.push({ step, text: `第 ${step} 步：${text}` })
  for (const text of unknownKeys(stage, scenario.given)) fail(0, text)
  const records = [...(pack.world.records ?? []), ...(scenario.given?.records ?? [])]
  for (const [at, it] of records.entries()) {
    if (!setTime(stage, it.at, at)) fail(0, `时间 “${it.at}” 不对`)
    const name = `record-${at + 1}`
    const filed: ScenarioStep = {
      by: 'system',
      file: it.chain,
      as: name,
      for: it.person,
      with: it.with,
    }
    const came = act(stage, filed)
    const done = came?.is === 'done' ? act(stage, { by: 'system', submit: name }) : came
    const text = done && saysOf(done)
    if (text) fail(0, `开始时的记录 ${at + 1}（${it.chain}，${it.person}）没有记上：${text}`)
  }
  if (!setTime(stage, scenario.at, 0)) fail(0, `时间 “${scenario.at}” 不对`)
  const aftermath = startAftermath()
  for (const [at, step] of scenario.steps.entries()) {
    const n = at + 1
    if (step.at !== undefined && !setTime(stage, step.at, n)) fail(n, `时间 “${step.at}” 不对`)
    else if (step.at === undefined) setTime(stage, stage.at, n)
    try {
      for (const text of changeWorld(stage, step.world)) fail(n, text)
      if (aftermath.isLost(step)) continue
      const came = act(stage, step)
      if (came?.is === 'done' && step.file !== undefined) aftermath.forget(step)
      const texts = differences(stage, step, came)
      if (texts.length > 0 && aftermath.follows(step)) continue
      for (const text of texts) fail(n, text)
      if (came && came.is !== 'done' && !step.expect?.refused)
        aftermath.begin(step, failures.at(-1)!)
    } catch (error) {
      fail(n, `引擎出错：${error instanceof Error ? error.message : String(error)}`)
    }
  }
  aftermath.tell()
  const { covered } = stage
  return {
    scenario: scenario.scenario,
    title: scenario.title,
    passed: failures.length === 0,
    failures,
    covered: {
      states: [...covered.states],
      transitions: [...covered.transitions],
      kinds: [...covered.kinds],
      rules: [...covered.rules],
    },
  }
}

export function playAll(
  pack: Pack,
  scenarios: readonly ScenarioDefinition[],
): readonly ScenarioResult[] {
  return scenarios.map((it) => play(pack, it))
}

/** The region's clock; a few milliseconds by step, so that what came first stays first. */
function setTime(stage: Stage, text: string, step: number): boolean {
  const local = isDay(text) ? `${text}T09:00` : text.replace(' ', 'T')
  if (!isLocalTime(local)) return false
  stage.at = local as LocalTime
  const exact = instantOf(stage.at, stage.pack.offsetMinutes)
  stage.now = `${exact.slice(0, -4)}${String(step % 1000).padStart(3, '0')}Z` as Instant
  return true
}

function saysOf(came: Came): string | undefined {
  if (came.is === 'nonsense') return came.says
  if (came.is === 'done') return undefined
  return [came.refusal, ...(came.refusal.issues ?? [])]
    .map((it) => `${it.code} ${it.at.join('.')}`.trim())
    .join('，')
}

function unknownKeys(stage: Stage, given: ScenarioDefinition['given']): readonly string[] {
  const { world } = stage.pack
  const offices = new Set(world.offices.map((it) => it.key))
  const posts = new Set(world.posts.map((it) => it.key))
  const people = new Set(world.people.map((it) => it.key))
  return [
    ...(given?.closed ?? []).filter((it) => !offices.has(it)).map((it) => `没有机构 “${it}”`),
    ...(given?.['without-posts'] ?? [])
      .filter((it) => !posts.has(it) && !offices.has(it))
      .map((it) => `没有岗位 “${it}”`),
    ...Object.keys(given?.attributes ?? {})
      .filter((it) => !people.has(it) && !offices.has(it))
      .map((it) => `没有人员或机构 “${it}”`),
  ]
}

function changeWorld(stage: Stage, change: ScenarioStep['world']): readonly string[] {
  const problems: string[] = []
  for (const [keys, closed] of [
    [change?.close, true],
    [change?.open, false],
  ] as const) {
    for (const key of keys ?? []) {
      if (!stage.offices.has(key)) problems.push(`没有机构 “${key}”`)
      changeOffice(stage, key, { closed })
    }
  }
  if (change?.close || change?.open) askAgain(stage)
  for (const [key, department] of Object.entries(change?.department ?? {})) {
    const person = stage.people.get(key)
    const office = person?.office === undefined ? undefined : stage.offices.get(person.office)
    if (!person) problems.push(`没有人员 “${key}”`)
    else if (department !== null && !office?.departments.some((it) => it.id === department)) {
      problems.push(`${person.name} 的单位没有部门 “${department}”`)
    } else {
      const { department: _, ...rest } = person
      stage.people.set(
        key,
        department === null
          ? rest
          : { ...rest, department: department as NonNullable<typeof person.department> },
      )
    }
  }
  return problems
}
