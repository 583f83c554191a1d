import {
  choice,
  count,
  flag,
  id,
  list,
  mapOf,
  masks,
  object,
  set,
  shortOr,
  text,
  type Schema,
} from './parts.ts'

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

export const portalDefs: Readonly<Record<string, Schema>> = {
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
      'host?': text('网址'),
      'operator?': text('承办单位'),
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
        'order?': choice(['oldest', 'newest'], '先显示等得最久的，还是最新的'),
        'hint?': text('提示'),
      }),
      '列表',
    ),
    'home?': object('首页', { 'notice?': text('公告'), 'banner?': text('横幅') }),
  }),
}
