import {
  byTag,
  choice,
  count,
  flag,
  id,
  list,
  maybeSourced,
  mapOf,
  masks,
  object,
  ref,
  set,
  shortOr,
  text,
  type Properties,
  type Schema,
} from './parts.ts'

const help = ref('help')
/** Said by every kind of field, so written once. */
const shared: Readonly<Record<string, Schema>> = {
  help: object('帮助说明', {
    text: text('说明文字'),
    'link?': text('链接地址'),
    'link-title?': text('链接的文字'),
  }),
  when: object('在某个条件成立时', { when: id('条件名（conditions.yaml）') }),
  'yes-when': shortOr({ type: 'boolean' }, ref('when')),
  default: shortOr(
    { type: ['string', 'number', 'boolean'] },
    object('取自', {
      from: choice(['person', 'unit', 'today', 'this-year', 'last-year'], '从哪里取'),
      'attribute?': id('人员或单位的属性'),
    }),
  ),
  pattern: object('整个值须符合的格式', {
    matches: text('正则表达式（线性时间，re2）'),
    says: text('不符合时的提示'),
  }),
}

const own: Properties = {
  id: id('字段标识'),
  label: text('字段名称，按本地区的叫法'),
  'required?': ref('yes-when', '是否必填；可写 { when: 条件名 }'),
  'visible?': ref('when', '何时显示；不显示的字段不保存'),
  'immutable?': choice(
    ['always', 'after-approval'],
    '不可修改：always 一律，after-approval 首次通过后',
  ),
  'change-needs?': object('首次通过后，修改须经此流程批准才生效', { chain: id('流程') }),
  'placeholder?': text('输入框内的提示'),
  'hint?': text('字段下方的提示'),
  'help?': help,
  'default?': ref('default', '默认值'),
  'mask?': choice(masks, '列表中如何遮盖'),
  'fills?': id('生效时写入人员或单位的哪个属性'),
}

const lengths: Properties = {
  'min-length?': count('最少字数'),
  'max-length?': count('最多字数', 1),
  'pattern?': ref('pattern'),
}
const range: Properties = {
  'min?': { type: 'number', description: '最小值' },
  'max?': { type: 'number', description: '最大值' },
}
const dates: Properties = {
  'earliest?': text('最早日期，2020-01-01'),
  'latest?': text('最晚日期，或 today'),
  'not-before?': id('不得早于哪个日期字段'),
}
const options: Properties = { options: list(ref('option'), '选项', 1) }

const years = object('相对今年（或某日期字段的年份）的偏移', {
  from: { type: 'integer', description: '最早偏移，-1 为上一年' },
  to: { type: 'integer', description: '最晚偏移，0 为当年' },
  'of?': text('today 或日期字段标识；那个日期没有填时不限'),
})

/** What each kind of field may say beside the common keys. */
export const fieldKeys = {
  text: { ...lengths },
  'long-text': { ...lengths },
  number: {
    ...range,
    'step?': { type: 'number', exclusiveMinimum: 0, description: '步长' },
    'unit?': text('单位'),
  },
  hours: {
    ...range,
    'step?': { type: 'number', exclusiveMinimum: 0, description: '步长' },
    'unit?': text('单位'),
  },
  date: { ...dates },
  'date-time': { ...dates },
  period: { ...dates, 'with?': choice(['date', 'date-time'], '起止精确到日还是到分') },
  year: {
    ...range,
    'years?': {
      ...shortOr(years, list(years, '几条，都须符合', 1), 'array'),
      description: '可选年度：一条，或几条（都须符合）',
    },
  },
  choice: options,
  choices: options,
  cascade: {
    ...options,
    'level-labels?': {
      type: 'array',
      items: text('级别名称'),
      minItems: 2,
      maxItems: 2,
      description: '两级的名称',
    },
  },
  'yes-no': {},
  promise: { 'text?': text('承诺书全文') },
  kind: {
    'level-labels?': {
      type: 'array',
      items: text('级别名称'),
      minItems: 2,
      maxItems: 2,
      description: '两级的名称',
    },
  },
  subject: { 'subjects?': set(id('科目'), '可选科目；不写为全部') },
  office: {
    'office-types?': set(id('机构类型'), '可选机构类型'),
    'within?': choice(['region', 'own-subtree'], '范围：全区域，或本机构及下级'),
    'top-hits?': count('模糊查询时显示的条数', 1),
    'fallback-office?': text('没有单位的人归入的机构'),
  },
  department: { 'of?': id('哪个机构字段的部门') },
  person: { 'people?': choice(['people-below', 'own-office'], '可选人员的范围') },
  attachments: {
    'formats?': set(
      choice(['jpg', 'png', 'gif', 'bmp', 'webp', 'pdf'], '文件格式'),
      '允许的格式',
      1,
    ),
    'max-files?': count('最多个数', 1),
    'min-files?': count('最少个数'),
    'max-megabytes?': { type: 'number', exclusiveMinimum: 0, description: '单个文件的上限（MB）' },
    'caption?': object('每个附件的说明', {
      'required?': flag('必填'),
      'max-length?': count('最多字数', 1),
      'label?': text('名称'),
    }),
  },
  'id-number': { ...lengths },
  phone: { ...lengths },
  email: { ...lengths },
  rows: {
    fields: list(ref('field'), '每行的字段', 1),
    'min-rows?': count('最少行数'),
    'max-rows?': count('最多行数', 1),
  },
  note: { 'text?': text('说明全文') },
} as const satisfies Record<string, Properties>

const allKeys: Properties = Object.assign({}, ...Object.values(fieldKeys))
const changes = Object.fromEntries(
  Object.entries({ ...own, ...allKeys }).flatMap(([key, value]) =>
    key === 'id' ? [] : [[key.endsWith('?') ? key : `${key}?`, value]],
  ),
)

const meaning = (what: string) => id(`${what}是哪个字段`)
export const formDefs: Readonly<Record<string, Schema>> = {
  ...shared,
  option: object('选项', {
    id: id('选项标识'),
    title: text('选项名称'),
    'options?': list(ref('option'), '下一级'),
  }),
  field: byTag('kind', '字段', own, fieldKeys),
  'field-changes': object('对公共字段的改动', changes),
  kind: object('学习形式（认定类型），可分两级；末级决定字段', {
    id: id('标识'),
    title: text('名称'),
    'kinds?': list(ref('kind'), '下一级', 1),
    'fields?': list(ref('field'), '此类型另有的字段'),
    'with?': mapOf(ref('field-changes'), '对公共字段的改动，按字段标识'),
    'hint?': text('提示'),
    'help?': help,
    'evidence?': list(text('一项'), '须提供的证明材料'),
    'hours?': id('学时算法（hours.yaml）'),
    'subject?': id('表单没有科目字段时计入的科目'),
    ...maybeSourced,
  }),
  form: object('表单', {
    form: id('表单标识，与文件名相同'),
    title: text('表单名称'),
    'intro?': text('表单顶部的说明'),
    means: object('引擎要认得的字段', {
      'title?': meaning('标题'),
      'kind?': meaning('学习形式'),
      'year?': meaning('计入年度'),
      'claimed?': meaning('申报学时'),
      'subject?': meaning('科目'),
      'from?': meaning('开始日期'),
      'to?': meaning('结束日期'),
      'certificate-number?': meaning('证书编号'),
      'evidence?': meaning('证明材料'),
      'applicant?': meaning('申报人'),
      'office?': meaning('所涉机构'),
      'department?': meaning('所涉部门'),
      'refers?': meaning('所据原申报'),
    }),
    sections: list(
      object('一页', {
        id: id('标识'),
        title: text('标题'),
        fields: list(id('字段标识，或 kind-fields'), '字段，按顺序'),
      }),
      '页，按顺序',
      1,
    ),
    fields: list(ref('field'), '公共字段', 1),
    'kinds?': list(ref('kind'), '学习形式（认定类型）', 1),
  }),
}
