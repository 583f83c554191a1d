import { describe, expect, test } from 'vitest'
import { circleOf, openActions } from '../../../engine/core/filing/index.ts'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { worldOf } from '../../support/tiny-world.ts'
import { Filing, li } from '../../support/one-filing.ts'
import { tinyOrg, tinyWorld, type TinyParts } from '../../support/tiny-pack.ts'

const own = { office: 'subject-unit' } as const
const [first, second]: readonly StepDefinition[] = [
  { id: 'first', title: '经办初审', who: own, roles: ['clerk'], label: '待初审' },
  {
    id: 'second',
    title: '负责人复核',
    who: own,
    roles: ['head'],
    label: '待复核',
    may: ['approve', 'refuse', 'return'],
    return: { to: ['filer', 'first'], 'straight-back': true },
  },
]
const steps = [first!, second!]
/** One unit, with somebody who prepares, somebody who decides, and Qian who may do both. */
const parts: TinyParts = {
  org: {
    ...tinyOrg,
    roles: [
      ...tinyOrg.roles,
      { id: 'clerk', title: '经办人', at: ['unit'], may: ['review'] },
      { id: 'head', title: '负责人', at: ['unit'], may: ['review'] },
    ],
  },
  world: {
    ...tinyWorld,
    posts: [
      { key: 'clerk', person: 'wang', office: 'unit', role: 'clerk' },
      { key: 'head', person: 'qian', office: 'unit', role: 'head' },
      { key: 'head-as-clerk', person: 'qian', office: 'unit', role: 'clerk' },
      { key: 'second-head', person: 'zhou', office: 'unit', role: 'head' },
      ...tinyWorld.posts.filter((it) => it.key === 'hrss-chief'),
    ],
  },
}
const aFiling = (change: readonly StepDefinition[] = steps) =>
  new Filing(
    { steps: change, delete: [], resubmit: { from: [] }, credits: { at: 'end' } },
    {},
    li,
    parts,
  )

describe('two steps at one office, each for a role', () => {
  test('are taken one after the other by who holds the role, and by nobody else', () => {
    const it = aFiling().submitted()
    expect([it.state.label, it.held, circleOf(it.state.desks[0]!)]).toEqual([
      '待初审',
      ['unit'],
      'clerk',
    ])
    expect(it.refusal('approve', it.post('head'))).toMatchObject({
      code: 'not-your-role',
      with: { step: '经办初审', roles: ['经办人'], own: '负责人' },
    })
    expect(openActions(it.pack, it.state, it.post('head'), worldOf(it.pack))).toEqual([])
    it.do('approve', it.post('clerk'))
    expect([it.state.label, it.held, circleOf(it.state.desks[0]!)]).toEqual([
      '待复核',
      ['unit'],
      'head',
    ])
    expect(it.refusal('approve', it.post('clerk'))).toMatchObject({ code: 'not-your-role' })
    it.do('approve', it.post('head'))
    expect(it.state.state).toBe('approved')
  })
  test('wait loudly where nobody holds the role, whoever else sits there', () => {
    const it = aFiling().submitted({ without: ['clerk', 'head-as-clerk'] })
    expect([it.state.state, it.state.stuck]).toEqual(['first', true])
  })
})

const hrssLast: StepDefinition = {
  id: 'last',
  title: '终审',
  who: { nearest: 'hrss' },
  may: ['approve', 'return'],
  return: { to: ['filer'] },
  repeat: 'forbid',
}

describe('a step that asks for somebody new', () => {
  const strict = [first!, { ...second!, repeat: 'forbid' } as const]
  test('is not decided by who decided before, whatever roles they hold', () => {
    const it = aFiling(strict).submitted()
    it.do('approve', it.post('head-as-clerk'))
    expect(it.refusal('approve', it.post('head'))).toMatchObject({
      code: 'decided-before',
      with: { name: 'qian', step: '负责人复核' },
    })
    expect(it.state.stuck).toBe(false)
    it.do('approve', it.post('second-head'))
    expect(it.state.state).toBe('approved')
  })
  test('waits loudly when there is only who decided before', () => {
    const it = aFiling(strict).submitted()
    it.do('approve', it.post('head-as-clerk'), {}, { without: ['second-head'] })
    expect([it.state.state, it.state.stuck]).toEqual(['second', true])
  })
  test('forgets what is decided anew, and remembers what is not', () => {
    const again = aFiling(strict).submitted()
    again.do('approve', again.post('head-as-clerk'))
    again.do('return', again.post('second-head'), { to: 'first', opinion: '请再核' })
    expect(again.state.deciders).toBeUndefined()
    again.do('approve', again.post('clerk'))
    expect(again.refusal('approve', again.post('head'))).toBe('allowed')

    const back = aFiling(strict).submitted()
    back.do('approve', back.post('head-as-clerk'))
    back.do('return', back.post('second-head'), { to: 'filer', opinion: '请补充' })
    back.submitted()
    expect(back.state.state).toBe('second')
    expect(back.refusal('approve', back.post('head'))).toMatchObject({ code: 'decided-before' })
  })
  test('forgets everybody once it is submitted anew, even past a step that is closed by then', () => {
    const it = aFiling([{ ...first!, skip: { when: 'review-closed' } }, hrssLast]).submitted()
    it.do('approve', it.post('head-as-clerk'))
    expect(it.state.deciders).toEqual([{ step: 'first', account: 'account:qian' }])
    it.do('return', it.post('hrss-chief'), { opinion: '请补充' })
    it.submitted({ closed: ['unit'] })
    expect([it.state.state, it.state.deciders]).toEqual(['last', undefined])
  })
  test('is asked anew of who decided before the last submission', () => {
    const climbing: StepDefinition = {
      id: 'review',
      title: '逐级',
      who: { climb: 'any', until: 'hrss' },
      repeat: 'forbid',
    }
    const it = new Filing({ steps: [climbing], resubmit: { from: ['refused'] } }).submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('refuse', it.post('bureau-admin'), { opinion: '不符' })
    it.submitted({ without: ['east-admin'] })
    expect([it.held, it.state.stuck]).toEqual([['unit'], false])
  })
  test('keeps no names where no step asks', () => {
    const it = aFiling().submitted()
    it.do('approve', it.post('clerk'))
    expect(it.state.deciders).toBeUndefined()
  })
})
