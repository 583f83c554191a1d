import {
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
  type Schema,
} from './parts.ts'

const attributes = mapOf(scalar('值'), '属性值')
const record = object('平台生成的记录', {
  chain: id('流程'),
  person: id('人员'),
  at: moment('时间'),
  with: { type: 'object', description: '字段值' },
})
const filing = object('演示开始时已经提交的申报件', {
  chain: id('流程'),
  by: id('谁办：人员或岗位'),
  'for?': id('岗位代办时，为谁：人员'),
  at: moment('提交的时间'),
  'route?': shortOr(
    id('提交的方式'),
    object('提交的方式', { id: id('方式'), 'office?': id('机构') }),
  ),
  with: { type: 'object', description: '字段值，写法同剧情' },
  'decided?': list(
    object('一次通过', {
      by: id('岗位'),
      at: moment('时间'),
      approve: { const: true, description: '通过' },
      'opinion?': text('审核意见'),
    }),
    '提交之后已经通过的各环节，按先后',
    1,
  ),
})
export const worldDefs: Readonly<Record<string, Schema>> = {
  record,
  filing,
  world: object('演示与剧情所用的机构和人员（均为虚构）', {
    offices: list(
      object('机构', {
        key: id('标识'),
        type: id('机构类型'),
        name: text('名称'),
        'code?': text('代码'),
        'area?': text('行政区划代码'),
        'phone?': text('电话'),
        'superiors?': mapOf(set(id('机构'), '上级', 1), '上级，按上级关系'),
        'closed?': flag('已关闭审核权限'),
        'attributes?': attributes,
        'departments?': list(
          object('部门', {
            key: id('标识'),
            name: text('名称'),
            'parent?': id('上级部门'),
            'disabled?': flag('停用'),
          }),
          '部门',
        ),
      }),
      '机构',
      1,
    ),
    people: list(
      object('人员', {
        key: id('标识'),
        name: text('姓名'),
        'id-number': text('身份证号（虚构）'),
        'office?': id('单位'),
        'department?': id('部门'),
        'attributes?': attributes,
        'demo?': text('演示登录页上的一句话'),
      }),
      '人员',
      1,
    ),
    posts: list(
      object('岗位', {
        key: id('标识'),
        person: id('人员'),
        office: id('机构'),
        'department?': id('部门'),
        role: id('角色'),
        'demo?': text('演示登录页上的一句话'),
      }),
      '岗位',
    ),
    'records?': list(ref('record'), '平台生成的记录'),
    'filings?': list(ref('filing'), '演示开始时已经提交、等人审核的申报件'),
  }),
}
