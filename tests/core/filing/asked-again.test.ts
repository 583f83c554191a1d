import { describe, expect, test } from 'vitest'
import type { OfficeId, PersonId } from '../../../engine/core/base/index.ts'
import { blank, isMisplaced, openActions } from '../../../engine/core/filing/index.ts'
import type { ChainDefinition, StepDefinition } from '../../../engine/core/workflow/index.ts'
import { Filing, finalStep, li, system, type Given } from '../../support/one-filing.ts'
import { tinyWorld, type TinyParts } from '../../support/tiny-pack.ts'
import { headOf, worldOf } from '../../support/tiny-world.ts'

const both: StepDefinition = {
  id: 'both',
  title: '会签',
  who: { all: [{ office: 'subject-unit' }, { nearest: 'bureau' }, { nearest: 'hrss' }] },
  skip: { when: 'review-closed' },
}
const last: StepDefinition = { ...finalStep, return: { to: ['filer'] } }

/** A unit asks to stand under another, which has somebody to agree. */
const moveParts: TinyParts = {
  forms: [
    {
      form: 'declaration',
      title: '更换上级',
      means: {},
      sections: [{ id: 'main', title: '内容', fields: ['to'] }],
      fields: [{ id: 'to', kind: 'office', label: '现上级' }],
    },
  ],
  world: {
    ...tinyWorld,
    posts: [
      ...tinyWorld.posts,
      { key: 'empty-admin', person: 'sun', office: 'empty', role: 'admin' },
    ],
  },
}

/** Of an all-of the unit has approved. */
function halfDone(chain: Partial<ChainDefinition>): Filing {
  const it = new Filing(chain).submitted()
  it.do('approve', it.post('unit-admin'))
  return it
}
const misplaced = (it: Filing, world: Given) =>
  isMisplaced(it.pack, it.state, worldOf(it.pack, world))

describe('an all-of that is asked again in another world', () => {
  test('keeps what is done, and waits for the others still there', () => {
    const it = halfDone({ steps: [both, last] })
    const world = { closed: ['bureau'] }
    expect(misplaced(it, world)).toBe(true)
    it.do('reassign', system, {}, world)
    expect([it.state.state, it.held, it.state.stuck]).toEqual(['both', ['hrss'], false])
    expect(it.state.desks.find((one) => one.office === 'unit')).toMatchObject({ done: true })
    expect(misplaced(it, world)).toBe(false)
  })
  test('goes on once nobody is left to ask, as if the others had been closed from the start', () => {
    const it = halfDone({ steps: [both, last] })
    const { entry } = it.do('reassign', system, {}, { closed: ['bureau', 'hrss'] })
    expect([it.state.state, it.held]).toEqual(['final', ['hrss']])
    expect(entry.passed.map((one) => [one.office, one.why])).toEqual([
      ['bureau', 'review-closed'],
      ['hrss', 'review-closed'],
    ])
  })
  test('at the end is approved by those who approved, and its hours count', () => {
    const it = halfDone({ steps: [{ ...both, edits: ['awarded'] }] })
    const { entry } = it.do('reassign', system, {}, { superiors: { unit: {} } })
    expect([it.state.state, it.state.stuck, it.state.credited]).toEqual(['approved', false, true])
    expect(entry.effects).toMatchObject([{ do: 'credit', hours: 32 }])
  })
  test('lets them count where the chain says they do', () => {
    const it = halfDone({ steps: [both, last], credits: { at: 'both' } })
    it.do('reassign', system, {}, { closed: ['bureau', 'hrss'] })
    expect([it.state.state, it.state.credited]).toEqual(['final', true])
  })
  test('is not approved by itself where the tree would not bear what it asks for', () => {
    const steps: StepDefinition[] = [
      {
        id: 'both',
        title: '新旧上级',
        who: { all: [{ superior: 'upper', from: 'subject-office' }, { chosen: 'to' }] },
      },
    ]
    const chain: Partial<ChainDefinition> = {
      about: 'office',
      'filed-by': [{ post: 'declare', for: 'own-office' }],
      steps,
      resubmit: { from: ['refused'] },
      effects: { approved: [{ do: 'move-office', relation: 'upper', to: 'to' }] },
    }
    const moving = () => {
      const it = new Filing(chain, {}, li, moveParts)
      const [office, person] = ['unit' as OfficeId, 'li' as PersonId]
      it.state = blank(it.pack, headOf(it.post('unit-admin'), { office, person }))
      it.do('submit', it.post('unit-admin'), { data: { to: 'empty' } })
      it.do('approve', it.post('empty-admin'))
      return it
    }
    const gone = { superiors: { unit: {} } }
    const fine = moving()
    expect(fine.do('reassign', system, {}, gone).entry.effects).toContainEqual({
      do: 'move-office',
      office: 'unit',
      relation: 'upper',
      to: 'empty',
    })
    const circle = { superiors: { unit: {}, empty: { upper: ['unit'] } } }
    const stuck = moving()
    stuck.do('reassign', system, {}, circle)
    expect([stuck.state.state, stuck.state.stuck, misplaced(stuck, circle)]).toEqual([
      'both',
      true,
      false,
    ])
  })
  test('knows who approved in another’s stead', () => {
    const steps: StepDefinition[] = [{ ...both, repeat: 'forbid' }, last]
    const it = new Filing({ steps }).submitted({ without: ['bureau-admin'] })
    it.do('reassign', it.post('hrss-chief'), { to: 'hrss' })
    expect(it.state.desks.map((one) => [one.office, one.instead])).toEqual([
      ['unit', undefined],
      ['hrss', 'bureau'],
    ])
    it.do('approve', it.post('hrss-chief'))
    expect(misplaced(it, {})).toBe(false)
    it.do('reassign', it.post('hrss-chief'))
    expect(it.held).toEqual(['unit'])
  })
})

test('nothing is handed to an office whose review is closed, nor stays where it is closed since', () => {
  const step: StepDefinition = { ...both, who: { nearest: 'bureau' } }
  const it = new Filing({ steps: [step, last] }).submitted({ without: ['bureau-admin'] })
  const chief = it.post('hrss-chief')
  const closed = { closed: ['unit'], without: ['bureau-admin'] }
  expect(it.refusal('reassign', chief, { to: 'unit' }, closed)).toMatchObject({
    code: 'review-closed',
  })
  it.do('reassign', chief, { to: 'unit' })
  expect([it.held, misplaced(it, {}), misplaced(it, closed)]).toEqual([['unit'], false, true])
})

test('what lay with nobody and was given by hand stays there, whoever has come since', () => {
  const step: StepDefinition = {
    id: 'up',
    title: '逐级',
    who: { climb: 'any', until: 'nowhere' },
    nobody: 'up',
    roles: ['admin'],
    skip: { when: 'at-bureau' },
  }
  const conditions = {
    'at-bureau': { test: { fact: 'step.office-type', operator: 'equal', value: 'bureau' } },
  } as const
  const nobody = { without: ['unit-admin', 'east-admin', 'bureau-admin'] }
  const it = new Filing({ steps: [step, last] }, conditions).submitted(nobody)
  expect([it.state.stuck, it.held]).toEqual([true, []])
  it.do('reassign', it.post('hrss-chief'), { to: 'bureau' })
  expect(it.held).toEqual(['bureau'])
  expect(misplaced(it, {}), 'the unit has its admin again').toBe(false)
  expect(misplaced(it, { without: ['bureau-admin'] }), 'nobody is left there').toBe(true)
})

describe('what is returned to an earlier step', () => {
  const closed = { closed: ['unit'] }
  test('goes where it is decided anew; not to a step that it would only pass over', () => {
    const it = new Filing().submitted(closed)
    const chief = it.post('hrss-chief')
    const back = { to: 'unit', opinion: '请再核' }
    expect(it.refusal('return', chief, back, closed)).toMatchObject({
      code: 'return-passed-over',
      with: { step: '单位审核' },
    })
    const targets = (world: Given) =>
      openActions(it.pack, it.state, chief, worldOf(it.pack, world)).find(
        (one) => one.action === 'return',
      )?.to
    expect([targets(closed), targets({})]).toEqual([['returned'], ['returned', 'unit']])
    it.do('return', chief, back)
    expect([it.held, misplaced(it, {})]).toEqual([['unit'], false])
  })
  test('is asked of who decided it before, too: they decide it anew', () => {
    const climbing: StepDefinition = {
      id: 'review',
      title: '逐级',
      who: { climb: 'any', until: 'bureau' },
      repeat: 'forbid',
    }
    const it = new Filing({
      steps: [climbing, { ...finalStep, return: { to: ['review'] } }],
    }).submitted()
    const world = { without: ['east-admin'] }
    it.do('approve', it.post('unit-admin'), {}, world)
    it.do('approve', it.post('bureau-admin'), {}, world)
    it.do('return', it.post('hrss-chief'), { opinion: '请再核' }, world)
    expect([it.held, it.state.stuck, misplaced(it, world)]).toEqual([['unit'], false, false])
  })
})
