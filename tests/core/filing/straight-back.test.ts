import { describe, expect, test } from 'vitest'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { Filing, finalStep, li, unitStep } from '../../support/one-filing.ts'
import { tinyForm, type TinyParts } from '../../support/tiny-pack.ts'
import { filled } from '../../support/tiny-world.ts'

const withSubject: TinyParts = {
  forms: [
    {
      ...tinyForm,
      means: { ...tinyForm.means, subject: 'subject' },
      sections: [
        { ...tinyForm.sections[0]!, fields: [...tinyForm.sections[0]!.fields, 'subject'] },
      ],
      fields: [...tinyForm.fields, { id: 'subject', kind: 'subject', label: '科目' }],
    },
  ],
}

/** The unit gave 20 of 32 hours, then the last step returned it to its filer. */
function returned(): Filing {
  const it = new Filing({}, {}, li, withSubject).submitted()
  it.do('approve', it.post('unit-admin'), { awarded: 20, opinion: '核减' })
  it.do('return', it.post('hrss-chief'), { to: 'filer', opinion: '请补证明' })
  return it
}

describe('returned to its filer by a step that wants it straight back', () => {
  test('it comes back there with the hours the earlier step gave', () => {
    const it = returned()
    it.do('submit', li, { data: { ...filled, name: '培训班（附证明）' } })
    expect([it.state.state, it.state.awarded]).toEqual(['final', 20])
    const { entry } = it.do('approve', it.post('hrss-chief'))
    expect(entry.effects).toMatchObject([{ do: 'credit', hours: 20, claimed: 32 }])
  })
  test.each([
    ['kind', { kind: 'paper' }],
    ['year', { year: 2025 }],
    ['subject', { subject: 'public' }],
    ['hours', { hours: 24 }],
  ])('claiming something else (%s), it starts anew, and nothing is awarded yet', (_, change) => {
    const it = returned()
    it.do('submit', li, { data: { ...filled, ...change } })
    expect([it.held, it.state.awarded]).toEqual([['unit'], undefined])
  })
  test('what was saved in between is what it claims', () => {
    const it = returned()
    it.do('save', li, { data: { ...filled, hours: 24 } })
    expect(it.do('submit', li).entry.to).toBe('unit')
    const unchanged = returned()
    unchanged.do('save', li, { data: { ...filled, hours: 24 } })
    expect(unchanged.do('submit', li, { data: filled }).entry.to).toBe('final')
  })
  test('of a climb, it comes back to the very office', () => {
    const climbing: StepDefinition = {
      id: 'review',
      title: '逐级',
      who: { climb: 'any', until: 'hrss' },
      may: ['approve', 'return'],
      return: { to: ['filer'], 'straight-back': true },
    }
    const it = new Filing({ steps: [climbing], resubmit: { from: [] } }).submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('return', it.post('bureau-admin'), { opinion: '请补证明' })
    it.submitted()
    expect(it.held).toEqual(['bureau'])
  })
})

test('where nothing is claimed it comes straight back, and nothing of a claim is kept', () => {
  const forms: TinyParts['forms'] = [{ ...tinyForm, means: { title: 'name' } }]
  const it = new Filing({}, {}, li, { forms }).submitted()
  it.do('approve', it.post('unit-admin'))
  it.do('return', it.post('hrss-chief'), { to: 'filer', opinion: '请补证明' })
  expect(it.state).not.toHaveProperty('backAs')
  it.submitted()
  expect(it.held).toEqual(['hrss'])
})
test('returned to the step before by an office on its way up, it comes straight back to that office', () => {
  const climbing: StepDefinition = {
    id: 'review',
    title: '逐级',
    who: { climb: 'any', until: 'hrss', 'start-above': true },
    may: ['approve', 'return'],
    return: { to: ['unit'], 'straight-back': true },
  }
  const it = new Filing({ steps: [unitStep, climbing], resubmit: { from: [] } }).submitted()
  it.do('approve', it.post('unit-admin'))
  it.do('approve', it.post('bureau-admin'))
  it.do('return', it.post('hrss-chief'), { opinion: '请再核' })
  it.do('approve', it.post('unit-admin'))
  expect(it.held).toEqual(['hrss'])
})
test('returned to an earlier step, it comes straight back past those between', () => {
  const between: StepDefinition = { id: 'between', title: '复审', who: { nearest: 'bureau' } }
  const it = new Filing({ steps: [unitStep, between, finalStep] }).submitted()
  it.do('approve', it.post('unit-admin'))
  it.do('approve', it.post('bureau-admin'))
  it.do('return', it.post('hrss-chief'), { to: 'unit', opinion: '请再核' })
  it.do('approve', it.post('unit-admin'))
  expect([it.state.state, it.held]).toEqual(['final', ['hrss']])
})
