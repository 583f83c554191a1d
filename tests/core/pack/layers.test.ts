import { describe, expect, test } from 'vitest'
import { explain, resolve, type PackFile } from '#core/pack'

const header = (id: string, lower?: string) =>
  `id: ${id}\ntitle: ${id}\nutc-offset: '+08:00'\n${lower ? `extends: ${lower}\n` : 'abstract: true\n'}`

/** Three layers saying something of one file. */
function layered(
  path: string,
  texts: { base?: string; region?: string; city?: string },
): PackFile[] {
  const lowers = { base: undefined, region: 'base', city: 'region' } as const
  return Object.entries(lowers).flatMap(([layer, lower]) => {
    const text = texts[layer as keyof typeof texts]
    return [
      { layer, path: 'pack.yaml', text: header(layer, lower) },
      ...(text === undefined ? [] : [{ layer, path, text }]),
    ]
  })
}
const org = (texts: Parameters<typeof layered>[1]) =>
  resolve(layered('org.yaml', texts)).resolved.org as unknown as Record<string, unknown>

describe('layers lie over each other field by field', () => {
  test('maps by key: what the upper does not say stays', () => {
    const { terms } = resolve(
      layered('texts.yaml', {
        base: 'terms:\n  filing: 申报\n  unit: 单位\n',
        city: 'terms:\n  filing: 登记\n',
      }),
    ).resolved.texts
    expect(terms).toEqual({ filing: '登记', unit: '单位' })
  })

  test('named things by name: lower order kept, new ones at the end', () => {
    const base = 'relations:\n  - id: a\n    title: 甲\n  - id: b\n    title: 乙\n'
    const region = 'relations:\n  - id: c\n    title: 丙\n  - id: b\n    title: 新乙\n'
    expect(org({ base, region }).relations).toEqual([
      { id: 'a', title: '甲' },
      { id: 'b', title: '新乙' },
      { id: 'c', title: '丙' },
    ])
  })

  test('lists of words are replaced whole', () => {
    const base =
      'office-types:\n  - id: unit\n    title: 单位\n    superiors:\n      hrss:\n        types: [a, b]\n'
    const city = 'office-types:\n  - id: unit\n    superiors:\n      hrss:\n        types: [c]\n'
    expect(org({ base, city })['office-types']).toEqual([
      { id: 'unit', title: '单位', superiors: { hrss: { types: ['c'] } } },
    ])
  })

  test('null takes away what lies below, a whole file too', () => {
    expect(
      org({ base: 'areas:\n  - code: a\n    name: 甲\nrelations: []\n', city: 'areas: null\n' }),
    ).toEqual({ relations: [], roles: undefined })
    expect(
      resolve(layered('forms/a.yaml', { base: 'form: a\n', city: 'null\n' })).resolved.forms,
    ).toEqual([])
  })

  test('a named thing of a list is taken away by name; what is not there cannot be', () => {
    const base = 'relations:\n  - id: a\n    title: 甲\n  - id: b\n    title: 乙\n'
    const region = 'relations:\n  - id: a\n    remove: true\n'
    expect(org({ base, region }).relations).toEqual([{ id: 'b', title: '乙' }])
    const city = 'relations:\n  - { id: b, remove: true }\n  - { id: c, remove: true }\n'
    const { resolved, issues } = resolve(layered('org.yaml', { base, region, city }))
    expect(resolved.org.relations).toEqual([])
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'removes-nothing',
        layer: 'city',
        file: 'org.yaml',
        line: 3,
        path: 'relations.0',
      }),
    )
  })

  test('a test, and who, are one thought: never half of one and half of another', () => {
    const base =
      'conditions:\n  late:\n    says: 迟了\n    test:\n      all:\n        - fact: now.year\n          operator: equal\n          value: 1\n'
    const city =
      'conditions:\n  late:\n    test:\n      fact: now.year\n      operator: equal\n      value: null\n'
    expect(resolve(layered('conditions.yaml', { base, city })).resolved.conditions).toEqual({
      late: { says: '迟了', test: { fact: 'now.year', operator: 'equal', value: null } },
    })
  })

  test('a pack is not abstract because what it rests on is', () => {
    expect(resolve(layered('org.yaml', {})).resolved.header).toMatchObject({
      id: 'city',
      extends: 'region',
      'utc-offset': '+08:00',
    })
    expect(resolve(layered('org.yaml', {})).resolved.header.abstract).toBeUndefined()
  })
})

describe('each value knows where it was written', () => {
  const { layered: pack } = resolve(
    layered('texts.yaml', {
      base: 'terms:\n  filing: 申报\n',
      region: '# 说明\nterms:\n  filing: 填报\n',
      city: 'terms:\n  filing: 登记\n',
    }),
  )

  test('and what it hides, nearest first', () => {
    expect(explain(pack, 'texts.terms.filing')).toEqual({
      ok: true,
      value: {
        path: 'texts.terms.filing',
        value: '登记',
        layer: 'city',
        file: 'texts.yaml',
        line: 2,
        column: 11,
        over: [
          { layer: 'region', file: 'texts.yaml', line: 3, value: '填报' },
          { layer: 'base', file: 'texts.yaml', line: 2, value: '申报' },
        ],
      },
    })
  })

  test.each([
    'texts.yaml terms.filing',
    'texts.yaml:terms.filing',
    'texts › terms › filing',
    'texts/terms/filing',
  ])('said as %s', (path) => {
    expect(explain(pack, path)).toMatchObject({ ok: true, value: { value: '登记' } })
  })

  test('a path that leads nowhere says how far it went', () => {
    expect(explain(pack, 'texts.terms.filling')).toMatchObject({
      ok: false,
      issue: { at: 'texts.terms', meant: 'filing' },
    })
    expect(explain(pack, 'text.terms')).toMatchObject({
      ok: false,
      issue: { at: '', meant: 'texts' },
    })
    expect(explain(pack, '')).toMatchObject({ ok: false })
    expect(explain(pack, 'texts.constructor')).toMatchObject({ ok: false })
  })
})

describe('asked for what is not there, it says why', () => {
  const { layered: pack } = resolve(
    layered('chains/a.yaml', {
      base: 'chain: a\nsteps:\n  - id: unit\n    title: 单位\n  - id: bureau\n    title: 主管\nwithdraw:\n  to: draft\n',
      city: 'withdraw: null\nsteps:\n  - { id: bureau, remove: true }\n',
    }),
  )
  const issueOf = (path: string) => {
    const found = explain(pack, path)
    return found.ok ? undefined : found.issue
  }

  test('a layer took it away: which, and what it was', () => {
    expect(issueOf('chains.a.withdraw')?.removed).toMatchObject({
      by: { layer: 'city', line: 1 },
      was: [{ layer: 'base', line: 8 }],
    })
    expect(issueOf('chains.a.steps.bureau')?.removed).toMatchObject({
      by: { layer: 'city', line: 3 },
      was: [{ layer: 'base', line: 5 }],
    })
  })

  test('nobody wrote it: what holds', () => {
    expect(issueOf('chains.a.steps.unit.nobody')?.unset).toBe('rescue：等人改派')
    expect(issueOf('chains.a.steps.unit.nobdy')).toMatchObject({ meant: 'nobody' })
  })

  test('it stands one level further down', () => {
    expect(issueOf('chains.a.unit')?.meant).toBe('chains.a.steps.unit')
  })
})

test('a layer nobody rests on is pointed out', () => {
  const files = [
    ...layered('org.yaml', {}),
    { layer: 'lost', path: 'pack.yaml', text: header('lost', 'base') },
  ]
  expect(resolve(files).issues).toContainEqual(
    expect.objectContaining({ code: 'stray-layer', layer: 'lost' }),
  )
})
