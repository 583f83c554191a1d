import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DepartmentId, OfficeId, PostId } from '../../../engine/core/base/index.ts'
import {
  climb,
  coversDepartment,
  hasRescuer,
  isTopRescuer,
  isWithin,
  nearest,
  orgView,
  reachesPlace,
  roleMay,
  wayUp,
  whoCanAct,
  type Office,
  type Post,
  type RoleDefinition,
} from '../../../engine/core/org/index.ts'

const id = (it: string) => it as OfficeId
const office = (
  key: string,
  type: string,
  superiors: Record<string, string[]> = {},
  departments: Office['departments'] = [],
): Office => ({
  id: id(key),
  type,
  name: key,
  superiors: superiors as unknown as Office['superiors'],
  attributes: {},
  departments,
})
const department = (key: string, parent?: string, disabled?: boolean) => ({
  id: key as DepartmentId,
  name: key,
  ...(parent && { parent: parent as DepartmentId }),
  ...(disabled && { disabled }),
})
const post = (key: string, at: string, role: string, dept?: string): Post => ({
  id: key as PostId,
  account: key,
  name: key,
  office: id(at),
  role,
  ...(dept && { department: dept as DepartmentId }),
})

const school = office('school', 'unit', { upper: ['edu'], peer: ['county'] }, [
  department('maths'),
  department('algebra', 'maths'),
  department('closed', 'maths', true),
  department('geometry', 'closed'),
])
const org = orgView(
  [
    school,
    office('branch', 'unit', { upper: ['school'] }),
    office('edu', 'bureau', { peer: ['county'] }),
    office('county', 'hrss', { upper: ['city'] }),
    office('city', 'hrss'),
    office('round', 'unit', { upper: ['about'] }),
    office('about', 'unit', { upper: ['round'] }),
    office('lost', 'unit', { upper: ['gone'] }),
  ],
  [
    post('head', 'school', 'admin'),
    post('maths', 'school', 'admin', 'maths'),
    post('clerk', 'school', 'clerk'),
    post('closed', 'school', 'admin', 'closed'),
  ],
  7,
)
const at = (key: string) => org.office(id(key))!
const roles: readonly RoleDefinition[] = [
  {
    id: 'admin',
    title: '管理员',
    at: ['unit'],
    may: ['review', 'declare'],
    chains: ['declaration'],
  },
  { id: 'clerk', title: '经办', at: ['unit'], may: ['declare'] },
]

test('the first relation an office has a superior by is its way up', () => {
  expect(wayUp(org, at('school'), ['upper', 'peer'])).toEqual({
    office: at('edu'),
    way: [{ from: 'school', relation: 'upper', to: 'edu' }],
  })
  expect(wayUp(org, at('school'), ['peer', 'upper'])?.office.id).toBe('county')
  expect(wayUp(org, at('city'))).toBeUndefined()
  expect(wayUp(org, at('lost'))).toBeUndefined()
})

test('the nearest of a type is found with the way that led there', () => {
  expect(
    nearest(org, at('branch'), 'hrss', { via: ['upper', 'peer'] })?.way.map((it) => it.to),
  ).toEqual(['school', 'county'])
  expect(nearest(org, at('county'), 'hrss')?.office.id).toBe('county')
  expect(nearest(org, at('county'), 'hrss', { above: true })?.office.id).toBe('city')
  expect(nearest(org, at('round'), 'hrss')).toBeUndefined()
})

test('a climb goes level by level to the first office of its end, and says when it does not get there', () => {
  const path = (key: string, above = false) => {
    const way = climb(org, at(key), 'hrss', { via: ['upper', 'peer'], above })
    return [way.complete, ...way.path.map((it) => it.office.id)]
  }
  expect(path('branch')).toEqual([true, 'branch', 'school', 'edu', 'county'])
  expect(path('branch', true)).toEqual([true, 'school', 'edu', 'county'])
  expect(path('county')).toEqual([true, 'county'])
  expect(path('county', true)).toEqual([true, 'city'])
  expect(path('round')).toEqual([false, 'round', 'about'])
  expect(path('lost')).toEqual([false, 'lost'])
})

test('who stands under whom, by any relation, circles included', () => {
  expect(isWithin(org, id('branch'), id('city'))).toBe(true)
  expect(isWithin(org, id('school'), id('edu'))).toBe(true)
  expect(isWithin(org, id('edu'), id('school'))).toBe(false)
  expect(isWithin(org, id('round'), id('city'))).toBe(false)
  expect(org.below(id('county')).map((it) => it.id)).toEqual(['school', 'edu'])
})

test.each([
  [undefined, 'algebra', true],
  [undefined, undefined, true],
  ['maths', 'algebra', true],
  ['maths', 'maths', true],
  ['algebra', 'maths', false],
  ['maths', undefined, false],
  ['maths', 'closed', true],
  ['closed', 'geometry', false],
  ['maths', 'geometry', true],
  ['gone', 'maths', false],
])('a post over %s reaches a person in %s: %s', (of, person, expected) => {
  expect(coversDepartment(school, of as DepartmentId, person as DepartmentId)).toBe(expected)
})

test('a person in a disabled department with nothing enabled above is for the whole office', () => {
  const only = office('only', 'unit', {}, [department('off', undefined, true)])
  expect(coversDepartment(only, 'off' as DepartmentId, 'off' as DepartmentId)).toBe(false)
  expect(coversDepartment(only, undefined, 'off' as DepartmentId)).toBe(true)
})

test('who can act: role, chain and department together', () => {
  const who = (chain: string, capability: 'review' | 'declare', dept: string | null | undefined) =>
    whoCanAct(org, roles, chain, capability, id('school'), dept as DepartmentId).map((it) => it.id)
  expect(who('declaration', 'review', 'algebra')).toEqual(['head', 'maths'])
  expect(who('declaration', 'review', undefined)).toEqual(['head'])
  expect(who('declaration', 'review', null)).toEqual(['head', 'maths', 'closed'])
  expect(who('registration', 'review', undefined)).toEqual([])
  expect(who('registration', 'declare', undefined)).toEqual(['head', 'clerk'])
  expect(whoCanAct(org, roles, 'declaration', 'review', id('nowhere'), undefined)).toEqual([])
  expect(roleMay(undefined, 'review')).toBe(false)
})

test('in any tree, with circles and holes, a way up ends and the nearest is on some way up', () => {
  const keys = Array.from({ length: 8 }, (_, at) => `o${at}`)
  const links = fc.array(fc.tuple(fc.nat(7), fc.constantFrom('upper', 'peer'), fc.nat(9)), {
    maxLength: 16,
  })
  fc.assert(
    fc.property(
      links,
      fc.array(fc.constantFrom('unit', 'hrss'), { minLength: 8, maxLength: 8 }),
      fc.nat(7),
      (edges, types, start) => {
        const offices = keys.map((key, n) => {
          const mine = edges.filter(([from]) => from === n)
          const by = (relation: string) =>
            mine.filter((it) => it[1] === relation).map((it) => `o${it[2]}`)
          return office(key, types[n]!, { upper: by('upper'), peer: by('peer') })
        })
        const view = orgView(offices, [], 1)
        const from = view.office(id(`o${start}`))!
        const way = climb(view, from, 'hrss', { via: ['upper', 'peer'] })
        expect(new Set(way.path.map((it) => it.office.id)).size).toBe(way.path.length)
        expect(way.complete).toBe(way.path.at(-1)?.office.type === 'hrss')
        const found = nearest(view, from, 'hrss', { via: ['upper', 'peer'] })
        if (found) expect(isWithin(view, from.id, found.office.id)).toBe(true)
        if (way.complete) expect(found!.way.length).toBeLessThanOrEqual(way.path.length - 1)
      },
    ),
  )
})

test('28,000 offices are indexed in well under a second', () => {
  const offices = Array.from({ length: 28_000 }, (_, at) =>
    office(`o${at}`, 'unit', at ? { upper: [`o${Math.floor((at - 1) / 10)}`] } : {}),
  )
  const begun = performance.now()
  const view = orgView(offices, [], 1)
  expect(performance.now() - begun).toBeLessThan(500)
  expect(isWithin(view, id('o27999'), id('o0'))).toBe(true)
})

const placed = (key: string, dept?: string) => ({
  office: id(key),
  department: dept as DepartmentId | undefined,
})
test.each([
  ['school', undefined, 'school', undefined, true],
  ['school', undefined, 'branch', 'maths', true],
  ['school', undefined, 'edu', undefined, false],
  ['school', 'maths', 'school', 'algebra', true],
  ['school', 'maths', 'school', undefined, false],
  ['school', 'maths', 'branch', 'maths', false],
  ['nowhere', undefined, 'nowhere', undefined, false],
])('a post at %s (%s) reaches %s (%s): %s', (own, dept, office, department, expected) => {
  expect(reachesPlace(org, placed(own, dept), placed(office, department))).toBe(expected)
})

test('the rescuers above an office look after it; who has none above stands at the top', () => {
  const rescuing: readonly RoleDefinition[] = [
    { id: 'officer', title: '改派', at: [], may: ['rescue'] },
    { id: 'clerk', title: '经办', at: [], may: ['review'] },
  ]
  const tree = orgView(
    [
      school,
      office('edu', 'bureau', { peer: ['county'] }),
      office('county', 'hrss'),
      office('alone', 'unit'),
    ],
    [
      post('1', 'edu', 'officer'),
      post('2', 'school', 'officer', 'maths'),
      post('3', 'alone', 'clerk'),
    ],
    1,
  )
  const looked = (key: string) => hasRescuer(tree, rescuing, id(key))
  expect(['school', 'edu', 'county', 'alone', 'nowhere'].map(looked)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  const isTop = (key: string, dept?: string) => isTopRescuer(tree, rescuing, placed(key, dept))
  expect([isTop('edu'), isTop('county'), isTop('school'), isTop('county', 'maths')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
