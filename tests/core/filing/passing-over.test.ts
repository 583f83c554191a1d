import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../engine/core/base/index.ts'
import { blank } from '../../../engine/core/filing/index.ts'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { filled, headOf } from '../../support/tiny-world.ts'
import { Filing, finalStep } from '../../support/one-filing.ts'

const conditions = {
  short: { test: { fact: 'filing.claimed', operator: 'lessThan', value: 33 } },
  'not-at-bureau': { test: { fact: 'step.office-type', operator: 'notEqual', value: 'bureau' } },
  both: { test: { all: [{ condition: 'short' }, { condition: 'not-at-bureau' }] } },
} as const
/** A step at an office nobody has: the tiny world knows no such relation. */
const nowhere = (when: string | readonly string[]): StepDefinition => ({
  id: 'peer',
  title: '同级人社',
  who: { superior: 'peer' },
  skip: { when },
})
const held = (when: string | readonly string[]) => {
  const it = new Filing({ steps: [nowhere(when), finalStep], resubmit: { from: [] } }, conditions)
  const { entry } = it.do('submit', it.state.filedBy, {
    data: filled,
  })
  return [it.state.state, it.state.stuck, entry.passed]
}
describe('a step whose office does not exist', () => {
  test('is passed over by a condition that asks about no office', () => {
    expect(held('short')).toEqual([
      'final',
      false,
      [{ step: 'peer', why: 'condition', condition: 'short' }],
    ])
  })
  test('waits loudly where the condition asks about the office it would have come to', () => {
    expect(held('not-at-bureau')).toEqual(['peer', true, []])
    expect(held('both')).toEqual(['peer', true, []])
    expect(held(['not-at-bureau', 'no-such-office'])).toEqual([
      'final',
      false,
      [{ step: 'peer', why: 'no-such-office' }],
    ])
  })
})

describe('an office whose review was closed', () => {
  const step: StepDefinition = { ...finalStep, skip: { when: 'review-closed' } }
  test('stands in for no other that has nobody', () => {
    const who = { any: [{ superior: 'any' }, { nearest: 'hrss' }] } as const
    const world = {
      without: ['bureau-admin'],
      superiors: { bureau: { upper: ['unit'] } },
      closed: ['unit'],
    }
    const it = new Filing({ steps: [{ ...step, who, nobody: 'up' }] }).submitted(world)
    expect([it.held, it.state.stuck]).toEqual([['bureau'], true])
    expect(it.state.desks.map((one) => [one.office, one.empty])).toEqual([['bureau', true]])
  })
  test('decides nothing that still lies there, and is given nothing by hand', () => {
    const it = new Filing({ steps: [{ ...step, return: { to: ['filer'] } }] }).submitted()
    const closed = { closed: ['hrss', 'bureau'] }
    expect(it.refusal('approve', it.post('hrss-chief'), {}, closed)).toMatchObject({
      code: 'review-closed',
      with: { office: '市人社局' },
    })
    expect(it.refusal('reassign', it.post('hrss-chief'), { to: 'bureau' }, closed)).toMatchObject({
      code: 'review-closed',
      at: ['to'],
    })
    expect(it.refusal('approve', it.post('hrss-chief'))).toBe('allowed')
  })
})

describe('an office files to close an account', () => {
  test('of the person it is about, not its own', () => {
    const it = new Filing({
      'filed-by': [{ post: 'declare', for: 'own-people' }],
      steps: [{ ...finalStep, return: { to: ['filer'] } }],
      effects: { approved: [{ do: 'close-account' }] },
      credits: { at: 'end' },
    })
    it.state = blank(it.pack, headOf(it.post('unit-admin'), { person: 'li' as PersonId }))
    it.submitted()
    const { entry } = it.do('approve', it.post('hrss-chief'))
    expect(entry.effects).toContainEqual({
      do: 'close-account',
      person: 'li',
      account: 'account:li',
    })
  })
})
