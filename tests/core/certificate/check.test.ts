import { expect, test } from 'vitest'
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
