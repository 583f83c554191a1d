import {
  blank,
  type Command,
  decide,
  type Decision,
  type FilingState,
  type World,
} from '#core/filing'
import type { Pack } from '#core/pack'
import type { Conditions } from '#core/rules'
import type { ChainDefinition } from '#core/workflow'
import { tinyChain, tinyPack } from '../support/tiny-pack.ts'
import { filled, headOf, now, personActor, postActor, worldOf } from '../support/tiny-world.ts'

/** Named conditions over typed facts, judged on the way of every filing of the case. */
const conditions: Conditions = {
  'some-hours': { test: { fact: 'filing.claimed', operator: 'greaterThan', value: 0 } },
  'not-too-old': {
    test: {
      all: [
        { fact: 'filing.years-back', operator: 'greaterThanInclusive', value: 0 },
        { fact: 'filing.years-back', operator: 'lessThanInclusive', value: 1 },
      ],
    },
  },
  'few-hours': { test: { fact: 'filing.claimed', operator: 'lessThan', value: 4 } },
  'state-owned': { test: { fact: 'person.state-owned', operator: 'equal', value: true } },
  paper: { test: { fact: 'filing.kind', operator: 'equal', value: 'paper' } },
  'known-kind': {
    test: {
      any: [
        { condition: 'paper' },
        { fact: 'filing.kind', operator: 'in', value: ['training', 'course'] },
      ],
    },
  },
}
const may = ['approve', 'refuse', 'return'] as const
const back = { to: ['filer'] } as const

/** Unit, bureau, and the authority of human resources: three offices decide one after the other. */
const chain: ChainDefinition = {
  ...tinyChain,
  submit: { needs: ['some-hours', 'not-too-old'] },
  steps: [
    {
      id: 'unit',
      title: '单位审核',
      who: { office: 'subject-unit' },
      may,
      return: back,
      skip: { when: 'few-hours' },
      approve: { needs: ['known-kind'] },
    },
    {
      id: 'bureau',
      title: '主管部门审核',
      who: { superior: 'upper' },
      may,
      return: back,
      skip: { when: 'state-owned' },
      approve: { needs: ['known-kind'] },
    },
    {
      id: 'hrss',
      title: '人社终审',
      who: {
        route: [{ when: 'paper', who: { fixed: { type: 'hrss' } } }, { who: { nearest: 'hrss' } }],
      },
      may,
      return: back,
      approve: { needs: ['not-too-old'] },
    },
  ],
}

/** What is played: submitted by the person, approved by three offices. */
export interface CoreCase {
  readonly pack: Pack
  readonly world: World
  readonly draft: FilingState
  readonly submission: Command
  /** As it lies at the first office. */
  readonly submitted: FilingState
  readonly approvals: readonly Command[]
}

export function coreCase(): CoreCase {
  const pack = tinyPack({ chains: [chain], conditions })
  const world = worldOf(pack)
  const li = personActor('li')
  const approve = (key: string, seen: number): Command => ({
    action: 'approve',
    by: postActor(pack, key),
    at: now,
    seen,
  })
  const submission: Command = { action: 'submit', by: li, at: now, seen: 0, data: filled }
  const draft = { ...blank(pack, headOf(li)), data: filled }
  return {
    pack,
    world,
    draft,
    submission,
    submitted: next({ pack, world }, draft, submission).state,
    approvals: [approve('unit-admin', 1), approve('bureau-admin', 2), approve('hrss-chief', 3)],
  }
}

/** One action decided; a refusal would make the figure worthless. */
export function next(
  { pack, world }: Pick<CoreCase, 'pack' | 'world'>,
  state: FilingState,
  command: Command,
): Decision {
  const decided = decide(pack, state, state, command, world)
  if (!decided.ok) throw new Error(JSON.stringify(decided.issue))
  return decided.value
}
