import { factTypes, quote, typeWords, wayOut, words, type Sentence } from './say.ts'

/** What has no effect, or could never happen. */
export const completeness = {
  // references
  'condition-says-nothing': (it) =>
    `条件 ${it.name} 没有 says；不成立或因它越过环节时，没有话给人看，请在 conditions.yaml 里补写`,
  'asset-broken': (it) => `${quote(it.name)} 不是 PNG 或 JPEG 图片，或超过 2 MB；请换一张`,
  // forms
  'field-in-no-section': (it) =>
    `字段 ${it.name} 不在任何一页里，没人能填；请写进 sections 的某一页`,
  'field-in-two-sections': (it) => `字段 ${it.name} 在两页里，请留下一处`,
  'no-kind-field': () => '写了学习形式（kinds），却没有 kind 字段，没人能选',
  'no-kinds': (it) => `字段 ${it.name} 选学习形式，表单却没有 kinds`,
  'kind-shadows-field': (it) =>
    `类型 ${it.kind} 的字段 ${it.name} 与公共字段同名；要改动公共字段请用 with`,
  'empty-range': (it) => `${it.low} ${it.from} 大于 ${it.high} ${it.to}，没有值能同时满足`,
  'bad-pattern': (it) => `正则表达式 ${quote(it.pattern)} 不能用：${it.says}`,
  'no-kind-fields': (it) =>
    `学习形式 ${it.kind} 等有自己的字段，没有哪一页写 kind-fields，它们会排在最后一页的末尾；请在要放的那一页的 fields 里写 kind-fields`,
  'too-many-levels': (it) => String(it.what),
  'mask-misfit': (it) =>
    `mask: ${it.mask} 遮不住 ${it.kind}；${words(it.needs) ? `可用 ${words(it.needs)}` : '只有文字可以遮盖'}`,
  'fills-nothing': (it) =>
    `${words(it.fields)} 写了 fills，用这张表的流程（${words(it.chains)}）却都不写入，不起作用；在流程里写 effects: { approved: [{ do: apply-change }] }，注册写 open-account`,
  'fills-misfit': (it) =>
    `字段 ${it.name} 的种类是 ${it.kind}，写不进属性 ${it.attribute}（${factTypes[String(it.type)] ?? it.type}）；可用 ${words(it.needs)}`,
  // chains
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
  'pass-state-twice': (it) =>
    `两条审验通过后都是状态 ${quote(it.name)}，看不出审验到了哪一步；请给其中一条另写 pass.state`,
  'failure-without-effect': () =>
    '审验不通过没有任何后果，不起作用；请写明后果，如 { do: revoke-credits }',
  'no-way-out': (it) => `最后的环节 ${it.name} 既不能通过也不能备案，没有一份申报会通过`,
  'return-to-later': (it) => `只能退回到前面的环节，${quote(it.name)} 不在前面`,
  'route-unreachable': () => '没有条件，永远成立，后面的几条走不到',
  'climb-inside': () => '逐级（climb）和全部（all）不能套在任一（any）或全部（all）之中',
  'part-without-action': (it) => `写了 ${it.action}，但 may 里没有 ${it.action}，不起作用`,
  'action-without-part': (it) => `may 里有 ${it.action}，须写 ${it.action}: 说明`,
  'edits-nothing': () => '不起作用：只有计学时、且 edits 含 awarded 的环节才能改认定学时',
  'account-without': (it) =>
    `开通账号须知道 ${it.attribute}，表单 ${it.form} 却没有 fills: ${it.attribute} 的字段`,
  'nothing-to-apply': (it) => `apply-change 不起作用：表单 ${it.form} 没有一个字段写 fills`,
  'chain-without-effect': (it) =>
    `流程 ${it.name} 通过之后什么也不发生：没有 credits、effects，也没有 after；若不是只留一份记录，请写后果`,
  'stranger-changes-office': (it) =>
    `未登录者不能改已有机构：${it.do} 用在 filed-by: [anyone]、about: office 的流程上，谁都能申请改任何机构；请改由岗位申报（{ post: …, for: own-office }）`,
  'permit-for-nothing': (it) =>
    `流程 ${it.chain} 不须获准（没有 permit），这个许可没有用处；请在那条流程写 permit: { needed: always }`,
  'label-never-seen': (it) => `labels.${it.key} 永远不会显示：${it.why}`,
  'role-not-at-step': (it) =>
    `角色 ${it.role} 不设在${it.types}，办不了环节“${it.step}”；它设在${it.at}`,
  'no-way-up': (it) =>
    it.to
      ? `按 org.yaml，从${it.from}沿 ${it.way} 往上到不了${it.to}`
      : `按 org.yaml，${it.from}没有 ${it.way} 上级`,
  'fixed-several': (it) =>
    `world.yaml 里${it.type}有 ${it.count} 个（${words(it.names)}），fixed 指不定是哪一个；请写 code，或改用 nearest、superior`,
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
  // hours
  'subject-loop': (it) => `科目互为上级，没有尽头：${words(it.names).replaceAll('、', ' → ')}`,
  'overlapping-years': (it) => `与 ${it.other} 的年度重叠（${it.years}），同一年会有两个要求`,
  'gap-in-years': (it) => `${it.years} 年没有要求`,
  'never-reached': (it) =>
    it.years
      ? `排在 ${it.other} 之后，${it.years}轮不到；条件更严的写在前面`
      : `排在 ${it.other} 之后，永远轮不到；条件更严的写在前面`,
  'demands-nothing': () =>
    '什么也没有要求（没有 total、min、shares、required-courses），归它审定的人都算合格；不作要求的人请用条件排除在各条之外',
  'share-without-total': () =>
    '以应完成的总学时为基数（basis: required），却没有写 total，占比不起作用',
  'shares-over-one': (it) => `各科目没有共同的学时，占比之和 ${it.num}/${it.den} 却大于 1`,
  'max-below-need': (it) =>
    `最多计 ${it.max}，这一科（或它的子科目）却至少要 ${it.need}，没有人能达到`,
  'max-under-total': (it) => `每一科都有上限，之和 ${it.sum} 小于总学时 ${it.total}，没有人能达到`,
  'kind-is-group': (it) => `${it.name} 是一组学习形式，必修要写其中的一种`,
  'share-over-one': () => '占比大于 1',
  'min-over-total': (it) => `各科目最少学时之和 ${it.sum} 大于总学时 ${it.total}`,
  'not-multiple': (it) => `${it.found} 不是最小单位 ${it.step} 的整数倍`,
  'cap-below-item': (it) => `上限 ${it.cap} 低于单项学时 ${it.hours}，没有一项能全额计入`,
  'cap-needs-one': (it) =>
    `hours 与 count 须写且只写一个${it.key ? `：${it.key} 来自 ${it.from}，不要它就写 ${it.key}: null` : ''}`,
  'tiers-out-of-order': () => '各档须由低到高，只有最后一档可不写 up-to',
  'row-without-hours': () => '每行须写且只写 hours 或 ranks',
  'ranks-without-rank': () => '有 ranks 的表须写 rank：哪个字段是排名',
  'input-may-be-missing': (it) =>
    `算法不许多报（override: ${it.override}），要用字段 ${it.name}，学习形式 ${it.kind} 却可以不填，那时报不了；请让它一直显示并写 required: true，或用 absent 写明不填按多少算`,
  'override-of-entered': (it) =>
    `override: ${it.override} 不起作用：entered 的学时由人填写，没有可比的数；要限制请写 max`,
  'same-needed': () => 'match: same-fields 须写 same：哪些字段',
  // certificates
  'box-off-page': (it) => `放不进纸面（${it.width}×${it.height} 毫米），或没有大小`,
  'placeholder-open': (it) => `占位符没有写完：${quote(it.text)}`,
  'placeholder-form': (it) =>
    `占位符写法有误：${quote(it.text)}；应如 {{person.name}} 或 {{issued | date-cn}}`,
  'placeholder-close': (it) => `多出了 }}：${quote(it.text)}`,
  'one-brace': (it) => `${it.found} 会照原样印出来；是否想写 ${it.right}？`,
  'two-braces': (it) => `句子里的值写在一对花括号里；是否想写 ${it.right}？`,
  'format-misfit': (it) => `格式 ${it.format} 不能用于 ${it.name}`,
  'hours-written-twice': (it) =>
    `科目 ${it.subject} 的学时在 ${it.other} 和 ${it.name} 里各写了一次，各科之和会大于总学时；可写 {{${it.instead}}}`,
  'number-piece': (it) => `编号格式 ${quote(it.pattern)} 里有不认识的部分${wayOut(it)}`,
  'number-space': (it) => `编号格式 ${quote(it.pattern)} 里不能有空格`,
  'number-seq': (it) => `编号格式须有且只有一个 {seq}，现有 ${it.count} 个，否则证书会同号`,
  'number-width': (it) => `编号格式 ${quote(it.pattern)} 的位数须在 1 与 12 之间`,
  'number-year': (it) => `编号格式 ${quote(it.pattern)} 里没有 {year}，不同年度会同号`,
  'no-verify-code': () => '版面上没有指向 {{verify-url}} 的二维码，无从核验',
  // portal, texts, world
  'menu-needs': (it) => `页面 ${it.page} 须写 ${it.key}`,
  'menu-nothing': (it) => `页面 ${it.page} 不用 ${it.key}`,
  'list-nothing': (it) => `只有列申报件的列表（of: filings）才用 ${it.key}；请删去这一项`,
  'menu-cannot-file': (it) =>
    `${it.name}不能办流程 ${it.chain}：它的 filed-by 里没有；请删去这一项，或在 filed-by 里加上`,
  'page-without-power': (it) =>
    `页面 ${it.page} 对${it.name}总是空的：没有权限 ${it.power}；请删去这一项，或在 roles.yaml 的 may 里加上`,
  'no-inbox': (it) => `角色“${it.role}”有 ${it.power}，菜单里却没有 ${it.page}，要办的件无处可看`,
  'filter-misfit': (it) =>
    `${it.of} 不能按 ${it.as} 查：year、year-range 用于年度，state 用于 filing.state，choice 用于有选项的；按文字查就不写 as`,
  'two-menus': (it) => `${it.name} 有两份菜单；请合并成一份，一份菜单可以写给几个角色`,
  'list-twice': (it) =>
    `列表 ${it.name} 在同一份菜单里已用于 “${it.first}”；列表按菜单所在的页面取数，请为这一项另写一个列表`,
  'no-menu': (it) =>
    `角色 ${it.name} 没有菜单，登录后无处可去；请在 portal.yaml 的 menus 里为它写一份`,
  'wrong-list': (it) =>
    `页面 ${it.page} 需要 of: ${words(it.needs)} 的列表，${it.name} 列的是 ${it.of}`,
  'missing-text': (it) => `缺少 ${words(it.names).split('、').length} 条文字：${words(it.names)}`,
  'unused-term': (it) => `用语 ${quote(it.name)} 没有哪句话用到${wayOut({ meant: it.meant })}`,
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
  'person-decides': (it) =>
    `${it.name} 是人员，审核、审验要用岗位${words(it.posts) ? `；是否想写 ${words(it.posts)}？` : '，这个人没有岗位'}`,
  'filed-twice': (it) => `前面已有取名为 ${quote(it.name)} 的申报件，请用 as 另取一个`,
  'clock-back': (it) => `时间 ${it.found} 早于此前的 ${it.now}；时钟只能往后拨`,
  'two-acts': (it) => `一步只能有一个动作：${words(it.acts)}`,
  'nothing-happens': () => '既没有动作，也没有期望，也不改变世界',
} as const satisfies Record<string, Sentence>
