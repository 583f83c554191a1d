import {
  amount,
  byTag,
  choice,
  count,
  flag,
  id,
  list,
  mapOf,
  object,
  ref,
  set,
  shortOr,
  sourced,
  text,
  yearSpan,
  type Properties,
  type Schema,
} from './parts.ts'

const field = id('表单字段')
const round: Properties = {
  'round?': choice(['down', 'up', 'nearest'], '取整：down 舍 · up 入 · nearest 四舍五入'),
}
const cells = mapOf(
  shortOr({ type: 'string' }, set({ type: 'string' }, '任一'), 'array'),
  '各列的值',
)

/** A field; of repeated rows one of their columns, `lectures.minutes`. */
const counted: Schema = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)?$',
  description: '按哪个字段计；多行（rows）字段按行数，写成 字段.列 按这一列的合计',
}
const of: Properties = { of: counted, 'absent?': amount('没有填时按多少算；不写就算不出') }

/** What each shape of formula needs. */
export const formulaKeys = {
  entered: { 'max?': amount('上限') },
  'half-days': {
    per: amount('每半天的学时'),
    count: choice(
      ['elapsed', 'inclusive'],
      'elapsed 按经过时间（不含结束点）· inclusive 首尾两天都算',
    ),
    from: field,
    to: field,
    'skip-weekends?': flag('不计周末'),
  },
  days: {
    per: amount('每天的学时'),
    from: field,
    to: field,
    'skip-weekends?': flag('不计周末'),
    'max?': amount('上限'),
  },
  fixed: { hours: amount('学时') },
  table: {
    by: set(field, '按哪些字段查表', 1),
    'rank?': field,
    'beyond?': choice(['zero', 'last'], '排名超出表格时：zero 不计 · last 按最后一档'),
    rows: list(
      object('一行', {
        when: cells,
        'hours?': amount('学时'),
        'ranks?': list(amount('学时'), '按排名 1、2、3…', 1),
      }),
      '表格，先符合者为准',
      1,
    ),
  },
  'rank-steps': {
    base: amount('第一名的学时'),
    step: amount('每后一名减少'),
    rank: field,
    'min?': amount('最少'),
  },
  'per-unit': {
    ...of,
    unit: { type: 'number', exclusiveMinimum: 0, description: '每多少' },
    per: amount('计多少学时'),
    ...round,
    'max?': amount('上限'),
  },
  'base-plus-tier': {
    base: amount('基数'),
    ...of,
    tiers: list(
      object('一档', { 'up-to?': amount('不超过'), add: amount('加计') }),
      '档次，由低到高',
      1,
    ),
  },
  minutes: {
    ...of,
    minutes: { type: 'number', exclusiveMinimum: 0, description: '多少分钟一学时' },
    ...round,
  },
  parts: {
    parts: list(
      object('一部分', { when: field, hours: amount('学时'), title: text('名称') }),
      '各部分',
      1,
    ),
  },
  share: {
    total: amount('总学时'),
    first: { type: 'number', minimum: 0, maximum: 100, description: '第一名的百分比' },
    rank: field,
    people: field,
  },
} as const satisfies Record<string, Properties>

const formula = byTag(
  'shape',
  '学时算法',
  {
    id: id('标识'),
    title: text('名称'),
    'says?': text('学时栏下显示的条文'),
    'link?': text('条文链接'),
    'override?': choice(
      ['free', 'lower', 'none'],
      '可否另填：free 任意 · lower 只可更少 · none 不可',
    ),
    'max-per-item?': amount('单项上限'),
    ...sourced,
  },
  formulaKeys,
)

const capCommon: Properties = {
  id: id('标识'),
  title: text('名称'),
  'years?': yearSpan,
  'kinds?': set(id('学习形式'), '限于哪些学习形式', 1),
  'subject?': id('限于哪个科目'),
  ...sourced,
}
const cap = byTag('of', '上限', capCommon, {
  'category-year': { 'hours?': amount('每年学时上限'), 'count?': count('每年次数上限', 1) },
  year: { hours: amount('全年学时上限') },
  'best-only': { same: set(field, '哪些字段相同视为同一成果', 1) },
})

const duplicate = object('重复申报', {
  id: id('标识'),
  title: text('名称'),
  match: choice(['certificate-number', 'overlapping-dates', 'same-fields'], '如何认定'),
  'same?': set(field, '哪些字段相同', 1),
  'kinds?': set(id('学习形式'), '限于哪些学习形式', 1),
  do: choice(['warn', 'block'], 'warn 提醒 · block 不予提交'),
  says: text('提示'),
  ...sourced,
})

const perSubject = (what: string) =>
  list(
    object(what, { subject: id('科目'), hours: amount('学时'), 'source?': text('出处') }),
    what,
    1,
  )
const requirement = object('年度要求', {
  id: id('标识'),
  title: text('名称'),
  years: yearSpan,
  'when?': id('限于条件成立的人'),
  'total?': amount('总学时'),
  'min?': perSubject('各科目最少学时'),
  'max?': perSubject('各科目最多计入的学时'),
  'shares?': list(
    object('占比', {
      subject: id('科目'),
      num: count('分子', 1),
      den: count('分母', 1),
      basis: choice(['required', 'earned'], '以应完成还是已完成总学时为基数'),
      'soft?': flag('只提醒，不影响结果'),
      'source?': text('出处'),
    }),
    '各科目的占比',
    1,
  ),
  'required-courses?': list(
    object('必修', { kind: id('学习形式'), title: text('课程') }),
    '必修课程',
    1,
  ),
  'says?': text('要求的原文'),
  ...sourced,
})

export const hoursDefs: Readonly<Record<string, Schema>> = {
  formula,
  cap,
  hours: object('学时规则', {
    step: choice([1, 0.5, 0.25], '学时的最小单位'),
    unit: text('学时的叫法'),
    subjects: list(
      object('科目', {
        id: id('标识'),
        title: text('名称'),
        'short?': text('简称'),
        'parent?': id('上级科目'),
        'counts-for?': set(id('科目'), '同时计入哪些科目', 1),
        'in-total?': flag('是否计入总学时；false 只作标记，如获准的减免'),
      }),
      '科目',
      1,
    ),
    formulas: list(ref('formula'), '学时算法'),
    caps: list(ref('cap'), '上限'),
    duplicates: list(duplicate, '重复申报'),
    requirements: list(requirement, '年度要求'),
    verdicts: object('年度结果的叫法', {
      passed: text('达到'),
      failed: text('未达到'),
      none: text('无要求'),
    }),
  }),
}
