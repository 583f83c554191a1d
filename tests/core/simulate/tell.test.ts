import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../engine/core/rules/index.ts'
import { coverageOf, play } from '../../../engine/core/simulate/index.ts'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { failuresOf, filled, pack, story } from '../../support/stories.ts'
import { tinyChain, tinyHours, tinyPack } from '../../support/tiny-pack.ts'

/** What is told of a story that did not come true, and of what no story touched. */

test('what follows from a step that failed is counted, not told again', () => {
  expect(
    failuresOf([
      { file: 'declaration', by: 'li', as: 'f', with: { ...filled, colour: 'red' } },
      { submit: 'f', by: 'li', expect: { state: 'unit' } },
      { approve: 'f', by: 'unit-admin' },
      { file: 'declaration', by: 'li', as: 'g', with: filled },
      { submit: 'g', by: 'li' },
      { approve: 'g', by: 'wang' },
      {
        approve: 'g',
        by: 'hrss-chief',
        expect: { state: 'approved', inbox: { of: 'li', lacks: ['f'] } },
      },
    ]),
  ).toEqual([
    '第 1 步：应能办理，实被拒绝：form-invalid colour，unknown-field colour（之后 2 步随之不成，不再列出）',
    expect.stringMatching(
      /^第 6 步：应能办理，实被拒绝：not-your-turn.*（之后 1 步随之不成，不再列出）$/,
    ),
  ])
})

test('a sentence tells apart what only looks alike, and in words a story could write', () => {
  const filed = { file: 'declaration', by: 'li', as: 'f', with: filled } as const
  const submitted = { submit: 'f', by: 'li' } as const
  expect(failuresOf([filed, { ...submitted, expect: { claimed: '32' as never } }])).toEqual([
    '第 2 步：申报学时应为文字 32，实为数字 32',
  ])
  expect(
    failuresOf([filed, { ...submitted, expect: { passed: ['final'] } }], { closed: ['unit'] }),
  ).toEqual([
    '第 2 步：越过的环节应为 “final”：没有越过 final，还越过了 unit（机构 unit，原因 review-closed）',
  ])
  expect(
    failuresOf([
      filed,
      submitted,
      { approve: 'f', by: 'east-admin' },
      { return: 'f', by: 'hrss-chief', to: 'finall', opinion: '改' },
    ]),
  ).toEqual([expect.stringMatching(/return-where.*（可写 filer、unit）/)])
})

test('what is missing of the total is not what is missing of a course', () => {
  const hours = {
    ...tinyHours,
    requirements: [
      {
        ...tinyHours.requirements[0]!,
        total: 0,
        'required-courses': [{ kind: 'training', title: '培训班' }],
      },
    ],
  }
  const expected = { person: 'li', year: 2026, missing: { total: 0, training: 1 } }
  expect(play(tinyPack({ hours }), story([{ expect: { standing: expected } }])).failures).toEqual(
    [],
  )
})

test('coverage tells what no story touched', () => {
  const result = play(pack, story([{ file: 'declaration', by: 'li', as: 'f', with: filled }]))
  const { covered, missing } = coverageOf(pack, [result])
  expect(covered.states).toEqual(['declaration/draft'])
  expect(missing.transitions).toContain('declaration/unit/approve/final')
  expect(covered.rules).toEqual(['half-days'])
})

describe('coverage leaves out what no filing can do', () => {
  const missingOf = (steps: readonly StepDefinition[], conditions: Conditions) => {
    const chain = { ...tinyChain, steps, delete: [], withdraw: { while: [], to: 'draft' as const } }
    const own = tinyPack({ chains: [chain], conditions })
    const { states, transitions } = coverageOf(own, []).missing
    return {
      states,
      submits: transitions.filter((it) => it.startsWith('declaration/draft/submit')),
      on: transitions.filter((it) => /\/(unit|extra)\/approve\//.test(it)),
    }
  }
  const step = (id: string, when?: string | readonly string[]): StepDefinition => ({
    id,
    title: id,
    who: { nearest: 'hrss' },
    ...(when !== undefined && { skip: { when } }),
  })
  const kind = (value: string) => ({
    test: { fact: 'filing.kind', operator: 'equal' as const, value },
  })

  test('what passes the one over passes the other over too', () => {
    const { submits } = missingOf([step('unit', 'paper'), step('extra', 'paper'), step('final')], {
      paper: kind('paper'),
    })
    expect(submits).toEqual(['declaration/draft/submit/unit', 'declaration/draft/submit/final'])
  })

  test('what waits at one step is of a kind that passes the next over', () => {
    const conditions = { paper: kind('paper'), training: kind('training') }
    const { on } = missingOf(
      [step('unit', 'paper'), step('extra', 'training'), step('final')],
      conditions,
    )
    expect(on).toEqual(['declaration/unit/approve/final', 'declaration/extra/approve/final'])
  })

  test('a step everything passes over is no state', () => {
    const always = { test: { fact: 'filing.by-permit', operator: 'equal' as const, value: false } }
    const { states } = missingOf([step('unit'), step('extra', 'always'), step('final')], { always })
    expect(states).not.toContain('declaration/extra')
    expect(states).toContain('declaration/unit')
  })

  test('what is not sure may be', () => {
    const later = { test: { fact: 'filing.claimed', operator: 'greaterThan' as const, value: 8 } }
    const { submits } = missingOf(
      [step('unit', ['later', 'review-closed']), step('extra', 'later'), step('final')],
      { later },
    )
    expect(submits).toHaveLength(3)
  })
})
