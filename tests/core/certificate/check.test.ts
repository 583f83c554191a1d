import { describe, expect, test } from 'vitest'
import {
  type CertificateDefinition,
  checkNumberPattern,
  checkPlaceholders,
} from '#core/certificate'
import { certificate, known, text } from './sample.ts'

const found = (definition: CertificateDefinition) =>
  checkPlaceholders(definition, known.subjects, known).map((it) => `${it.path} ${it.code}`)

test('a sound certificate has no issues', () => {
  expect(
    found(
      certificate([
        text('{{person.name}} {{person.title-date | date-cn}} {{hours.public | hours}}'),
      ]),
    ),
  ).toEqual([])
})

test('everything wrong is found at once, at its path', () => {
  const definition = certificate(
    [
      text('{{person.nmae}} {{hours.sport}}'),
      text('{{issued | date-zh}} {{person.name | date-cn}}'),
      text('{{year'),
      { id: 'qr', kind: 'qr', x: 290, y: 0, w: 28, h: 28, value: '{{verify_url}}' },
      {
        id: 'seal',
        kind: 'seal',
        x: 10,
        y: 10,
        w: 0,
        h: 40,
        text: '{{seal}}',
        caption: '{{unit.city}}',
      },
    ],
    { number: 'C{seq}', verify: { note: '', shows: ['person.name', 'person.shoe-size'] } },
  )
  expect(found(definition)).toEqual([
    'page.boxes.0.text placeholder-unknown',
    'page.boxes.0.text placeholder-unknown',
    'page.boxes.1.text format-unknown',
    'page.boxes.1.text format-misfit',
    'page.boxes.2.text placeholder-open',
    'page.boxes.3.value placeholder-form',
    'page.boxes.4.text placeholder-unknown',
    'page.boxes.4.caption placeholder-unknown',
    'page.boxes.3 box-off-page',
    'page.boxes.4 box-off-page',
    'verify.shows.1 placeholder-unknown',
    'number number-year',
  ])
})

describe('hours that count for several subjects', () => {
  const subjects = [
    ...known.subjects,
    { id: 'online', title: '网络课程', parent: 'public' },
    { id: 'all', title: '全部', 'counts-for': ['professional', 'online'] },
    { id: 'aid', title: '援外', parent: 'all' },
  ]
  const attributes = { person: known.person, unit: known.unit }
  const codesOf = (content: string, shows: readonly string[] = []) =>
    checkPlaceholders(
      certificate([text(content)], { verify: { note: '', shows } }),
      subjects,
      attributes,
    ).map((it) => `${it.path} ${it.code}`)

  test('may be left out of one of them: of what they count for, by whatever way', () => {
    const parts = '{{hours.public.without.all}}{{hours.online.without.aid}}'
    expect(codesOf(`${parts}{{hours.subjects.professional.without.all | hours}}`)).toEqual([])
  })

  test.each([
    '{{hours.professional.without.online}}',
    '{{hours.public.without.public}}',
    '{{hours.all.without.professional}}',
    '{{hours.public.without.nothing}}',
    '{{hours.total.without.all}}',
    '{{hours.public.without.all.without.aid}}',
  ])('%s leaves out what is not in it', (content) => {
    expect(codesOf(content)).toEqual(['page.boxes.0.text placeholder-unknown'])
  })

  test('written with each of them beside the total, the parts are more than the whole', () => {
    expect(codesOf('{{hours.total}}：{{hours.public}}、{{hours.professional}}')).toEqual([
      'page.boxes.0.text hours-written-twice',
    ])
    expect(
      codesOf('{{hours.total}}：{{hours.public.without.all}}、{{hours.professional}}'),
    ).toEqual([])
    expect(codesOf('{{hours.public}}、{{hours.professional}}')).toEqual([])
    // A part of a part is no second part.
    expect(codesOf('{{hours.total}}：{{hours.public}}、{{hours.online}}')).toEqual([])
    expect(codesOf('', ['hours.total', 'hours.public', 'hours.professional'])).toEqual([
      'verify.shows.2 hours-written-twice',
    ])
  })

  test('is said with the subjects, and how to write it', () => {
    const page = certificate([text('{{hours.total}}{{hours.public}}{{hours.professional}}')])
    expect(checkPlaceholders(page, subjects, attributes)[0]?.with).toEqual({
      name: 'hours.professional',
      other: 'hours.public',
      subject: 'all',
      instead: 'hours.public.without.all',
    })
  })
})

test('an unknown name comes with the names there are', () => {
  const [issue] = checkPlaceholders(certificate([text('{{person.nmae}}')]), known.subjects, known)
  expect(issue?.with).toMatchObject({ name: 'person.nmae' })
  expect(issue?.with?.known).toContain('person.name')
})

test.each([
  ['C{year}{seq:6}', []],
  ['桂继教{year}第{seq}号', []],
  ['C{year}', ['number-seq']],
  ['C{year}{seq}{seq}', ['number-seq']],
  ['C{seq:6}', ['number-year']],
  ['C{year}{seq:0}', ['number-width']],
  ['C{year}{seq:99}', ['number-width']],
  ['C{year}{city}{seq}', ['number-piece']],
  ['C {year}{seq}', ['number-space']],
])('the number pattern %s', (pattern, codes) => {
  expect(checkNumberPattern(pattern).map((it) => it.code)).toEqual(codes)
})
