import {
  choice,
  count,
  flag,
  id,
  list,
  mapOf,
  moment,
  object,
  ref,
  scalar,
  set,
  shortOr,
  text,
  type Properties,
  type Schema,
} from './parts.ts'

const key = (what: string) => id(`${what}（world.yaml 的标识）`)
const filing = id('申报（as 所取的名字）')
const several = (one: Schema) => shortOr(one, set(one, '几份', 1), 'array')
const hours: Schema = { type: 'number', description: '学时' }
const perSubject = mapOf(hours, '按科目')
const seen = object('某人所见', {
  of: id('人员或岗位'),
  'has?': set(filing, '看得到'),
  'lacks?': set(filing, '看不到'),
})

const acts: Properties = {
  'file?': id('在此流程上新建申报'),
  'save?': filing,
  'submit?': filing,
  'approve?': several(filing),
  'refuse?': several(filing),
  'return?': filing,
  'record?': filing,
  'withdraw?': filing,
  'delete?': filing,
  'verify?': filing,
  'reject-verification?': filing,
  'reassign?': filing,
  'print?': object('打印证书', {
    certificate: id('证书'),
    person: key('人员'),
    year: count('年度', 1900),
    'as?': id('取名'),
  }),
}
/** At most one of these stands in a step. */
export const actKeys: readonly string[] = Object.keys(acts).map((it) => it.slice(0, -1))

const expectation = object('期望', {
  'refused?': shortOr(
    text('拒绝的代码'),
    object('拒绝', { code: text('代码'), 'at?': text('字段'), 'says?': text('提示') }),
  ),
  'of?': filing,
  'state?': id('状态'),
  'label?': text('状态名称'),
  'held?': set(key('机构'), '现在谁手里'),
  'stuck?': flag('无人可办'),
  'passed?': list(text('环节'), '越过的环节'),
  'claimed?': hours,
  'suggested?': hours,
  'awarded?': hours,
  'hints?': list(text('提示'), '提示'),
  'actions?': mapOf(set(text('动作'), '动作'), '各人可做的动作'),
  'standing?': object('年度情况', {
    person: key('人员'),
    year: count('年度', 1900),
    'total?': hours,
    'verdict?': choice(['passed', 'failed', 'none'], '结果'),
    'label?': text('结果的叫法'),
    'subjects?': perSubject,
    'missing?': perSubject,
  }),
  'certificate?': object('证书', {
    of: id('print 所取的名字'),
    state: choice(['valid', 'void', 'replaced'], '状态'),
    'has?': list(text('文字'), '上面有的文字'),
  }),
  'inbox?': seen,
  'sees?': seen,
  'group?': object('汇总', {
    chain: id('流程'),
    person: key('人员'),
    year: count('年度', 1900),
    label: text('名称'),
  }),
  'person?': object('人员', {
    of: id('人员'),
    'name?': text('姓名'),
    'office?': key('机构'),
    'attributes?': mapOf(scalar('值'), '属性'),
  }),
  'office?': object('机构', {
    of: key('机构'),
    'name?': text('名称'),
    'attributes?': mapOf(scalar('值'), '属性'),
    'superiors?': mapOf(set(key('机构'), '上级'), '按上级关系'),
  }),
  'account?': object('账号', {
    of: id('人员或申报'),
    state: choice(['waiting', 'open', 'closed'], '状态'),
  }),
})

const step = object('一步：至多一个动作，可带期望', {
  'at?': moment('时间'),
  'by?': id('人员、岗位，或 anyone、system'),
  ...acts,
  'as?': id('给这份申报取名'),
  'for?': key('人员'),
  'refers?': filing,
  'with?': { type: 'object', description: '字段值' },
  'opinion?': { type: 'string', description: '审核意见' },
  'marks?': list(text('字段'), '标出的字段'),
  'awarded?': hours,
  'route?': shortOr(id('选择'), object('选择', { id: id('选择'), 'office?': key('机构') })),
  'to?': id('退回到哪里'),
  'world?': object('从此处起世界有变', {
    'close?': set(key('机构'), '关闭审核权限'),
    'open?': set(key('机构'), '恢复审核权限'),
    'department?': mapOf({ type: ['string', 'null'] }, '人员换部门；null 为不在部门'),
  }),
  'expect?': ref('expectation'),
})

export const scenarioDefs: Readonly<Record<string, Schema>> = {
  expectation,
  scenario: object('剧情', {
    scenario: id('标识'),
    title: text('标题'),
    covers: list(text('依据'), '所证：手册行号、样例编号、条款'),
    at: moment('开始时间'),
    'given?': object('与 world.yaml 的不同', {
      'closed?': set(key('机构'), '已关闭审核权限'),
      'without-posts?': set(key('机构'), '没有管理员'),
      'records?': list(ref('record'), '平台生成的记录'),
      'attributes?': mapOf(mapOf(scalar('值'), '属性'), '人员或机构的属性'),
    }),
    steps: list(step, '步骤', 1),
  }),
  scenarios: object('剧情', { scenarios: list(ref('scenario'), '剧情', 1) }),
}
