import { expect, test } from 'vitest'
import { barsOf, creditsOf } from '../../../portal-ui/composables/year-bars.ts'

test('bars: the total first, then the subjects as the pack orders them', () => {
  const check = {
    rule: 'r',
    text: '',
    facts: {},
    held: false,
    have: 40,
    need: 60,
    missing: 20,
    subject: 'professional',
  }
  // At most so many hours of a subject: a sentence of its own, no second bar.
  const most = { ...check, have: 40, need: 0, missing: 0, held: true }
  const year = {
    year: 2026,
    total: 70,
    subjects: { public: 30, professional: 40 },
    required: 90,
    verdict: 'failed',
    label: '不合格',
    checks: [{ ...check, subject: undefined, have: 70, need: 90, missing: 20 }, check, most],
    counted: [],
    waiting: [],
    ifApproved: { total: 70, verdict: 'failed', label: '' },
    certificates: [],
    print: [],
  } as unknown as Parameters<typeof barsOf>[0]
  const bars = barsOf(year, [
    { id: 'public', title: '公需' },
    { id: 'professional', title: '专业' },
  ])
  expect(bars.map((it) => [it.title, it.have, it.need, it.missing])).toEqual([
    ['总学时', 70, 90, 20],
    ['公需', 30, 0, 0],
    ['专业', 40, 60, 20],
  ])
})

test('parts stand under their whole; nothing asked and nothing there is no line', () => {
  const year = {
    total: 24,
    required: 0,
    checks: [],
    subjects: { public: 24, class: 20, all: 0 },
  } as unknown as Parameters<typeof barsOf>[0]
  const bars = barsOf(year, [
    { id: 'public', title: '公需' },
    { id: 'class', title: '当年度班级', parent: 'public' },
    { id: 'professional', title: '专业' },
    { id: 'all', title: '全部' },
  ])
  expect(bars.map((it) => [it.title, it.have, it.inner ?? false])).toEqual([
    ['总学时', 24, false],
    ['公需', 24, false],
    ['当年度班级', 20, true],
  ])
})

test('a bar is made of the credits that count for its subject, by whatever way; the total of all', () => {
  const subjects = [
    { id: 'public', title: '公需' },
    { id: 'class', title: '当年度班级', parent: 'public' },
    { id: 'aid', title: '支边援外', 'counts-for': ['professional'] },
    { id: 'professional', title: '专业' },
  ]
  const counted = ['class', 'aid', 'professional'].map((subject) => ({ credit: { subject } }))
  const of = (subject?: string) =>
    creditsOf(counted as unknown as Parameters<typeof creditsOf>[0], subjects, subject).map(
      (it) => it.credit.subject,
    )
  expect(of('public')).toEqual(['class'])
  expect(of('professional')).toEqual(['aid', 'professional'])
  expect(of()).toEqual(['class', 'aid', 'professional'])
})
