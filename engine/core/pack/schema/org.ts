import {
  choice,
  flag,
  id,
  list,
  mapOf,
  masks,
  object,
  ref,
  set,
  text,
  type Schema,
} from './parts.ts'

const attribute = object('属性', {
  id: id('标识'),
  title: text('名称'),
  type: choice(['text', 'number', 'boolean', 'day', 'choice'], '类型'),
  'options?': list(object('选项', { id: id('标识'), title: text('名称') }), '选项', 1),
  'mask?': choice(masks, '如何遮盖'),
})
const capabilities = [
  'review',
  'verify',
  'declare',
  'see-people',
  'see-filings',
  'print-certificates',
  'delete-filings',
  'transfer',
  'change-superior',
  'close-review',
  'rescue',
  'see-packs',
]

export const orgDefs: Readonly<Record<string, Schema>> = {
  area: object('行政区划', {
    code: text('代码'),
    name: text('名称'),
    'areas?': list(ref('area'), '下级'),
  }),
  org: object('机构', {
    'office-types': list(
      object('机构类型', {
        id: id('标识'),
        title: text('名称'),
        'superiors?': mapOf(
          object('此关系的上级', {
            types: set(id('机构类型'), '上级可为哪些类型', 1),
            'required?': flag('必须有'),
          }),
          '可有的上级，按上级关系',
        ),
        'departments?': flag('可设部门'),
        'people?': flag('可有人员'),
        'attributes?': list(attribute, '属性'),
      }),
      '机构类型',
      1,
    ),
    relations: list(
      object('上级关系', { id: id('标识'), title: text('名称') }),
      '上级关系；先写者为上行之路',
    ),
    'areas?': list(ref('area'), '行政区划'),
    person: object('人员', { attributes: list(attribute, '人员的属性') }),
  }),
  roles: object('角色', {
    roles: list(
      object('角色', {
        id: id('标识'),
        title: text('名称'),
        at: set(id('机构类型'), '设在哪些类型的机构', 1),
        may: set(choice(capabilities, '权限'), '权限'),
        'chains?': set(id('流程'), '审核与审验限于这些流程', 1),
      }),
      '角色',
      1,
    ),
  }),
}
