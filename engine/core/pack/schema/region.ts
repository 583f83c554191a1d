import {
  amount,
  byTag,
  choice,
  colour,
  count,
  flag,
  id,
  list,
  mapOf,
  masks,
  maybeSourced,
  moment,
  object,
  ref,
  scalar,
  set,
  shortOr,
  text,
  wordOr,
  type Properties,
  type Schema,
} from './parts.ts'

const operators = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
]
const value: Schema = {
  description: '比较的值；可写 { fact: 另一事实 }',
  if: { type: 'object' },
  then: object('另一事实', { fact: text('事实') }),
  else: {
    if: { type: 'array' },
    then: { type: 'array', items: { type: ['string', 'number'] } },
    else: { type: ['string', 'number', 'boolean', 'null'] },
  },
}
/** A test is told apart by its one key; the comparison by `fact`. */
const test: Schema = {
  type: 'object',
  description:
    '条件，json-rules-engine 的写法：all、any、not、condition，或 fact + operator + value',
  'one-of-keys': ['all', 'any', 'not', 'condition', 'fact'],
  allOf: (
    [
      ['all', { all: list(ref('test'), '都成立', 1) }],
      ['any', { any: list(ref('test'), '任一成立', 1) }],
      ['not', { not: ref('test') }],
      ['condition', { condition: id('条件名') }],
      ['fact', { fact: text('事实'), operator: choice(operators, '比较'), value }],
    ] as [string, Properties][]
  ).map(([key, keys]) => ({ if: { type: 'object', required: [key] }, then: object('', keys) })),
}

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

const orgDefs: Readonly<Record<string, Schema>> = {
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
  test,
  conditions: object('条件', {
    conditions: mapOf(
      object('条件', {
        'says?': text('不成立时的提示'),
        'source?': text('出处'),
        test: ref('test'),
      }),
      '条件，按名称',
    ),
  }),
}

const texts = (what: string) => mapOf(text('文字'), what, '^[a-z0-9][a-zA-Z0-9._-]*$')
const column = object('一列', {
  of: text('来源'),
  title: text('列名'),
  'width?': count('宽度（像素）', 1),
  'mask?': choice(masks, '如何遮盖'),
})
const filter = object('一个查询条件', {
  of: text('来源'),
  title: text('名称'),
  'as?': choice(['text', 'choice', 'year', 'state', 'year-range'], '输入方式'),
})

const shellDefs: Readonly<Record<string, Schema>> = {
  pack: object('配置包', {
    id: id('标识，与文件夹同名'),
    title: text('名称'),
    'short?': text('页眉中的简称'),
    'extends?': id('所依据的下层'),
    'abstract?': flag('只供他人依据，不单独发布'),
    'utc-offset': {
      type: 'string',
      pattern: '^[+-]\\d{2}:\\d{2}$',
      description: "时区，如 '+08:00'",
    },
    'platform?': text('平台名称'),
    'basis?': list(
      object('依据', { id: id('标识'), title: text('文件名称与文号'), 'link?': text('链接') }),
      '政策依据',
    ),
    'foreign-words?': set(text('词'), '不应出现在本包文字中的外地名称'),
    'branding?': object('署名', {
      'host?': text('主办单位'),
      'operator?': text('技术支持'),
      'contact?': text('联系方式'),
      'footer?': list(text('一行'), '页脚'),
    }),
    'passwords?': object('密码', {
      'min-length': count('最少位数', 6),
      'initial?': choice(['last-six-of-id', 'one-time-code', 'self-set'], '初始密码'),
    }),
  }),
  texts: object('文字', {
    terms: texts('本地区的用语'),
    issues: texts('每种拒绝的提示，按代码'),
    messages: texts('提示语'),
    actions: texts('各动作的叫法'),
  }),
  portal: object('门户', {
    menus: list(
      object('菜单', {
        for: shortOr({ enum: ['person'] }, set(id('角色'), '角色', 1), 'array'),
        items: list(
          object('一项', {
            title: text('名称'),
            page: choice(
              [
                'home',
                'file',
                'filings',
                'inbox',
                'verification',
                'results',
                'standing',
                'certificates',
                'people',
                'unit',
                'rescue',
                'profile',
              ],
              '页面',
            ),
            'chain?': id('流程'),
            'list?': id('列表'),
          }),
          '菜单项',
          1,
        ),
      }),
      '菜单',
      1,
    ),
    lists: list(
      object('列表', {
        id: id('标识'),
        title: text('名称'),
        of: choice(['filings', 'people', 'standings'], '列什么'),
        'chains?': set(id('流程'), '限于哪些流程', 1),
        columns: list(column, '列', 1),
        'filters?': list(filter, '查询条件'),
        'tabs?': list(
          object('标签页', { title: text('名称'), states: set(id('状态，或 waiting'), '状态', 1) }),
          '标签页',
        ),
        'hint?': text('提示'),
      }),
      '列表',
    ),
    'home?': object('首页', { 'notice?': text('公告'), 'banner?': text('横幅') }),
  }),
}

const attributes = mapOf(scalar('值'), '属性值')
const record = object('平台生成的记录', {
  chain: id('流程'),
  person: id('人员'),
  at: moment('时间'),
  with: { type: 'object', description: '字段值' },
})
const worldDefs: Readonly<Record<string, Schema>> = {
  record,
  world: object('演示与情景所用的机构和人员（均为虚构）', {
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
  }),
}

const box: Properties = {
  id: id('标识'),
  x: amount('距左（毫米）'),
  y: amount('距上（毫米）'),
  w: amount('宽（毫米）'),
  h: amount('高（毫米）'),
}
const certificateDefs: Readonly<Record<string, Schema>> = {
  box: byTag('kind', '版面上的一块', box, {
    text: {
      text: text('文字，可含 {{来源 | 格式}}'),
      'font?': choice(['song', 'hei'], '字体：song 宋 · hei 黑'),
      'size?': amount('字号（磅）'),
      'bold?': flag('加粗'),
      'align?': choice(['left', 'center', 'right'], '对齐'),
      'line-height?': amount('行高（倍）'),
      'color?': colour('颜色'),
      'overflow?': choice(
        ['shrink', 'wrap', 'refuse'],
        '放不下时：shrink 缩小 · wrap 换行 · refuse 拒绝',
      ),
      'spacing?': amount('字距（磅）'),
    },
    qr: { value: text('二维码内容') },
    line: { 'color?': colour('颜色'), 'width?': amount('线宽（毫米）') },
    frame: {
      'color?': colour('颜色'),
      'width?': amount('线宽（毫米）'),
      'fill?': colour('底色'),
      'radius?': amount('圆角（毫米）'),
    },
    seal: { text: text('印章环文'), 'caption?': text('印章横文'), 'color?': colour('颜色') },
    image: { file: text('图片，assets/ 之下') },
  }),
  certificate: object('证书', {
    certificate: id('证书标识，与文件名相同'),
    title: text('名称'),
    needs: object('可以打印的条件', {
      'standing?': choice(['passed'], '年度结果'),
      'conditions?': set(id('条件名'), '须成立的条件'),
      says: text('不满足时的提示'),
    }),
    'printed-by': list(
      wordOr(
        ['person'],
        object('持有权限者', { capability: choice(['print-certificates'], '权限') }),
        '谁可以打印',
      ),
      '谁可以打印',
      1,
    ),
    number: text('编号格式，如 继教{year}{seq:6}'),
    'valid?': object('有效期', { 'years?': count('年数', 1) }),
    issuer: text('发证单位'),
    'void-when': choice(
      ['hours-taken-back', 'standing-falls', 'never'],
      '何时作废：hours-taken-back 该年度学时被收回 · standing-falls 年度结果不再达到 · never 不因此作废',
    ),
    page: object('版面', {
      size: choice(['A4', 'A5', 'B5'], '纸张'),
      'landscape?': flag('横向'),
      boxes: list(ref('box'), '版面上的块', 1),
    }),
    verify: object('核验页', { note: text('说明'), shows: set(text('来源'), '显示的内容') }),
    ...maybeSourced,
  }),
}

export const regionDefs: Readonly<Record<string, Schema>> = {
  ...orgDefs,
  ...shellDefs,
  ...worldDefs,
  ...certificateDefs,
}
