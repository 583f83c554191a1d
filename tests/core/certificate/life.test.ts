import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from '#core/base'
import {
  certificateNumber,
  lastDay,
  mayIssue,
  mustVoid,
  type StandingSummary,
  stateOf,
  verifyView,
} from '#core/certificate'
import { certificate, data, known } from './sample.ts'

const standing = (verdict: StandingSummary['verdict']): StandingSummary => ({
  year: 2018,
  verdict,
  label: verdict === 'passed' ? '通过' : '不通过',
  checks: [
    { held: verdict === 'passed', text: '累计 80 学时，还差 10 学时' },
    { held: false, soft: true, text: '提示' },
  ],
})
const day = (text: string) => text as Day

describe('numbers', () => {
  test.each([
    ['C{year}{seq:6}', 1, 'C2018000001'],
    ['C{year}{seq:3}', 12_345, 'C201812345'],
    ['{year}-{seq}', 7, '2018-7'],
  ])('%s, number %i', (pattern, seq, expected) => {
    expect(certificateNumber(pattern, { year: 2018, seq })).toBe(expected)
  })
  test('no two of a kind and year are the same', () => {
    const pair = fc.uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), {
      minLength: 2,
      maxLength: 2,
    })
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const numbers = [one!, other!].map((seq) =>
          certificateNumber(certificate([]), { year: 2018, seq }),
        )
        expect(numbers[0]).not.toBe(numbers[1])
      }),
    )
  })
})

describe('issuing', () => {
  test('needs the year to be passed, and says what is missing', () => {
    expect(mayIssue(certificate([]), standing('passed'), () => false)).toEqual([])
    expect(mayIssue(certificate([]), standing('failed'), () => true)).toEqual([
      {
        code: 'certificate-standing',
        at: [],
        with: {
          says: '年度认定结果不合格时，该年度学时证明无法打印',
          year: 2018,
          label: '不通过',
          missing: ['累计 80 学时，还差 10 学时'],
        },
      },
    ])
    expect(mayIssue(certificate([]), standing('none'), () => true)).toHaveLength(1)
    expect(mayIssue(certificate([]), undefined, () => true)).toHaveLength(1)
  })
  test('needs every condition it names', () => {
    const definition = certificate([], {
      needs: { conditions: ['course', 'exam'], says: '须考试合格' },
    })
    expect(mayIssue(definition, undefined, () => true)).toEqual([])
    expect(mayIssue(definition, undefined, (it) => it === 'course')).toEqual([
      { code: 'certificate-condition', at: [], with: { condition: 'exam', says: '须考试合格' } },
    ])
  })
  test('is undone when the standing falls, unless the pack says never', () => {
    expect(mustVoid(certificate([]), standing('failed'), () => true, false)).toBe(true)
    expect(mustVoid(certificate([]), standing('passed'), () => true, false)).toBe(false)
    expect(
      mustVoid(
        certificate([], { 'void-when': 'hours-taken-back' }),
        standing('passed'),
        () => true,
        true,
      ),
    ).toBe(true)
    expect(
      mustVoid(
        certificate([], { 'void-when': 'hours-taken-back' }),
        standing('passed'),
        () => true,
        false,
      ),
    ).toBe(false)
    expect(
      mustVoid(certificate([], { 'void-when': 'never' }), standing('failed'), () => true, true),
    ).toBe(false)
  })
})

describe('the state today', () => {
  const three = certificate([], { valid: { years: 3 } })
  test.each([
    ['just issued', { issued: day('2019-03-01') }, '2019-03-01', 'valid'],
    ['on its last day', { issued: day('2019-03-01') }, '2022-03-01', 'valid'],
    ['the day after', { issued: day('2019-03-01') }, '2022-03-02', 'expired'],
    ['voided', { issued: day('2019-03-01'), void: true }, '2019-03-02', 'void'],
    [
      'replaced, and void for ever',
      { issued: day('2019-03-01'), void: true, replacedBy: 'C2' },
      '2030-01-01',
      'replaced',
    ],
  ] as const)('%s: %s', (_, fate, today, expected) => {
    expect(stateOf(three, fate, day(today))).toBe(expected)
  })
  test('without a limit it never expires', () => {
    expect(stateOf(certificate([]), { issued: day('2019-03-01') }, day('2199-01-01'))).toBe('valid')
    expect(lastDay(certificate([]), day('2019-03-01'))).toBeUndefined()
  })
  test('issued on a leap day it ends on the 28th', () => {
    expect(lastDay(three, day('2020-02-29'))).toBe('2023-02-28')
  })
})

test('anyone who scans the code sees what the pack shows, people masked', () => {
  expect(verifyView(certificate([]), data, known, '学时')).toEqual([
    { label: '姓名', text: '黄**' },
    { label: '证件号码', text: '*****002X' },
    { label: '年度', text: '2018' },
    { label: '总计', text: '90 学时' },
    { label: '发证日期', text: '2019年3月1日' },
  ])
  const terms = { total: '总学分', name: '名字', unit: '局' }
  expect(
    verifyView(certificate([]), data, { ...known, terms }, '学分').map((it) => it.label),
  ).toEqual(['名字', '证件号码', '年度', '总学分', '发证日期'])
  const shows = ['person.phone', 'hours.public', 'person.level', 'nothing']
  expect(verifyView(certificate([], { verify: { note: '', shows } }), data, known)).toEqual([
    { label: '手机号', text: '139****12' },
    { label: '公需科目', text: '30' },
  ])
})
