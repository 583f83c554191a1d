import { describe, expect, test } from 'vitest'
import type { FieldDefinition } from '#core/form'
import { context, judge } from './sample.ts'

type Field = Omit<FieldDefinition, 'id' | 'label'>
const rows = (cases: readonly (readonly [string, Field, unknown, unknown])[]) => cases

test.each(
  rows([
    ['trimmed', { kind: 'text' }, '  桥梁  ', '桥梁'],
    ['blank is nothing', { kind: 'text' }, '   ', undefined],
    ['a number is no text', { kind: 'text' }, 5, 'wrong-type'],
    ['one line only', { kind: 'text' }, 'a\nb', 'unreadable-characters'],
    ['several lines', { kind: 'long-text' }, 'a\r\nb', 'a\nb'],
    ['a null character', { kind: 'long-text' }, 'a\u0000b', 'unreadable-characters'],
    ['half a character', { kind: 'text' }, 'a\ud800', 'unreadable-characters'],
    ['text that reads backwards', { kind: 'text' }, 'a\u202eb', 'unreadable-characters'],
    ['markup is just text', { kind: 'text' }, '<script>', '<script>'],
    [
      'as long as allowed, counted in characters',
      { kind: 'text', 'max-length': 3 },
      '𠮷𠮷𠮷',
      '𠮷𠮷𠮷',
    ],
    ['one too long', { kind: 'text', 'max-length': 3 }, '一二三四', 'too-long'],
    ['too short', { kind: 'text', 'min-length': 3 }, '一二', 'too-short'],
    ['200 characters unless told', { kind: 'text' }, '字'.repeat(201), 'too-long'],
    [
      'a whole match',
      { kind: 'text', pattern: { matches: '[A-Z]{2}\\d+', says: '两个字母' } },
      'AB12',
      'AB12',
    ],
    [
      'a match inside is none',
      { kind: 'text', pattern: { matches: '[A-Z]{2}\\d+', says: '两个字母' } },
      'xAB12',
      'pattern',
    ],
    [
      'a pattern that would hang a backtracking engine',
      { kind: 'text', pattern: { matches: '(a+)+b', says: '…' } },
      'a'.repeat(200),
      'pattern',
    ],
  ]),
)('text: %s', (_, field, raw, expected) => expect(judge(field, raw)).toEqual(expected))

test.each(
  rows([
    ['a number', { kind: 'number' }, 3.5, 3.5],
    ['digits of a table', { kind: 'number' }, ' １２ ', 12],
    ['zero is something', { kind: 'number' }, 0, 0],
    ['no minus zero', { kind: 'number' }, -0, 0],
    ['infinite', { kind: 'number' }, Infinity, 'wrong-type'],
    ['not a number', { kind: 'number' }, Number.NaN, 'wrong-type'],
    ['no exponents', { kind: 'number' }, '1e9', 'wrong-type'],
    ['a list is none', { kind: 'number' }, [3], 'wrong-type'],
    ['too small', { kind: 'number', min: 1 }, 0, 'too-small'],
    ['too large', { kind: 'number', max: 100 }, 100.5, 'too-large'],
    ['a multiple of 0.1', { kind: 'number', step: 0.1 }, 0.3, 0.3],
    ['no multiple of 0.1', { kind: 'number', step: 0.1 }, 0.35, 'not-a-step'],
    ['hours', { kind: 'hours' }, 16, 16],
    ['half hours where whole ones count', { kind: 'hours' }, 16.5, 'not-a-step'],
    ['hours below zero', { kind: 'hours' }, -4, 'too-small'],
    ['more hours than a year has', { kind: 'hours' }, 8785, 'too-large'],
    ['below the least', { kind: 'hours', min: 1 }, 0, 'too-small'],
  ]),
)('numbers: %s', (_, field, raw, expected) => expect(judge(field, raw)).toEqual(expected))

test('hours may be quarters where the region says so', () => {
  expect(judge({ kind: 'hours' }, 1.25, { hoursStep: 0.25 })).toBe(1.25)
  expect(judge({ kind: 'hours', step: 0.5 }, 1.25, { hoursStep: 0.25 })).toBe('not-a-step')
})

test.each(
  rows([
    ['a day', { kind: 'date' }, '2026-02-28', '2026-02-28'],
    ['as people write it', { kind: 'date' }, '2026年2月8日', '2026-02-08'],
    ['as tables write it', { kind: 'date' }, '2026/2/8', '2026-02-08'],
    ['no 30 February', { kind: 'date' }, '2026-02-30', 'not-a-day'],
    ['a number is no day', { kind: 'date' }, 46_000, 'not-a-day'],
    ['not after today', { kind: 'date', latest: 'today' }, '2026-03-02', 'too-late'],
    ['today is fine', { kind: 'date', latest: 'today' }, '2026-03-01', '2026-03-01'],
    ['too early', { kind: 'date', earliest: '2020-01-01' }, '2019-12-31', 'too-early'],
    ['a time', { kind: 'date-time' }, '2026-02-28T08:30', '2026-02-28T08:30'],
    [
      'a time with a blank and seconds',
      { kind: 'date-time' },
      '2026-2-28 8:30:00',
      '2026-02-28T08:30',
    ],
    ['a day is its first minute', { kind: 'date-time' }, '2026-02-28', '2026-02-28T00:00'],
    ['no 25 o’clock', { kind: 'date-time' }, '2026-02-28T25:00', 'not-a-time'],
    ['a period', { kind: 'period' }, ['2026-02-01', '2026-02-03'], ['2026-02-01', '2026-02-03']],
    ['one day', { kind: 'period' }, ['2026-02-01', '2026-02-01'], ['2026-02-01', '2026-02-01']],
    [
      'C12-3: reversed',
      { kind: 'period', with: 'date-time' },
      ['2020-05-12T00:00', '2020-05-06T00:00'],
      'end-before-start',
    ],
    ['half a period', { kind: 'period' }, ['2026-02-01', null], 'incomplete-period'],
    ['an empty one is nothing', { kind: 'period' }, ['', ''], undefined],
    ['three ends', { kind: 'period' }, ['2026-02-01', '2026-02-01', '2026-02-01'], 'wrong-type'],
    [
      'a period until tomorrow',
      { kind: 'period', latest: 'today' },
      ['2026-02-01', '2026-03-02'],
      'too-late',
    ],
    ['this year', { kind: 'year', years: { from: -1, to: 0 } }, 2026, 2026],
    ['as typed', { kind: 'year', years: { from: -1, to: 0 } }, '2025年', 2025],
    ['two years ago', { kind: 'year', years: { from: -1, to: 0 } }, 2024, 'year-out-of-range'],
    ['next year', { kind: 'year', years: { from: -1, to: 0 } }, 2027, 'year-out-of-range'],
    ['half a year', { kind: 'year' }, 2026.5, 'wrong-type'],
  ]),
)('dates: %s', (_, field, raw, expected) => expect(judge(field, raw)).toEqual(expected))

const options = [
  { id: 'a', title: '甲' },
  { id: 'b', title: '乙', options: [{ id: 'b1', title: '乙一' }] },
]
test.each(
  rows([
    ['one of them', { kind: 'choice', options }, 'a', 'a'],
    ['none of them', { kind: 'choice', options }, 'c', 'not-an-option'],
    [
      'a key of every object is none of them',
      { kind: 'choice', options },
      'constructor',
      'not-an-option',
    ],
    [
      'several, once each, in their order',
      { kind: 'choices', options },
      ['b', 'a', 'b'],
      ['a', 'b'],
    ],
    ['several with a stranger', { kind: 'choices', options }, ['a', 'x'], 'not-an-option'],
    ['a list of lists', { kind: 'choices', options }, [['a']], 'wrong-type'],
    ['a leaf', { kind: 'cascade', options }, 'b1', 'b1'],
    ['a branch is no choice', { kind: 'cascade', options }, 'b', 'not-an-option'],
    ['yes', { kind: 'yes-no' }, true, true],
    ['no is an answer', { kind: 'yes-no' }, false, false],
    ['no, in a table', { kind: 'yes-no' }, '否', false],
    ['maybe', { kind: 'yes-no' }, 'maybe', 'wrong-type'],
    ['no is an answer to a required question', { kind: 'yes-no', required: true }, false, false],
    ['a promise not given', { kind: 'promise', required: true }, false, 'required'],
    ['a promise', { kind: 'promise', required: true }, true, true],
    ['a subject offered', { kind: 'subject', subjects: ['p'] }, 'p', 'p'],
    ['a subject not offered', { kind: 'subject', subjects: ['p'] }, 'q', 'not-an-option'],
    ['an office by id', { kind: 'office' }, 'o-1', 'o-1'],
    ['an office that is an object', { kind: 'office' }, { id: 'o-1' }, 'wrong-type'],
    ['a note has no value', { kind: 'note' }, 'x', 'unknown-field'],
    ['a note with nothing', { kind: 'note' }, null, undefined],
  ]),
)('choices: %s', (_, field, raw, expected) => expect(judge(field, raw)).toEqual(expected))

test('offices, departments and people must be known where that can be asked', () => {
  const known = (id: string) => id === 'o-1'
  expect(judge({ kind: 'office' }, 'o-1', { known })).toBe('o-1')
  expect(judge({ kind: 'office' }, 'o-2', { known })).toBe('unknown-office')
  expect(judge({ kind: 'person' }, 'p-2', { known })).toBe('unknown-person')
})

test.each(
  rows([
    ['a right number', { kind: 'id-number' }, '11010519491231002X', '11010519491231002X'],
    ['C12-26: x is kept as X', { kind: 'id-number' }, '11010519491231002x', '11010519491231002X'],
    [
      'full-width digits',
      { kind: 'id-number' },
      '１１０１０５１９４９１２３１００２Ｘ',
      '11010519491231002X',
    ],
    ['a wrong check digit', { kind: 'id-number' }, '110105194912310021', 'bad-id-number'],
    ['17 characters', { kind: 'id-number' }, '11010519491231002', 'bad-id-number'],
    ['the old form of 15', { kind: 'id-number' }, '110105491231002', 'bad-id-number'],
    ['no such birthday', { kind: 'id-number' }, '11010519900230001X', 'bad-id-number'],
    ['a mobile number', { kind: 'phone' }, '+86 139-1234-5678', '13912345678'],
    ['a landline', { kind: 'phone' }, '0771-5551234', '0771-5551234'],
    ['too short', { kind: 'phone' }, '1391234567', 'bad-phone'],
    ['no such network', { kind: 'phone' }, '12912345678', 'bad-phone'],
    ['an address', { kind: 'email' }, 'Wang.Li@example.com.cn', 'Wang.Li@example.com.cn'],
    ['no place', { kind: 'email' }, 'wang@', 'bad-email'],
    ['no dot', { kind: 'email' }, 'wang@example', 'bad-email'],
    ['two of them', { kind: 'email' }, 'a@b.cn,c@d.cn', 'bad-email'],
    ['a header smuggled in', { kind: 'email' }, 'a@b.cn\nbcc: x@y.cn', 'unreadable-characters'],
  ]),
)('numbers and addresses of people: %s', (_, field, raw, expected) =>
  expect(judge(field, raw)).toEqual(expected),
)

test('somebody born tomorrow has no id number yet', () => {
  // Right check digit, birthday 2026-03-02 against today 2026-03-01.
  expect(judge({ kind: 'id-number' }, '450103202603020013')).toBe('bad-id-number')
})

describe('attachments', () => {
  const pictures = (count: number, caption = '') =>
    Array.from({ length: count }, (_, at) => ({ file: `f${at}`, name: `证书${at}.jpg`, caption }))
  const field: Field = {
    kind: 'attachments',
    formats: ['jpg', 'png'],
    'max-files': 5,
    'max-megabytes': 4,
    caption: { 'max-length': 33 },
  }

  test.each(
    rows([
      [
        'C12-12: five pictures',
        field,
        pictures(5),
        pictures(5).map(({ file, name }) => ({ file, name })),
      ],
      ['C12-12: six pictures', field, pictures(6), 'too-many-files'],
      [
        'C12-12: a caption of 33 字',
        field,
        pictures(1, '字'.repeat(33)),
        pictures(1, '字'.repeat(33)),
      ],
      ['C12-12: of 34', field, pictures(1, '字'.repeat(34)), 'caption-too-long 0 caption'],
      [
        '33 characters outside the basic plane',
        field,
        pictures(1, '𠮷'.repeat(33)),
        pictures(1, '𠮷'.repeat(33)),
      ],
      ['jpeg is jpg', field, [{ file: 'f', name: 'a.JPEG' }], [{ file: 'f', name: 'a.JPEG' }]],
      ['another format', field, [{ file: 'f', name: 'a.pdf' }], 'format-not-allowed 0'],
      [
        'two endings count by the last',
        field,
        [{ file: 'f', name: 'a.jpg.exe' }],
        'format-not-allowed 0',
      ],
      ['no ending', field, [{ file: 'f', name: 'jpg' }], 'format-not-allowed 0'],
      ['a path', field, [{ file: 'f', name: '../../a.jpg' }], 'bad-file-name 0'],
      ['the same file twice', field, [pictures(1)[0], pictures(1)[0]], 'same-file-twice 1'],
      ['not a file', field, ['f'], 'wrong-type 0'],
      ['a file without a name', field, [{ file: 'f' }], 'bad-file-name 0'],
      [
        'keys of its own are dropped',
        field,
        [{ file: 'f', name: 'a.jpg', url: 'x' }],
        [{ file: 'f', name: 'a.jpg' }],
      ],
      ['none of the one needed', { ...field, required: true }, [], 'required'],
      ['one of two needed', { ...field, 'min-files': 2 }, pictures(1), 'too-few-files'],
      [
        'a caption nobody asked for',
        { kind: 'attachments' },
        pictures(1, '字'),
        'caption-not-asked 0 caption',
      ],
      [
        'a caption missing',
        { ...field, caption: { required: true } },
        pictures(1),
        'caption-required 0 caption',
      ],
    ]),
  )('%s', (_, it, raw, expected) => expect(judge(it, raw)).toEqual(expected))

  test('what is inside counts, not what the name says', () => {
    const file = (id: string) =>
      id === 'f0'
        ? { format: 'pdf', bytes: 100 }
        : id === 'f1'
          ? { format: 'jpg', bytes: 5_000_000 }
          : undefined
    expect(judge(field, pictures(1), { file })).toBe('format-not-allowed 0')
    expect(judge(field, pictures(3).slice(1), { file })).toBe('file-too-large 0, unknown-file 1')
  })
})

describe('rows', () => {
  const field: Field = {
    kind: 'rows',
    'max-rows': 2,
    'min-rows': 1,
    fields: [
      { id: 'from', kind: 'date', label: '开始', required: true },
      { id: 'to', kind: 'date', label: '结束', 'not-before': 'from' },
      { id: 'id', kind: 'id-number', label: '证件号' },
    ],
  }
  test.each(
    rows([
      [
        'read like fields',
        field,
        [{ from: '2026-1-1', id: '11010519491231002x' }],
        [{ from: '2026-01-01', id: '11010519491231002X' }],
      ],
      [
        'blank rows are dropped, the others keep their number',
        field,
        [{}, { from: 'x' }],
        'not-a-day 1 from',
      ],
      [
        'each row for itself',
        field,
        [{ from: '2026-01-01' }, { to: '2026-01-01' }],
        'required 1 from',
      ],
      [
        'order inside the row',
        field,
        [{ from: '2026-01-02', to: '2026-01-01' }],
        'end-before-start 0 to',
      ],
      [
        'too many',
        field,
        Array.from({ length: 3 }, () => ({ from: '2026-01-01' })),
        'too-many-rows',
      ],
      ['a stranger', field, [{ from: '2026-01-01', x: 1 }], 'unknown-field 0 x'],
      ['no row at all', field, ['x'], 'wrong-type'],
    ]),
  )('%s', (_, it, raw, expected) => expect(judge(it, raw)).toEqual(expected))

  test('a smuggled prototype is refused by name', () => {
    const raw: unknown = JSON.parse('[{"from":"2026-01-01","__proto__":{"polluted":true}}]')
    expect(judge(field, raw)).toBe('unsafe-key 0 __proto__')
  })
})

test('a draft tolerates what is missing and nothing that is wrong', () => {
  const draft = { mode: 'draft' } as const
  expect(judge({ kind: 'text', required: true, 'min-length': 5 }, '一', draft)).toBe('一')
  expect(judge({ kind: 'period', required: true }, ['2026-01-01', ''], draft)).toEqual([
    '2026-01-01',
    '',
  ])
  expect(judge({ kind: 'promise', required: true }, false, draft)).toBeUndefined()
  expect(
    judge(
      { kind: 'attachments', 'min-files': 2, caption: { required: true } },
      [{ file: 'f', name: 'a.jpg' }],
      draft,
    ),
  ).toEqual([{ file: 'f', name: 'a.jpg' }])
  expect(judge({ kind: 'text', 'max-length': 1 }, '一二', draft)).toBe('too-long')
  expect(judge({ kind: 'date' }, '2026-02-30', draft)).toBe('not-a-day')
})

test('a kind nobody wrote is named', () => {
  const odd = { kind: 'colour' } as unknown as Field
  expect(() => judge(odd, 'red', context)).toThrow(
    'no field kind "colour"; there are text, long-text',
  )
})
