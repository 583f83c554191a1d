import type { CapDefinition, Credit, Formula, FormulaShape, HoursDefinition } from '#core/hours'

export const demo = { source: '示例值，非正式政策', status: 'demo' } as const

/** Two subjects, a third that counts for both, and a child of one: the shapes the regions have. */
export const hours: HoursDefinition = {
  step: 1,
  unit: '学时',
  subjects: [
    { id: 'public', title: '公需科目' },
    { id: 'professional', title: '专业科目' },
    { id: 'online', title: '网络课程', parent: 'professional' },
    { id: 'all', title: '全部', 'counts-for': ['public', 'professional'] },
  ],
  formulas: [],
  caps: [],
  duplicates: [],
  requirements: [
    {
      ...demo,
      id: 'yearly',
      title: '年度学时',
      years: { from: 2016 },
      total: 90,
      shares: [{ subject: 'professional', num: 2, den: 3, basis: 'required' }],
    },
  ],
  verdicts: { passed: '通过', failed: '不通过', none: '不作要求' },
}

export const formula = (shape: FormulaShape, more: Partial<Formula> = {}): Formula =>
  ({ ...demo, id: 'rule', title: '认定标准', ...shape, ...more }) as Formula

type Rest<T> = T extends unknown ? Omit<T, 'source' | 'status' | 'title'> : never
export const cap = (of: Rest<CapDefinition>): CapDefinition =>
  ({ ...demo, title: '上限', ...of }) as CapDefinition

let made = 0
export function credit(given: Partial<Credit> & { hours: number }): Credit {
  made += 1
  const filing = given.filing ?? `f${String(made).padStart(5, '0')}`
  return {
    id: `${filing}-${made}`,
    filing,
    entry: 1,
    year: 2018,
    subject: 'professional',
    kind: 'training',
    claimed: given.hours,
    at: `2018-06-01T00:00:00.${String(made % 1000).padStart(3, '0')}Z`,
    title: '一项学习',
    ...given,
  }
}
/** Public and professional hours of a year. */
export const year = (publicHours: number, professional: number): Credit[] => [
  credit({ subject: 'public', hours: publicHours }),
  credit({ subject: 'professional', hours: professional }),
]
