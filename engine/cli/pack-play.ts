import { hasErrors, placeOfStory, resolve, revive, sayIssue, type Resolution } from '#core/pack'
import {
  coverageOf,
  playAll,
  type Coverage,
  type ScenarioDefinition,
  type ScenarioResult,
} from '#core/simulate'
import { readPackFiles } from '#storage/pack-files'
import type { Io } from './io.ts'

/** Plays every story of every pack; what failed, in sentences, and what no story touches. 1 if any failed. */
export function playPacks(folders: readonly string[], io: Io): number {
  const results = folders.map((it) => playOne(it, io))
  const sum = (pick: (it: Played) => number) => results.reduce((all, it) => all + pick(it), 0)
  const ok = results.every((it) => it.ok)
  const [scenarios, failed] = [sum((it) => it.scenarios), sum((it) => it.failed)]
  io.say(`${ok ? '✓' : '✗'} 共 ${results.length} 个配置包，${scenarios} 个剧情，${failed} 个未通过`)
  return ok ? 0 : 1
}

interface Played {
  readonly ok: boolean
  readonly scenarios: number
  readonly failed: number
}
const unplayed: Played = { ok: false, scenarios: 0, failed: 0 }

function playOne(folder: string, io: Io): Played {
  const { issues, resolved, scenarios, layered } = resolve(readPackFiles(folder))
  const name = layered.layers.join(' → ')
  if (hasErrors(issues)) {
    for (const issue of issues.filter((it) => it.severity === 'error'))
      io.say(`✗ ${sayIssue(issue)}`)
    io.say(`✗ ${name}：有错误，未演练`)
    return unplayed
  }
  if (resolved.header.abstract) {
    io.say(`– ${name}：共用层，不演练`)
    return { ok: true, scenarios: 0, failed: 0 }
  }
  const pack = revive(resolved)
  const results = playAll(pack, scenarios as readonly ScenarioDefinition[])
  const failed = results.filter((it) => !it.passed)
  for (const it of failed) sayFailure(it, layered, io)
  io.say(
    `${failed.length === 0 ? '✓' : '✗'} ${name}：${results.length} 个剧情，${failed.length} 个未通过`,
  )
  sayCoverage(coverageOf(pack, results), io)
  return { ok: failed.length === 0, scenarios: results.length, failed: failed.length }
}

function sayFailure(
  { scenario, title, failures }: ScenarioResult,
  layered: Resolution['layered'],
  io: Io,
): void {
  io.say(`✗ ${scenario}　${title}`)
  for (const { step, text } of failures) {
    const at = placeOfStory(layered, scenario, step)
    io.say(`    ${at ? `${at.layer}/${at.file}:${at.line} ` : ''}${text}`)
  }
}

const titles = {
  states: '状态',
  transitions: '动作',
  kinds: '学习形式',
  rules: '规则',
} as const satisfies Record<keyof Coverage, string>

function sayCoverage({ covered, missing }: ReturnType<typeof coverageOf>, io: Io): void {
  for (const [key, title] of Object.entries(titles) as [keyof Coverage, string][]) {
    const [have, lack] = [covered[key].length, missing[key].length]
    const share = have + lack === 0 ? 100 : Math.floor((100 * have) / (have + lack))
    const rest = lack === 0 ? '' : `；未演练：${missing[key].join('、')}`
    io.say(`    ${title} ${have}/${have + lack}（${share}%）${rest}`)
  }
}
