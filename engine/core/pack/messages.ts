type Details = Readonly<Record<string, unknown>>
type Sentence = (given: Details) => string

const quote = (value: unknown) =>
  `“${typeof value === 'object' ? JSON.stringify(value) : String(value)}”`
const words = (value: unknown) =>
  Array.isArray(value) ? value.map(String).join('、') : String(value)
/** Of dotted names those with the same owner first: who wrote standing.x wants to know standing.y. */
function alike(known: readonly string[], name: unknown): readonly string[] {
  const owner = /^[^.]+\./.exec(String(name))?.[0]
  if (owner === undefined) return known
  const own = (it: string): boolean => it.startsWith(owner)
  return [...known.filter(own), ...known.filter((it) => !own(it))]
}
/** The way out: what was probably meant, else what there is. */
function wayOut({ meant, known, name }: Details): string {
  if (typeof meant === 'string') return `；是否想写 ${meant}？`
  if (!Array.isArray(known)) return ''
  if (known.length === 0) return '；这里一个也没有'
  const near = alike(known.map(String), name)
  return `；现有：${near.slice(0, 12).join('、')}${near.length > 12 ? ` 等 ${near.length} 个` : ''}`
}
const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '键值',
  null: '空',
}
const typeWords = (type: unknown) =>
  [type]
    .flat()
    .map((it) => types[String(it)] ?? String(it))
    .join('、')
/** How a value of another type is written as what is wanted. */
function rewritten({ type, found }: Details): string {
  if (typeof found === 'object') return ''
  if (type === 'string') return '；请加引号'
  return type === 'array' ? `；只有一项也请写成 [${String(found)}]` : ''
}
const formats: Readonly<Record<string, string>> = {
  day: '日期，如 2026-03-01',
  'month-day': '月日，如 01-20',
  moment: '时间，如 2026-03-01T09:00',
}
const limits: Readonly<Record<string, (limit: unknown) => string>> = {
  minItems: (it) => `至少要有 ${it} 项`,
  maxItems: (it) => `至多 ${it} 项`,
  minLength: () => '不能是空文字',
  minimum: (it) => `不能小于 ${it}`,
  maximum: (it) => `不能大于 ${it}`,
  exclusiveMinimum: (it) => `须大于 ${it}`,
}

/** Every way a pack can be wrong, in a sentence that names the offence and the way out. */
export const sentences = {
  // reading
  'file-too-large': (it) => `文件过大，不应超过 ${it.limit} 个字符`,
  'empty-file': () => '文件是空的；要去掉下层的文件请写 null',
  'too-deep': (it) => `嵌套超过 ${it.limit} 层`,
  'yaml-syntax': (it) => `YAML 写法有误：${it.says}`,
  'duplicate-key': () => '同一个键写了两次，请合并成一处',
  'yaml-alias': (it) => `不能用别名 *${it.name}；请把内容写出来`,
  'yaml-anchor': (it) => `不能用锚点 &${it.name}；请把内容写出来`,
  'yaml-tag': (it) => `不能用类型标记 ${it.name}`,
  'yaml-folded': () => '不能用折叠文字（>）；请写成一行，或用 | 保留换行',
  'yaml-key': () => '键须是普通的词',
  'forbidden-key': (it) => `不能用 ${quote(it.key)} 作键`,
  // layers
  'unknown-file': (it) => `配置包里没有这种文件${wayOut(it)}`,
  'unknown-layer': (it) =>
    `没有名为 ${quote(it.name)} 的下层；下层是旁边文件夹里的另一个配置包，如 base`,
  'removes-nothing': () => 'remove: true 不起作用：下层的列表里没有这一项',
  'extends-loop': (it) => `各层互相依据，没有尽头：${words(it.layers).replaceAll('、', ' → ')}`,
  'stray-layer': (it) => `这一层与 ${it.top} 无关，一次只能检查一个配置包`,
  'missing-file': (it) => `缺少文件 ${it.file}`,
  'file-name': (it) => `文件名与其中的标识 ${quote(it.found)} 不一致，应为 ${it.expected}`,
  'folder-name': (it) => `标识 ${quote(it.found)} 与文件夹名 ${it.expected} 不一致`,
  // shape
  'unknown-key': (it) => `不认识的键 ${quote(it.key)}${wayOut(it)}`,
  'key-of-other-kind': (it) =>
    `${quote(it.key)} 不能用在 ${it.tag}: ${it.kind} 上；可用于 ${words(it.kinds)}`,
  'missing-key': (it) => `缺少 ${it.key}${wayOut(it)}`,
  'one-of-keys': (it) => `须写且只写其中一个：${words(it.keys)}`,
  'unknown-value': (it) => `不认识的值 ${quote(it.found)}${wayOut(it)}`,
  'wrong-type': (it) => `应为${typeWords(it.type)}，写的是 ${quote(it.found)}${rewritten(it)}`,
  'bad-form': (it) =>
    `${quote(it.found)} 写法不合${String(it.pattern).startsWith('^[a-z0-9]') ? '：标识只用小写字母、数字和连字符' : '要求'}`,
  'bad-key': (it) => `键 ${quote(it.key)} 只能用小写字母、数字和连字符`,
  'bad-date': (it) => `${quote(it.found)} 不是${formats[String(it.format)] ?? '日期'}`,
  'listed-twice': (it) => `${quote(it.found)} 重复列出`,
  'out-of-range': (it) =>
    `${limits[String(it.keyword)]?.(it.limit) ?? '超出范围'}${typeof it.found === 'object' ? '' : `，写的是 ${quote(it.found)}`}`,
  'duplicate-id': (it) => `标识 ${quote(it.id)} 已经用过（${it.first}）`,
  // references
  'unknown-condition': (it) => `没有名为 ${quote(it.name)} 的条件${wayOut(it)}`,
  'unknown-fact': (it) => `没有名为 ${quote(it.name)} 的事实${wayOut(it)}`,
  'condition-says-nothing': (it) =>
    `条件 ${it.name} 没有 says；不成立或因它越过环节时，没有话给人看，请在 conditions.yaml 里补写`,
  'condition-loop': (it) => `条件互相引用，没有尽头：${words(it.loop).replaceAll('、', ' → ')}`,
  'fact-type': (it) =>
    `事实 ${it.fact} 的类型是“${factTypes[String(it.type)] ?? it.type}”，不能这样比较：${it.operator} ${quote(it.value)}`,
  'unknown-form': (it) => `没有名为 ${quote(it.name)} 的表单${wayOut(it)}`,
  'unknown-field': (it) => `没有名为 ${quote(it.name)} 的字段${wayOut(it)}`,
  'wrong-field-kind': (it) => `字段 ${it.name} 的种类是 ${it.kind}，这里需要 ${words(it.needs)}`,
  'unknown-kind': (it) => `没有名为 ${quote(it.name)} 的学习形式${wayOut(it)}`,
  'unknown-formula': (it) => `没有名为 ${quote(it.name)} 的学时算法${wayOut(it)}`,
  'unknown-subject': (it) => `没有名为 ${quote(it.name)} 的科目${wayOut(it)}`,
  'unknown-office-type': (it) => `没有名为 ${quote(it.name)} 的机构类型${wayOut(it)}`,
  'unknown-relation': (it) => `没有名为 ${quote(it.name)} 的上级关系${wayOut(it)}`,
  'unknown-role': (it) => `没有名为 ${quote(it.name)} 的角色${wayOut(it)}`,
  'unknown-chain': (it) => `没有名为 ${quote(it.name)} 的流程${wayOut(it)}`,
  'unknown-state': (it) => `流程里没有状态 ${quote(it.name)}${wayOut(it)}`,
  'unknown-list': (it) => `没有名为 ${quote(it.name)} 的列表${wayOut(it)}`,
  'unknown-certificate': (it) => `没有名为 ${quote(it.name)} 的证书${wayOut(it)}`,
  'unknown-attribute': (it) => `没有名为 ${quote(it.name)} 的属性${wayOut(it)}`,
  'unknown-option': (it) => `没有名为 ${quote(it.name)} 的选项${wayOut(it)}`,
  'unknown-source': (it) => `没有这个来源：${quote(it.name)}${wayOut(it)}`,
  'unknown-office': (it) => `world.yaml 里没有机构 ${quote(it.name)}${wayOut(it)}`,
  'unknown-person': (it) => `world.yaml 里没有人员 ${quote(it.name)}${wayOut(it)}`,
  'unknown-post': (it) => `world.yaml 里没有岗位 ${quote(it.name)}${wayOut(it)}`,
  'unknown-filer': (it) => `world.yaml 里没有人员或岗位 ${quote(it.name)}${wayOut(it)}`,
  'unknown-route': (it) => `流程 ${it.chain} 没有提交的方式 ${quote(it.name)}${wayOut(it)}`,
  'unknown-department': (it) => `机构 ${it.office} 没有部门 ${quote(it.name)}${wayOut(it)}`,
  'unknown-area': (it) => `没有代码为 ${quote(it.name)} 的行政区划${wayOut(it)}`,
  'unknown-code': (it) =>
    `引擎没有这种拒绝：${quote(it.name)}；全部代码见 base/texts.yaml 的 issues${wayOut(it)}`,
  'unknown-action': (it) => `没有名为 ${quote(it.name)} 的动作${wayOut(it)}`,
  'asset-broken': (it) => `${quote(it.name)} 不是 PNG 或 JPEG 图片，或超过 2 MB；请换一张`,
  'unknown-asset': (it) => `没有图片 ${quote(it.name)}；图片放在 assets/ 之下${wayOut(it)}`,
  // completeness: forms
  'field-in-no-section': (it) =>
    `字段 ${it.name} 不在任何一页里，没人能填；请写进 sections 的某一页`,
  'field-in-two-sections': (it) => `字段 ${it.name} 在两页里，请留下一处`,
  'no-kind-field': () => '写了学习形式（kinds），却没有 kind 字段，没人能选',
  'no-kinds': (it) => `字段 ${it.name} 选学习形式，表单却没有 kinds`,
  'kind-shadows-field': (it) =>
    `类型 ${it.kind} 的字段 ${it.name} 与公共字段同名；要改动公共字段请用 with`,
  'empty-range': (it) => `${it.low} ${it.from} 大于 ${it.high} ${it.to}，没有值能同时满足`,
  'bad-pattern': (it) => `正则表达式 ${quote(it.pattern)} 不能用：${it.says}`,
  'self-reference': (it) => `${quote(it.name)} 指向自己`,
  // completeness: chains
  'unused-condition': (it) => `条件 ${it.name} 没有被用到；请删去，或在 needs、when 等处写上它`,
  'unused-form': (it) => `表单 ${it.name} 没有流程使用；请删去，或在某条链写 form: ${it.name}`,
  'unused-formula': (it) =>
    `学时算法 ${it.name} 没有学习形式使用；请删去，或在某个学习形式写 hours: ${it.name}`,
  'unused-list': (it) => `列表 ${it.name} 没有菜单用到；请删去，或在某个菜单项写 list: ${it.name}`,
  'unused-role': (it) => `角色 ${it.name} 既无权限，也没有菜单`,
  'label-of-no-state': (it) => `标签 ${it.name} 不是任何状态的名称${wayOut(it)}`,
  'missing-label': (it) => `状态 ${it.name} 没有名称，请写在 labels 里`,
  'reserved-state': (it) => `${quote(it.name)} 是引擎自己的状态名，或与环节同名，请另取一个`,
  'step-unreachable': (it) =>
    it.after
      ? `永远走不到：前面的环节 ${it.after} 既不能通过，也不能备案或越过`
      : '永远走不到：没有一份申报会通过',
  'no-way-out': (it) => `最后的环节 ${it.name} 既不能通过也不能备案，没有一份申报会通过`,
  'return-nowhere': (it) => `没有名为 ${quote(it.name)} 的环节可退回${wayOut(it)}`,
  'return-to-later': (it) => `只能退回到前面的环节，${quote(it.name)} 不在前面`,
  'no-such-state': (it) => `在这里没有状态 ${quote(it.name)}${wayOut(it)}`,
  'credits-at-no-step': (it) => `没有名为 ${quote(it.name)} 的环节${wayOut(it)}`,
  'route-unreachable': () => '没有条件，永远成立，后面的几条走不到',
  'climb-inside': () => '逐级（climb）和全部（all）不能套在任一（any）或全部（all）之中',
  'part-without-action': (it) => `写了 ${it.action}，但 may 里没有 ${it.action}，不起作用`,
  'action-without-part': (it) => `may 里有 ${it.action}，须写 ${it.action}: 说明`,
  'edits-nothing': () => '不起作用：只有计学时、且 edits 含 awarded 的环节才能改认定学时',
  'account-without': (it) =>
    `开通账号须知道 ${it.attribute}，表单 ${it.form} 却没有 fills: ${it.attribute} 的字段`,
  'nothing-to-apply': (it) => `apply-change 不起作用：表单 ${it.form} 没有一个字段写 fills`,
  'step-not-from-here': (it) => `环节“${it.title}”从${it.type}出发没有人能办理：${it.why}`,
  'step-nobody-can-take': (it) => `环节“${it.title}”没有人能办理：${it.why}`,
  'role-cannot-review': (it) =>
    `角色“${it.role}”不能在环节“${it.step}”审核：roles.yaml 里它的 may 没有 review，或 chains 里没有这条流程`,
  'repeat-nothing-before': (it) =>
    `repeat: forbid 不起作用：环节“${it.step}”之前没有人办过，本环节也只有一个机构办`,
  'no-last-branch': () => '每一条都有条件，都不成立时无处可去；最后一条请不写条件',
  'nobody-may': (it) => `没有角色有权限 ${it.capability}，不起作用`,
  'credits-without-meaning': (it) => `流程计学时，表单 ${it.form} 的 means 却没有 ${it.meaning}`,
  'credits-without-subject': (it) =>
    `流程计学时，类型 ${it.kind} 却没有科目（subject），表单也没有科目字段`,
  'kind-without-hours': (it) => `流程计学时，类型 ${it.kind} 却没有学时算法（hours）`,
  'never-filed': (it) => `没有哪个流程以 permit 后果指向 ${it.chain}，没人能获准`,
  // completeness: hours
  'subject-loop': (it) => `科目互为上级，没有尽头：${words(it.names).replaceAll('、', ' → ')}`,
  'overlapping-years': (it) => `与 ${it.other} 的年度重叠（${it.years}），同一年会有两个要求`,
  'gap-in-years': (it) => `${it.years} 年没有要求`,
  'never-reached': (it) => `排在 ${it.other} 之后，永远轮不到`,
  'share-over-one': () => '占比大于 1',
  'share-without-total': () =>
    '以应完成的总学时为基数（basis: required），却没有写 total，占比不起作用',
  'shares-over-one': (it) => `各科目没有共同的学时，占比之和 ${it.num}/${it.den} 却大于 1`,
  'max-below-need': (it) =>
    `最多计 ${it.max}，这一科（或它的子科目）却至少要 ${it.need}，没有人能达到`,
  'max-under-total': (it) => `每一科都有上限，之和 ${it.sum} 小于总学时 ${it.total}，没有人能达到`,
  'min-over-total': (it) => `各科目最少学时之和 ${it.sum} 大于总学时 ${it.total}`,
  'not-multiple': (it) => `${it.found} 不是最小单位 ${it.step} 的整数倍`,
  'cap-below-item': (it) => `上限 ${it.cap} 低于单项学时 ${it.hours}，没有一项能全额计入`,
  'cap-needs-one': () => 'hours 与 count 须写且只写一个',
  'tiers-out-of-order': () => '各档须由低到高，只有最后一档可不写 up-to',
  'row-without-hours': () => '每行须写且只写 hours 或 ranks',
  'ranks-without-rank': () => '有 ranks 的表须写 rank：哪个字段是排名',
  'cell-not-in-by': (it) => `${quote(it.name)} 不在 by 所列的字段里${wayOut(it)}`,
  'input-may-be-missing': (it) =>
    `算法不许多报（override: ${it.override}），要用字段 ${it.name}，学习形式 ${it.kind} 却可以不填，那时报不了；请让它一直显示并写 required: true，或用 absent 写明不填按多少算`,
  'override-of-entered': (it) =>
    `override: ${it.override} 不起作用：entered 的学时由人填写，没有可比的数；要限制请写 max`,
  'same-needed': () => 'match: same-fields 须写 same：哪些字段',
  // completeness: certificates
  'box-off-page': (it) => `放不进纸面（${it.width}×${it.height} 毫米），或没有大小`,
  'placeholder-unknown': (it) => `占位符没有来源：${quote(it.name)}${wayOut(it)}`,
  'placeholder-open': (it) => `占位符没有写完：${quote(it.text)}`,
  'placeholder-form': (it) =>
    `占位符写法有误：${quote(it.text)}；应如 {{person.name}} 或 {{issued | date-cn}}`,
  'placeholder-close': (it) => `多出了 }}：${quote(it.text)}`,
  'hours-written-twice': (it) =>
    `科目 ${it.subject} 的学时在 ${it.other} 和 ${it.name} 里各写了一次，各科之和会大于总学时；可写 {{${it.instead}}}`,
  'format-unknown': (it) => `没有名为 ${quote(it.name)} 的格式${wayOut(it)}`,
  'format-misfit': (it) => `格式 ${it.format} 不能用于 ${it.name}`,
  'number-piece': (it) => `编号格式 ${quote(it.pattern)} 里有不认识的部分${wayOut(it)}`,
  'number-space': (it) => `编号格式 ${quote(it.pattern)} 里不能有空格`,
  'number-seq': (it) => `编号格式须有且只有一个 {seq}，现有 ${it.count} 个，否则证书会同号`,
  'number-width': (it) => `编号格式 ${quote(it.pattern)} 的位数须在 1 与 12 之间`,
  'number-year': (it) => `编号格式 ${quote(it.pattern)} 里没有 {year}，不同年度会同号`,
  'no-verify-code': () => '版面上没有指向 {{verify-url}} 的二维码，无从核验',
  // completeness: portal, texts, world
  'menu-needs': (it) => `页面 ${it.page} 须写 ${it.key}`,
  'menu-nothing': (it) => `页面 ${it.page} 不用 ${it.key}`,
  'list-nothing': (it) => `只有列申报件的列表（of: filings）才用 ${it.key}；请删去这一项`,
  'two-menus': (it) => `${it.name} 有两份菜单；请合并成一份，一份菜单可以写给几个角色`,
  'list-twice': (it) =>
    `列表 ${it.name} 在同一份菜单里已用于 “${it.first}”；列表按菜单所在的页面取数，请为这一项另写一个列表`,
  'no-menu': (it) =>
    `角色 ${it.name} 没有菜单，登录后无处可去；请在 portal.yaml 的 menus 里为它写一份`,
  'wrong-list': (it) =>
    `页面 ${it.page} 需要 of: ${words(it.needs)} 的列表，${it.name} 列的是 ${it.of}`,
  'missing-text': (it) => `缺少 ${words(it.names).split('、').length} 条文字：${words(it.names)}`,
  'unused-text': (it) =>
    `引擎没有这种拒绝，这句话没人会看到：${quote(it.name)}${wayOut({ meant: it.meant })}`,
  'unknown-term': (it) => `没有名为 ${quote(it.name)} 的用语（terms）${wayOut(it)}`,
  'unused-term': (it) => `用语 ${quote(it.name)} 没有哪句话用到${wayOut({ meant: it.meant })}`,
  'unknown-message': (it) =>
    `没有名为 ${quote(it.name)} 的提示，这句话没人会看到；全部名字见 config/README.md 的 texts.yaml${wayOut({ meant: it.meant })}`,
  'unknown-hole': (it) => `文字里的 {${it.name}} 不会有内容${wayOut(it)}`,
  'demo-without-saying': () => 'status: demo 的数值，source 须写明是示例值',
  'foreign-word': (it) => `出现了别处的名称“${it.word}”：${quote(it.text)}`,
  'superior-not-allowed': (it) =>
    `${it.type} 类机构按 ${it.relation} 的上级不能是 ${it.superior} 类；可为 ${words(it.allowed)}`,
  'superior-missing': (it) => `${it.type} 类机构必须有 ${it.relation}`,
  'superior-loop': (it) => `机构互为上级，没有尽头：${words(it.names).replaceAll('、', ' → ')}`,
  'no-departments': (it) => `${it.type} 类机构不设部门`,
  'no-people': (it) => `${it.type} 类机构不设人员`,
  'role-not-here': (it) => `角色 ${it.role} 不设在 ${it.type} 类机构；可设在 ${words(it.allowed)}`,
  'bad-id-number': (it) => `身份证号 ${it.found} ${it.says}`,
  'same-id-number': (it) => `身份证号与 ${it.other} 相同`,
  'wrong-attribute': (it) => `属性 ${it.name} 应为${typeWords(it.type)}，写的是 ${quote(it.found)}`,
  'not-for-system': (it) => `流程 ${it.chain} 不由平台（system）申报，不能作记录`,
  'not-for-filer': (it) =>
    `流程 ${it.chain} 不由${it.who}申报；filed-by 里有：${words(it.allowed)}`,
  'for-nobody': (it) => `for 不起作用：${it.who}，不能另写为谁`,
  'two-acts': (it) => `一步只能有一个动作：${words(it.acts)}`,
  'nothing-happens': () => '既没有动作，也没有期望，也不改变世界',
} as const satisfies Record<string, Sentence>

const factTypes: Readonly<Record<string, string>> = {
  text: '文字',
  number: '数字',
  boolean: '是否',
  day: '日期',
  list: '列表',
}

export type PackIssueCode = keyof typeof sentences

/** Worth knowing, but the pack works without: everything else keeps it from being published. */
const warnings: ReadonlySet<PackIssueCode> = new Set<PackIssueCode>([
  'unused-list',
  'step-not-from-here',
  'unused-role',
  'gap-in-years',
  'missing-text',
  'no-verify-code',
  'hours-written-twice',
  'no-menu',
  'kind-without-hours',
  'unknown-hole',
  'unused-text',
])

/** Every code there is: each has a broken pack that shows it. */
export const packIssueCodes = Object.keys(sentences) as readonly PackIssueCode[]

export const messageOf = (code: PackIssueCode, details: Details): string =>
  (sentences[code] as Sentence)(details)
export const severityOf = (code: PackIssueCode): 'error' | 'warning' =>
  warnings.has(code) ? 'warning' : 'error'
