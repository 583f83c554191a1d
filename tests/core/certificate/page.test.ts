import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillText, layOut, parseText, placeholdersOf, sourceNames } from '#core/certificate'
import { certificate, data, known, text } from './sample.ts'

describe('placeholders', () => {
  test.each([
    [
      '姓名 {{person.name}}，身份证号 {{person.id-number}}',
      '姓名 黄小明，身份证号 11010519491231002X',
    ],
    ['参加 {{year}} 年学习获得 {{hours.total | hours}} 学时', '参加 2018 年学习获得 90 学时'],
    ['{{hours.public}} + {{ hours.subjects.professional }}', '30 + 60'],
    ['{{issued | date-cn}}', '2019年3月1日'],
    ['{{issued|date-upper}}', '二〇一九年三月一日'],
    ['{{issued | date-dots}}', '2019.03.01'],
    ['{{issued}}', '2019-03-01'],
    ['{{year | year-upper}}年', '二〇一八年'],
    ['{{hours.total | hours-1}}', '90.0'],
    ['{{hours.other}}', '0'],
    ['{{person.level}}。', '。'],
    ['{{person.constructor}}', ''],
    ['{{issuer}}{{verdict}}{{number}}', '综合培训指导中心通过C2018000001'],
    ['{ year } {year}', '{ year } {year}'],
    ['', ''],
  ])('%s', (template, expected) => expect(fillText(template, data)).toBe(expected))

  test('hours that count for several subjects may be written with one of them only', () => {
    const shared = { total: 110, subjects: { public: 44, professional: 86, all: 20 } }
    const write = (template: string) => fillText(template, { ...data, hours: shared })
    expect(write('{{hours.public.without.all}} + {{hours.professional}}')).toBe('24 + 86')
    expect(write('{{hours.subjects.public.without.all | hours-1}}')).toBe('24.0')
    // Issued under a pack that had no such subject.
    expect(fillText('{{hours.public.without.all}}', data)).toBe('30')
  })

  test.each([
    ['2026-11-10', '二〇二六年十一月十日'],
    ['2026-12-20', '二〇二六年十二月二十日'],
    ['2026-10-31', '二〇二六年十月三十一日'],
  ])('%s in words', (issued, expected) => {
    expect(fillText('{{issued | date-upper}}', { ...data, issued })).toBe(expected)
  })

  test.each([
    ['{{person.name', 'placeholder-open'],
    ['person.name}}', 'placeholder-close'],
    ['{{}}', 'placeholder-form'],
    ['{{ person.name | date-cn | upper }}', 'placeholder-form'],
    ['{{#if year}}', 'placeholder-form'],
    ['{{1 + 1}}', 'placeholder-form'],
    ['{{../secret}}', 'placeholder-form'],
    ['{{__proto__.x}}', 'placeholder-form'],
  ])('%s is refused', (template, code) => {
    expect(parseText(template).issues.map((it) => it.code)).toEqual([code])
  })

  test('a value is never read as a template', () => {
    const name = '{{person.id-number}}{{issued | date-cn}}'
    expect(fillText('姓名 {{person.name}}', { ...data, person: { name } })).toBe(`姓名 ${name}`)
  })

  test('whatever a text is, it is cut or refused, and what has no placeholder stays itself', () => {
    const part = fc.constantFrom('{{', '}}', '{', '}', '|', 'year', 'person.name', ' ', '字')
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const template = parts.join('')
        const { pieces, issues } = parseText(template)
        if (!template.includes('{{'))
          expect(pieces.map((it) => (it.kind === 'text' ? it.text : '')).join('')).toBe(template)
        if (issues.length === 0)
          expect(template.includes('{{')).toBe(pieces.some((it) => it.kind === 'value'))
      }),
    )
  })

  test('are listed with their boxes', () => {
    const page = certificate([
      text('{{person.name}} {{issued | date-cn}}'),
      { id: 'qr', kind: 'qr', x: 0, y: 0, w: 20, h: 20, value: '{{verify-url}}' },
    ]).page
    expect(placeholdersOf(page)).toEqual([
      { kind: 'value', name: 'person.name', box: 'text' },
      { kind: 'value', name: 'issued', format: 'date-cn', box: 'text' },
      { kind: 'value', name: 'verify-url', box: 'qr' },
    ])
  })

  test('every documented source has a value', () => {
    for (const name of sourceNames(known)) {
      expect(typeof fillText(`{{${name}}}`, data)).toBe('string')
    }
  })

  test('a name without a source is a fault of the pack check, said loudly', () => {
    expect(() => fillText('{{colour}}', data)).toThrow('"colour" is no source')
    expect(() => fillText('{{year | loud}}', data)).toThrow('"loud" is no format')
  })
})

describe('a page', () => {
  test('has every box placed, in millimetres, with the values put in', () => {
    const seal = {
      id: 'seal',
      kind: 'seal',
      x: 200,
      y: 120,
      w: 42,
      h: 40,
      text: '{{issuer}}',
      caption: '{{year}}',
    } as const
    const definition = certificate([
      text('{{person.name}}  '),
      text('{{year}}', {
        id: 'year',
        font: 'hei',
        size: 20,
        bold: true,
        align: 'center',
        overflow: 'wrap',
        'line-height': 2,
        color: '#333',
        spacing: 1,
      }),
      { id: 'qr', kind: 'qr', x: 40, y: 147, w: 28, h: 30, value: '{{verify-url}}' },
      { id: 'line', kind: 'line', x: 10, y: 30, w: 100, h: 0 },
      {
        id: 'frame',
        kind: 'frame',
        x: 10,
        y: 10,
        w: 277,
        h: 190,
        color: '#b8860b',
        width: 0.8,
        radius: 3,
      },
      { id: 'wash', kind: 'frame', x: 10, y: 10, w: 20, h: 20, fill: '#fffdf5' },
      seal,
      { id: 'logo', kind: 'image', x: 1, y: 2, w: 3, h: 4, file: 'logo.png' },
    ])
    const logo = new Uint8Array([137, 80])
    expect(layOut(definition, data, { 'logo.png': logo })).toEqual({
      width: 297,
      height: 210,
      boxes: [
        {
          kind: 'text',
          id: 'text',
          x: 20,
          y: 20,
          w: 100,
          h: 20,
          text: '黄小明',
          font: 'song',
          size: 12,
          align: 'left',
          overflow: 'shrink',
        },
        {
          kind: 'text',
          id: 'year',
          x: 20,
          y: 20,
          w: 100,
          h: 20,
          text: '2018',
          font: 'hei',
          size: 20,
          align: 'center',
          overflow: 'wrap',
          bold: true,
          lineHeight: 2,
          color: '#333',
          letterSpacing: 1,
        },
        {
          kind: 'qr',
          id: 'qr',
          x: 40,
          y: 147,
          size: 28,
          value: 'https://xueshi.example/verify/C2018000001',
        },
        { kind: 'line', id: 'line', x1: 10, y1: 30, x2: 110, y2: 30, width: 0.3, color: '#000000' },
        {
          kind: 'rect',
          id: 'frame',
          x: 10,
          y: 10,
          w: 277,
          h: 190,
          stroke: '#b8860b',
          lineWidth: 0.8,
          radius: 3,
        },
        { kind: 'rect', id: 'wash', x: 10, y: 10, w: 20, h: 20, fill: '#fffdf5' },
        {
          kind: 'seal',
          id: 'seal',
          x: 200,
          y: 120,
          diameter: 40,
          text: '综合培训指导中心',
          caption: '2018',
          centre: 'star',
          color: '#c8161d',
        },
        { kind: 'image', id: 'logo', x: 1, y: 2, w: 3, h: 4, data: logo },
      ],
    })
  })

  test('of an image nobody handed in is a bug and says which', () => {
    const definition = certificate([
      { id: 'logo', kind: 'image', x: 1, y: 2, w: 3, h: 4, file: 'logo.png' },
    ])
    expect(() => layOut(definition, data)).toThrow('image "logo.png" of box "logo"')
  })

  test.each([
    ['A4', 210, 297],
    ['A5', 148, 210],
    ['B5', 176, 250],
  ] as const)('%s upright', (size, width, height) => {
    expect(layOut(certificate([], { page: { size, boxes: [] } }), data)).toEqual({
      width,
      height,
      boxes: [],
    })
  })
})
