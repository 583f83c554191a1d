import { factTypes, quote, wayOut, words, type Sentence } from './say.ts'

/** Names of what there is not, or of another sort. */
export const names = {
  'unknown-condition': (it) => `没有名为 ${quote(it.name)} 的条件${wayOut(it)}`,
  'unknown-fact': (it) => `没有名为 ${quote(it.name)} 的事实${wayOut(it)}`,
  'condition-loop': (it) => `条件互相引用，没有尽头：${words(it.loop).replaceAll('、', ' → ')}`,
  'fact-type': (it) =>
    `事实 ${it.fact} 的类型是“${factTypes[String(it.type)] ?? it.type}”，不能这样比较：${it.operator} ${quote(it.value)}`,
  'unknown-fact-value': (it) => `事实 ${it.fact} 不会是 ${quote(it.name)}${wayOut(it)}`,
  'fact-not-here': (it) =>
    `条件 ${it.name} 用到 ${words(it.facts)}（conditions.yaml 第 ${it.line} 行），这里没有：${it.title}，只有 ${it.has}`,
  'field-of-other-form': (it) =>
    `条件 ${it.name} 看的是字段 ${it.field}（conditions.yaml 第 ${it.line} 行），表单 ${it.form} 没有这个字段`,
  'never-open': (it) =>
    `打开时什么都还没有填，条件 ${it.name} 不会成立，谁也打不开；看填写内容的条件写在 submit: { needs: [${it.name}] }`,
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
  'unknown-actor': (it) => `world.yaml 里没有人员或岗位 ${quote(it.name)}${wayOut(it)}`,
  'unknown-filing': (it) => `前面没有取名为 ${quote(it.name)} 的申报件${wayOut(it)}`,
  'unknown-print': (it) => `前面没有打印过取名为 ${quote(it.name)} 的证书${wayOut(it)}`,
  'unknown-step': (it) => `流程里没有环节 ${quote(it.name)}${wayOut(it)}`,
  'unknown-route': (it) => `流程 ${it.chain} 没有提交的方式 ${quote(it.name)}${wayOut(it)}`,
  'unknown-department': (it) => `机构 ${it.office} 没有部门 ${quote(it.name)}${wayOut(it)}`,
  'unknown-area': (it) => `没有代码为 ${quote(it.name)} 的行政区划${wayOut(it)}`,
  'unknown-code': (it) =>
    `引擎没有这种拒绝：${quote(it.name)}；全部代码见 base/texts.yaml 的 issues${wayOut(it)}`,
  'unknown-action': (it) => `没有名为 ${quote(it.name)} 的动作${wayOut(it)}`,
  'unknown-asset': (it) => `没有图片 ${quote(it.name)}；图片放在 assets/ 之下${wayOut(it)}`,
  'self-reference': (it) => `${quote(it.name)} 指向自己`,
  'return-nowhere': (it) => `没有名为 ${quote(it.name)} 的环节可退回${wayOut(it)}`,
  'no-such-state': (it) => `在这里没有状态 ${quote(it.name)}${wayOut(it)}`,
  'credits-at-no-step': (it) => `没有名为 ${quote(it.name)} 的环节${wayOut(it)}`,
  'cell-not-in-by': (it) => `${quote(it.name)} 不在 by 所列的字段里${wayOut(it)}`,
  'placeholder-unknown': (it) => `占位符没有来源：${quote(it.name)}${wayOut(it)}`,
  'format-unknown': (it) => `没有名为 ${quote(it.name)} 的格式${wayOut(it)}`,
  'unused-text': (it) =>
    `引擎没有这种拒绝，这句话没人会看到：${quote(it.name)}${wayOut({ meant: it.meant })}`,
  'unknown-term': (it) => `没有名为 ${quote(it.name)} 的用语（terms）${wayOut(it)}`,
  'unknown-message': (it) =>
    `没有名为 ${quote(it.name)} 的提示，这句话没人会看到；全部名字见 config/README.md 的 texts.yaml${wayOut({ meant: it.meant })}`,
} as const satisfies Record<string, Sentence>
