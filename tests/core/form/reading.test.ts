import { describe, expect, test } from 'vitest'
import { maskText } from '#core/base'
import type { Day } from '#core/base'
import {
  changedFields,
  changesNeeding,
  checkDigit,
  defaultsFor,
  factsOf,
  factTypesOf,
  meaningOf,
  showValues,
} from '#core/form'
import { declaration, filled, formOf } from './sample.ts'

describe('what a form means', () => {
  test('is read by its meanings and its kind', () => {
    expect(meaningOf(declaration, { ...filled, files: [{ file: 'f', name: 'a.jpg' }] })).toEqual({
      title: '桥梁检测',
      kind: 'class',
      kindTitle: '培训班',
      kindGroup: 'training',
      formula: 'half-days',
      year: 2026,
      claimed: 24,
      subject: 'professional',
      from: '2026-01-05',
      to: '2026-01-07',
      evidence: 1,
    })
  })
  test('falls back to the kind for a title, and leaves out what is not there', () => {
    expect(meaningOf(declaration, { kind: 'paper', subject: 'public', number: 'X1' })).toEqual({
      title: '论文',
      kind: 'paper',
      kindTitle: '论文',
      formula: 'paper',
      subject: 'public',
      certificateNumber: 'X1',
      evidence: 0,
    })
    expect(meaningOf(declaration, {})).toEqual({ title: '学时登记', evidence: 0 })
  })
})

test('facts are what conditions can compare', () => {
  const form = formOf(
    { id: 'at', kind: 'date-time', label: '时间' },
    { id: 'files', kind: 'attachments', label: '附件' },
    { id: 'many', kind: 'choices', label: '多选' },
    { id: 'span', kind: 'period', label: '起止' },
    { id: 'empty', kind: 'text', label: '空' },
  )
  const values = {
    at: '2026-03-01T08:00',
    files: [{ file: 'f', name: 'a.jpg' }],
    many: ['a'],
    span: ['2026-01-01', '2026-01-02'],
  }
  expect(factsOf(form, values)).toEqual({
    'field.at': '2026-03-01',
    'field.files': 1,
    'field.many': ['a'],
  })
  expect(factTypesOf(form)).toEqual({
    'field.at': 'day',
    'field.files': 'number',
    'field.many': 'list',
    'field.span': 'none',
    'field.empty': 'text',
  })
  expect(Object.keys(factTypesOf(declaration))).toContain('field.score')
})

describe('what changed', () => {
  test('is found by value, whatever the order of keys', () => {
    const before = { a: 1, b: [{ file: 'f', name: 'n' }], c: '', d: null, e: 'x' }
    const after = { b: [{ name: 'n', file: 'f' }], a: 2, c: '', f: false }
    expect(changedFields(before, after)).toEqual(['a', 'e', 'f'])
  })
  test('and needs another chain’s approval is listed by chain', () => {
    const fields = formOf(
      { id: 'phone', kind: 'phone', label: '电话' },
      { id: 'title', kind: 'text', label: '职务', 'change-needs': { chain: 'title-change' } },
      { id: 'level', kind: 'text', label: '级别', 'change-needs': { chain: 'title-change' } },
    ).fields
    const changes = changesNeeding(
      fields,
      { title: 'a', level: 'b' },
      { title: 'x', level: 'b', phone: '1' },
    )
    expect([...changes]).toEqual([['title-change', ['title']]])
  })
})

describe('what people read', () => {
  test('is label and text in the order of the pages', () => {
    const values = {
      ...filled,
      subject: 'professional',
      files: [
        { file: 'f', name: 'a.jpg', caption: '结业证' },
        { file: 'g', name: 'b.jpg' },
      ],
    }
    const shown = showValues(declaration, values, {
      subjects: [{ id: 'professional', title: '专业科目' }],
      unit: '学时',
    })
    expect(shown.map((it) => [it.section, it.label, it.text])).toEqual([
      ['first', '类型', '培训类 / 培训班'],
      ['first', '内容', '桥梁检测'],
      ['first', '地点', ''],
      ['first', '成绩', '90'],
      ['first', '起止时间', '2026-01-05 至 2026-01-07'],
      ['second', '申请学时', '24 学时'],
      ['second', '计入年度', '2026'],
      ['second', '科目', '专业科目'],
      ['second', '附件', 'a.jpg（结业证）、b.jpg'],
      ['second', '承诺', '已确认：以上信息属实'],
    ])
    expect(shown.at(-2)?.files).toHaveLength(2)
  })

  test('names offices and people, options and rows, and keeps an id nobody can name', () => {
    const form = formOf(
      { id: 'office', kind: 'office', label: '单位' },
      { id: 'person', kind: 'person', label: '申请人' },
      { id: 'level', kind: 'choice', label: '级别', options: [{ id: 'a', title: '高级' }] },
      { id: 'done', kind: 'yes-no', label: '完成' },
      { id: 'at', kind: 'date-time', label: '时间' },
      {
        id: 'jobs',
        kind: 'rows',
        label: '经历',
        fields: [
          { id: 'from', kind: 'date', label: '开始' },
          { id: 'at', kind: 'office', label: '单位' },
        ],
      },
    )
    const values = {
      office: 'o1',
      person: 'constructor',
      level: 'a',
      done: false,
      at: '2026-03-01T08:00',
      jobs: [{ from: '2020-01-01', at: 'o1' }, { from: '2021-01-01' }],
    }
    expect(showValues(form, values, { names: { o1: '市设计院' } }).map((it) => it.text)).toEqual([
      '市设计院',
      'constructor',
      '高级',
      '否',
      '2026-03-01 08:00',
      '1. 开始：2020-01-01，单位：市设计院\n2. 开始：2021-01-01',
    ])
  })

  test('is masked where lists show it', () => {
    const form = formOf({ id: 'id', kind: 'id-number', label: '证件号', mask: 'id-number' })
    const text = (masked: boolean) =>
      showValues(form, { id: '11010519491231002X' }, { masked })[0]?.text
    expect([text(false), text(true)]).toEqual(['11010519491231002X', '*****002X'])
  })
})

test.each([
  ['id-number', '370602198001013321', '*****3321'],
  ['id-number', '3321', '*****'],
  ['phone', '13912345612', '139****12'],
  ['phone', '5551234', '****'],
  ['name', '黄小明', '黄**'],
  ['name', '欧阳', '欧**'],
  ['name', '', ''],
  ['email', 'wang@example.com', 'w***@example.com'],
  ['email', 'wang', '***'],
] as const)('a masked %s: %s is %s', (mask, text, expected) => {
  expect(maskText(mask, text)).toBe(expected)
})

test('a new form starts with what is known', () => {
  const form = formOf(
    { id: 'name', kind: 'text', label: '姓名', default: { from: 'person', attribute: 'name' } },
    { id: 'unit', kind: 'office', label: '单位', default: { from: 'unit' } },
    { id: 'day', kind: 'date', label: '日期', default: { from: 'today' } },
    { id: 'year', kind: 'year', label: '年度', default: { from: 'last-year' } },
    { id: 'fixed', kind: 'choice', label: '证件', default: 'id-card' },
    { id: 'none', kind: 'text', label: '无' },
  )
  const today = '2026-03-01' as Day
  const person = { id: 'p1', attributes: { name: '黄小明' } }
  expect(defaultsFor(form, { today, person, unit: { id: 'o1', attributes: {} } })).toEqual({
    name: '黄小明',
    unit: 'o1',
    day: '2026-03-01',
    year: 2025,
    fixed: 'id-card',
  })
  expect(defaultsFor(form, { today })).toEqual({ day: '2026-03-01', year: 2025, fixed: 'id-card' })
})

test('check digits are those of GB 11643', () => {
  expect(checkDigit('11010519491231002')).toBe('X')
  expect(checkDigit('44052418800101001')).toBe('4')
})
