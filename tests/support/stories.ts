import { play, type ScenarioDefinition } from '../../engine/core/simulate/index.ts'
import { tinyPack } from './tiny-pack.ts'

/** The pack the stories are played on. */
export const pack = tinyPack()

/** A declaration with nothing wrong. */
export const filled = {
  kind: 'training',
  name: '培训班',
  from: '2026-05-04T00:00',
  to: '2026-05-08T00:00',
  hours: 32,
  year: 2026,
  promise: true,
}

export const story = (
  steps: ScenarioDefinition['steps'],
  given?: ScenarioDefinition['given'],
): ScenarioDefinition => ({
  scenario: 'story',
  title: '一个故事',
  covers: [],
  at: '2026-06-01T09:00',
  steps,
  ...(given && { given }),
})

/** What a story of these steps finds otherwise than it expects. */
export const failuresOf = (
  steps: ScenarioDefinition['steps'],
  given?: ScenarioDefinition['given'],
) => play(pack, story(steps, given)).failures.map((it) => it.text)
