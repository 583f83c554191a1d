/**
 * What holds where a pack says nothing, as config/README.md has it: by the path `explain` is asked
 * for, with `*` for a name. What is not here is simply not there.
 */
const defaults: Readonly<Record<string, string>> = {
  'chains.*.needs': '不须条件',
  'chains.*.window': '全年可办',
  'chains.*.refers': '不须依据别的件',
  'chains.*.permit': '不须获准',
  'chains.*.submit.says': 'messages 的 submitted（注册用 registered）',
  'chains.*.withdraw': '不能撤回',
  'chains.*.withdraw.before': '审核过也能撤回',
  'chains.*.delete': '不能删除',
  'chains.*.resubmit': '不通过后不能再交',
  'chains.*.credits': '不计学时',
  'chains.*.after': '没有审验',
  'chains.*.group': '不合并',
  'chains.*.steps.*.label': 'labels.waiting 的叫法',
  'chains.*.steps.*.may': '[approve, refuse]',
  'chains.*.steps.*.skip': '不越过',
  'chains.*.steps.*.auto': '由人办理',
  'chains.*.steps.*.nobody': 'rescue：等人改派',
  'chains.*.steps.*.self': 'forbid：自己不能审自己的',
  'chains.*.steps.*.roles': '同一机构里有 review 的岗位都能办',
  'chains.*.steps.*.repeat': 'allow：办过前面环节的人可以再办',
  'chains.*.steps.*.edits': '不能改认定学时',
  'chains.*.steps.*.batch': 'true：可以批量',
  'chains.*.steps.*.by-department': 'true：只给管辖其部门的岗位和不带部门的岗位',
  'chains.*.steps.*.approve.opinion': 'optional：选填',
  'chains.*.steps.*.refuse.opinion': 'required：必填',
  'chains.*.steps.*.refuse.to': 'refused',
  'chains.*.steps.*.return.opinion': 'required：必填',
  'chains.*.steps.*.return.straight-back': 'false：从头再审',
  'chains.*.steps.*.who.from': 'subject-unit：本人单位',
  'chains.*.steps.*.who.above': 'false：含起点机构',
  'chains.*.steps.*.who.via': '任何上级关系，先写的关系先走',
  'chains.*.after.*.fail.opinion': 'required：必填',
  'forms.*.fields.*.required': 'false：选填',
  'forms.*.fields.*.visible': '一直显示',
  'forms.*.fields.*.immutable': '可以修改',
  'forms.*.fields.*.step': '不限；hours 字段取 hours.yaml 的 step',
  'forms.*.fields.*.of': '本人单位的部门',
  'forms.*.fields.*.subjects': '全部科目',
  'hours.formulas.*.override': 'free：可以改',
  'hours.formulas.*.round': '按比例计，舍到 step',
  'hours.formulas.*.max-per-item': '不限',
  'hours.caps.*.years': '各年',
  'hours.caps.*.kinds': '全部学习形式',
  'hours.caps.*.subject': '全部科目',
  'hours.duplicates.*.kinds': '全部学习形式',
  'hours.requirements.*.when': '所有的人',
  'portal.lists.*.chains': '全部流程',
  'portal.lists.*.order': 'inbox、verification 先旧后新，其余先新后旧',
  'org.office-types.*.departments': '不设部门',
  'org.office-types.*.people': '不设人员',
  'roles.roles.*.chains': '全部流程',
}
const table = Object.entries(defaults).map(([path, says]) => [path.split('.'), says] as const)

const fits = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((it, at) => it === '*' || it === path[at])

/** What holds at a path nothing is written at. */
export const defaultAt = (path: readonly string[]): string | undefined =>
  table.find(([pattern]) => fits(pattern, path))?.[1]

/** Keys that could be written under a path. */
export const keysWithDefaults = (path: readonly string[]): readonly string[] =>
  table.flatMap(([pattern]) => (fits(pattern.slice(0, -1), path) ? pattern.at(-1)! : []))
