import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../engine/core/base/index.ts'
import { blank, maySee, openActions } from '../../../engine/core/filing/index.ts'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { Filing, li, type Given } from '../../support/one-filing.ts'
import { tinyOrg, tinyWorld, type TinyParts } from '../../support/tiny-pack.ts'
import { headOf, personActor, worldOf } from '../../support/tiny-world.ts'

/** Two trees, each with a rescuer at its top; the bureau in between has one, too. */
const parts: TinyParts = {
  org: {
    ...tinyOrg,
    roles: [...tinyOrg.roles, { id: 'rescuer', title: '改派', at: ['bureau'], may: ['rescue'] }],
  },
  world: {
    ...tinyWorld,
    offices: [...tinyWorld.offices, { key: 'far', type: 'hrss', name: '外市人社局' }],
    posts: [
      ...tinyWorld.posts,
      { key: 'bureau-rescuer', person: 'zhao', office: 'bureau', role: 'rescuer' },
      { key: 'far-chief', person: 'sun', office: 'far', role: 'chief' },
    ],
  },
}
const atBureau: StepDefinition = { id: 'bureau', title: '主管部门', who: { nearest: 'bureau' } }
const aFiling = (...steps: StepDefinition[]) => new Filing({ steps }, {}, li, parts)

/** Whose the rescue is: who may hand it on, who sees it. */
function rescuers(it: Filing, world: Given): readonly string[] {
  const loaded = worldOf(it.pack, world)
  const keys = it.pack.world.posts
    .map((one) => one.key)
    .filter((key) => !world.without?.includes(key))
  const may = keys.filter((key) =>
    openActions(it.pack, it.state, it.post(key), loaded).some((one) => one.action === 'reassign'),
  )
  for (const key of may) expect(maySee(it.pack, it.state, it.post(key), loaded), key).toBe(true)
  return may
}

describe('what nobody can act on', () => {
  test('is the rescuers’ above it, and nobody else’s', () => {
    const world = { without: ['bureau-admin'] }
    const it = aFiling(atBureau).submitted(world)
    expect(it.state.stuck).toBe(true)
    expect(rescuers(it, world)).toEqual(['hrss-chief', 'bureau-rescuer'])
  })
  test('stays theirs where it lies, wherever the person belongs by now', () => {
    const it = aFiling(atBureau).submitted({ without: ['bureau-admin'] })
    const world = { without: ['bureau-admin'], superiors: { unit: {} } }
    expect(rescuers(it, world)).toEqual(['hrss-chief', 'bureau-rescuer'])
  })
  test('about a person without a unit is for the tops of the tree', () => {
    const it = aFiling(atBureau)
    const world = { person: 'wu' }
    it.state = blank(it.pack, headOf(personActor('wu'), { person: 'wu' as PersonId }))
    it.submitted(world)
    expect([it.state.desks, it.state.stuck]).toEqual([[], true])
    expect(rescuers(it, world)).toEqual(['hrss-chief', 'far-chief'])
    it.do('reassign', it.post('far-chief'), { to: 'bureau' }, world)
    expect(it.held).toEqual(['bureau'])
  })
  test('about a unit that nobody stands above any more is for them, too', () => {
    const world = { superiors: { unit: {} } }
    const it = aFiling(atBureau).submitted(world)
    expect([it.state.desks, it.state.stuck]).toEqual([[], true])
    expect(rescuers(it, world)).toEqual(['hrss-chief', 'far-chief'])
  })
  test('is for whoever is left at the top where the one above it is gone', () => {
    const world = { without: ['bureau-admin', 'bureau-rescuer', 'hrss-chief'] }
    const it = aFiling(atBureau).submitted(world)
    expect(rescuers(it, world)).toEqual(['far-chief'])
    const without = {
      without: ['bureau-admin', 'hrss-chief', 'far-chief'],
      superiors: { unit: {} },
    }
    const lost = aFiling(atBureau).submitted(without)
    expect(rescuers(lost, without)).toEqual(['bureau-rescuer'])
  })
  test('is nobody’s from elsewhere while somebody can act on it', () => {
    const world = { superiors: { unit: {} } }
    const it = aFiling({ ...atBureau, who: { office: 'subject-unit' } }).submitted(world)
    expect([it.state.stuck, rescuers(it, world)]).toEqual([false, []])
  })
})
