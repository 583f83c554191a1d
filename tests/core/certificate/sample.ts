import type {
  BoxDefinition,
  CertificateData,
  CertificateDefinition,
  Known,
} from '#core/certificate'

export const known: Known = {
  subjects: [
    { id: 'public', title: '公需科目' },
    { id: 'professional', title: '专业科目' },
  ],
  person: [
    { id: 'level', title: '职称级别' },
    { id: 'phone', title: '手机号', mask: 'phone' },
    { id: 'title-date', title: '公布时间', type: 'day' },
  ],
  unit: [],
}

export const data: CertificateData = {
  number: 'C2018000001',
  year: 2018,
  issued: '2019-03-01',
  issuer: '综合培训指导中心',
  'verify-url': 'https://xueshi.example/verify/C2018000001',
  person: { name: '黄小明', 'id-number': '11010519491231002X', phone: '13912345612' },
  unit: { name: '市设计院' },
  hours: { total: 90, subjects: { public: 30, professional: 60 } },
  verdict: '通过',
}

export const text = (content: string, more: Partial<BoxDefinition> = {}): BoxDefinition =>
  ({
    id: 'text',
    kind: 'text',
    x: 20,
    y: 20,
    w: 100,
    h: 20,
    text: content,
    ...more,
  }) as BoxDefinition

export const certificate = (
  boxes: readonly BoxDefinition[],
  more: Partial<CertificateDefinition> = {},
): CertificateDefinition => ({
  certificate: 'completion',
  title: '结业证书',
  needs: { standing: 'passed', says: '年度认定结果不合格时，该年度学时证明无法打印' },
  'printed-by': ['person'],
  number: 'C{year}{seq:6}',
  issuer: '综合培训指导中心',
  'void-when': 'standing-falls',
  page: { size: 'A4', landscape: true, boxes },
  verify: {
    note: '可核实',
    shows: ['person.name', 'person.id-number', 'year', 'hours.total', 'issued'],
  },
  ...more,
})
