import type { Day, FieldValues, LocalTime } from '#core/base'
import { checkForm, type FieldDefinition, type FormContext, type FormDefinition } from '#core/form'

export const context: FormContext = {
  holds: () => false,
  today: '2026-03-01' as Day,
  now: '2026-03-01T09:30' as LocalTime,
  hoursStep: 1,
  approvedOnce: false,
}

/** A form of these fields and nothing else. */
export const formOf = (...fields: FieldDefinition[]): FormDefinition => ({
  form: 'sample',
  title: '样表',
  means: {},
  sections: [{ id: 'all', title: '全部', fields: fields.map((it) => it.id) }],
  fields,
})

/** What becomes of one value of one field: the value, or `code` (and where, inside the field). */
export function judge(
  field: Omit<FieldDefinition, 'id' | 'label'>,
  raw: unknown,
  more: Partial<FormContext> = {},
): unknown {
  const form = formOf({ id: 'it', label: '此项', ...field })
  const { values, issues } = checkForm(form, { it: raw }, { ...context, ...more })
  if (issues.length === 0) return values.it
  return issues.map((it) => [it.code, ...it.at.slice(1)].join(' ')).join(', ')
}

/** Two levels of kinds, own fields, changed fields, conditions: what a declaration has. */
export const declaration: FormDefinition = {
  form: 'declaration',
  title: '学时登记',
  means: {
    title: 'content',
    kind: 'kind',
    year: 'year',
    claimed: 'claimed',
    subject: 'subject',
    from: 'period',
    to: 'period',
    evidence: 'files',
    'certificate-number': 'number',
  },
  sections: [
    { id: 'first', title: '内容', fields: ['kind', 'content', 'kind-fields', 'period'] },
    {
      id: 'second',
      title: '学时',
      fields: ['claimed', 'year', 'subject', 'number', 'files', 'promise'],
    },
  ],
  fields: [
    { id: 'kind', kind: 'kind', label: '类型', required: true },
    { id: 'content', kind: 'text', label: '内容', required: true, 'max-length': 20 },
    { id: 'period', kind: 'period', label: '起止时间', with: 'date', required: true },
    { id: 'claimed', kind: 'hours', label: '申请学时', required: true },
    { id: 'year', kind: 'year', label: '计入年度', years: { from: -1, to: 0 }, required: true },
    { id: 'subject', kind: 'subject', label: '科目', subjects: ['public', 'professional'] },
    {
      id: 'number',
      kind: 'text',
      label: '证书编号',
      visible: { when: 'has-number' },
      required: true,
    },
    {
      id: 'files',
      kind: 'attachments',
      label: '附件',
      formats: ['jpg', 'png'],
      'max-files': 5,
      caption: { 'max-length': 33 },
    },
    { id: 'promise', kind: 'promise', label: '承诺', text: '以上信息属实', required: true },
  ],
  kinds: [
    {
      id: 'training',
      title: '培训类',
      hours: 'half-days',
      subject: 'professional',
      fields: [{ id: 'place', kind: 'text', label: '地点' }],
      kinds: [
        {
          id: 'class',
          title: '培训班',
          fields: [
            { id: 'score', kind: 'number', label: '成绩', required: true, min: 0, max: 100 },
          ],
        },
        { id: 'visit', title: '进修', with: { content: { label: '进修内容', 'max-length': 4 } } },
      ],
    },
    { id: 'paper', title: '论文', hours: 'paper', with: { period: { required: false } } },
  ],
}

export const filled = {
  kind: 'class',
  content: '桥梁检测',
  score: 90,
  period: ['2026-01-05', '2026-01-07'],
  claimed: 24,
  year: 2026,
  promise: true,
} satisfies FieldValues
