import {
  byKey,
  byTag,
  choice,
  flag,
  id,
  list,
  maybeSourced,
  monthDay,
  object,
  ref,
  set,
  shortOr,
  sourced,
  text,
  wordOr,
  type Schema,
} from './parts.ts'

const opinion = choice(['required', 'optional'], '审核意见：required 必填，optional 选填')
const condition = id('条件名')
const anchor: Schema = {
  type: 'string',
  pattern: '^(subject-unit|filer-office|subject-office|field:[a-z0-9-]+)$',
  description:
    '从哪里找起：subject-unit 本人单位 · filer-office 申报机构 · subject-office 所涉机构 · field:字段',
}
const relations = set(id('上级关系'), '上级关系', 1)
const from = { 'from?': anchor }

const who = byKey(
  '谁来办：office 起点机构 · chosen 申报人所选 · fixed 固定机构 · superior 直接上级 · nearest 最近的某类机构 · climb 逐级 · route 按条件 · any 任一 · all 全部',
  {
    office: { office: anchor },
    chosen: { chosen: id('机构字段') },
    fixed: {
      fixed: object('区域内唯一的机构', { type: id('机构类型'), 'code?': text('机构代码') }),
    },
    superior: { superior: id('上级关系，或 any'), ...from },
    nearest: {
      nearest: id('机构类型'),
      ...from,
      'above?': flag('不含起点机构'),
      'via?': relations,
    },
    climb: {
      climb: shortOr({ enum: ['any'] }, relations, 'array'),
      ...from,
      until: id('到哪类机构为止'),
      'start-above?': flag('从起点的上级开始'),
    },
    route: {
      route: list(
        object('一条', { 'when?': condition, who: ref('who') }),
        '依次看条件，先成立者为准；最后一条可不写条件',
        1,
      ),
    },
    any: { any: list(ref('who'), '任一机构办理即可', 2) },
    all: { all: list(ref('who'), '每个机构都须通过', 2) },
  },
)

const effect = byTag(
  'do',
  '决定的后果',
  {},
  {
    credit: {},
    'revoke-credits': {},
    'void-certificates': {},
    'issue-certificate': { certificate: id('证书') },
    'open-account': {},
    'close-account': {},
    'apply-change': {},
    'move-person': { to: id('机构字段'), 'department?': id('部门字段') },
    'move-office': {
      relation: shortOr({ type: 'string' }, object('由字段决定', { field: id('字段') })),
      to: id('机构字段'),
    },
    permit: {
      chain: id('流程'),
      same: set(choice(['kind', 'year'], '相同的内容'), '仅限相同的类型、年度'),
    },
  },
)

const filer = wordOr(
  ['person', 'anyone', 'system'],
  object('由岗位代办', {
    post: id('角色，或权限'),
    for: choice(
      ['people-below', 'own-people', 'own-office'],
      '为谁：people-below 下辖人员 · own-people 本机构人员 · own-office 本机构',
    ),
  }),
  '谁可以申报：person 本人 · anyone 未登录者 · system 平台 · { post, for }',
)

const step = object('审批环节', {
  id: id('环节标识，也是状态名'),
  title: text('环节名称'),
  who: ref('who'),
  'label?': text('在此等待时的状态名'),
  'labels?': object('在此被决定后的状态名', {
    'approved?': text('通过'),
    'refused?': text('不通过'),
    'returned?': text('退回'),
  }),
  'may?': set(
    choice(['approve', 'refuse', 'return', 'record'], '动作'),
    '可做的动作；不写为通过与不通过',
    1,
  ),
  'skip?': object('何时越过此环节', {
    when: shortOr(condition, set(condition, '条件，任一成立', 1), 'array'),
  }),
  'nobody?': choice(['rescue', 'up'], '无人可办时：rescue 待处理 · up 交上级'),
  'self?': choice(['allow', 'forbid', 'up'], '本人能否审自己的申报'),
  'approve?': object('通过', {
    'opinion?': opinion,
    'needs?': set(condition, '须成立的条件'),
    'label?': text('按钮文字'),
  }),
  'refuse?': object('不通过', {
    'opinion?': opinion,
    'to?': choice(['refused', 'draft'], '之后的状态'),
    'label?': text('按钮文字'),
  }),
  'return?': object('退回', {
    'opinion?': opinion,
    to: set(id('filer 或前面环节'), '可退回到哪里', 1),
    'straight-back?': flag('重新提交后直接回到本环节'),
    'label?': text('按钮文字'),
  }),
  'record?': object('备案', { 'label?': text('按钮文字') }),
  'edits?': set(choice(['awarded'], '可改的内容'), '审核人可改的内容', 1),
  'awarded?': object('认定学时', {
    'max?': choice(['claimed', 'any'], '上限：claimed 不超过申报学时'),
  }),
  'auto?': object('由系统自动通过', { when: id('条件名，或 always') }),
  'roles?': set(id('角色'), '只由这些角色办理', 1),
  'repeat?': choice(
    ['allow', 'forbid'],
    '办过前面环节（或本环节）的人能否再办：allow 可以 · forbid 须另一人',
  ),
  'batch?': flag('可否批量'),
  'by-department?': flag('是否只给管辖其部门的人'),
})

const verification = object('审验（通过之后）', {
  id: id('标识'),
  title: text('名称'),
  who: ref('who'),
  'pass?': shortOr(
    { const: false },
    object('审验通过', { 'label?': text('按钮文字'), 'state?': id('之后的状态') }),
  ),
  fail: object('审验不通过', {
    label: text('按钮文字'),
    'opinion?': opinion,
    state: id('之后的状态'),
    effects: list(ref('effect'), '后果'),
  }),
})

const deletion = object('谁在哪些状态可以删除', {
  by: wordOr(
    ['filer'],
    object('持有权限者', { capability: choice(['delete-filings'], '权限') }),
    '谁',
  ),
  while: set(id('状态，或 waiting'), '在哪些状态', 1),
  'opinion?': opinion,
  'effects?': list(ref('effect'), '后果'),
  'label?': text('按钮文字'),
  ...maybeSourced,
})

const chain = object('审批流程', {
  chain: id('流程标识，与文件名相同'),
  title: text('名称'),
  form: id('表单'),
  about: choice(['person', 'office'], '关于人还是机构'),
  'filed-by': list(filer, '谁可以申报', 1),
  'needs?': set(condition, '可以申报的条件，都须成立'),
  'window?': object('每年开放的时段，首尾都含', {
    from: monthDay('起，如 01-01'),
    to: monthDay('止，如 01-20'),
    counts: choice(['previous-year', 'same-year'], '计入哪一年'),
    says: text('不在时段内时的提示'),
    ...sourced,
  }),
  'refers?': object('须依据一份已有申报', {
    chain: id('流程'),
    states: set(id('状态'), '其状态须为', 1),
    'same?': set(choice(['kind', 'year'], '相同的内容'), '须与之相同的内容'),
  }),
  'permit?': object('须先获准', {
    needed: wordOr(['always'], object('条件', { when: condition }), '何时须获准'),
  }),
  'save?': object('保存草稿', {
    says: text('保存之后说的话；不写用 texts.yaml 的 saved'),
  }),
  'submit?': object('提交', {
    'needs?': set(condition, '须成立的条件'),
    'label?': text('按钮文字'),
    'says?': text('提交之后说的话；不写用 texts.yaml 的 submitted'),
    'routes?': list(ref('route-choice'), '提交时的选择', 2),
  }),
  labels: {
    type: 'object',
    propertyNames: { type: 'string', pattern: '^[a-z0-9-]+$' },
    additionalProperties: text('状态名称'),
    description: '各状态的名称',
  },
  steps: list(ref('step'), '环节，按顺序'),
  'withdraw?': object('撤回', {
    while: set(id('状态，或 waiting'), '在哪些状态', 1),
    to: choice(['draft'], '之后的状态'),
    'before?': choice(['first-decision'], '仅在首次审核之前'),
    'label?': text('按钮文字'),
  }),
  'delete?': list(deletion, '删除，一行一种情形', 1),
  'resubmit?': object('不通过后可修改再报', {
    from: set(choice(['refused', 'revoked'], '状态'), '从哪些状态', 1),
    'label?': text('按钮文字'),
  }),
  'credits?': object('学时何时计入', { at: id('end，或环节标识') }),
  'effects?': object('决定的后果', {
    'approved?': list(ref('effect'), '通过之后'),
    'refused?': list(ref('effect'), '不通过之后'),
  }),
  'after?': list(verification, '通过之后的审验', 1),
  'group?': object('同一人同一年度的几份申报如何汇总', {
    by: choice(['year'], '按年度'),
    labels: list(
      object('一种', {
        when: choice(['all-decided', 'any-waiting', 'any-draft'], '情形'),
        label: text('名称'),
      }),
      '汇总名称',
      1,
    ),
  }),
  'source?': text('出处'),
})

export const chainDefs: Readonly<Record<string, Schema>> = {
  who,
  effect,
  step,
  'route-choice': object('提交时的一种选择', {
    id: id('标识'),
    title: text('名称'),
    'hint?': text('提示'),
    'asks?': id('须填写的机构字段'),
  }),
  chain,
}
