/** What facts are called in a sentence; those of fields and attributes have titles of their own. */
export const things: Readonly<Record<string, string>> = {
  'now.day': '办理日期',
  'now.year': '办理年份',
  'now.month-day': '办理的月日',
  'filing.kind': '类型',
  'filing.kind-group': '类型大类',
  'filing.year': '计入年度',
  'filing.subject': '科目',
  'filing.claimed': '申报学时',
  'filing.awarded': '认定学时',
  'filing.suggested': '系统计算的学时',
  'submit.route': '提交方式',
  'unit.type': '所在单位类型',
  'unit.code': '所在单位代码',
  'unit.area': '所在单位属地',
  'unit.superiors': '所在单位的上级关系',
  'office.type': '机构类型',
  'office.area': '机构属地',
  'office.superiors': '机构的上级关系',
  'step.office-type': '审核机构类型',
  'refers.state': '所依据申报的状态',
  'refers.kind': '所依据申报的类型',
  'refers.year': '所依据申报的年度',
  'standing.total': '年度总学时',
}

/** What is counted, in what, and how it is said that there is none. */
export const counts: Readonly<
  Record<string, { readonly title: string; readonly unit: string; readonly none: string }>
> = {
  'filing.years-back': { title: '计入年度距今', unit: '年', none: '计入当年' },
  'filing.times-returned': { title: '被退回', unit: '次', none: '没有被退回过' },
  'person.pending': { title: '本人待审的申报', unit: '件', none: '本人没有待审的申报' },
  'office.pending': {
    title: '机构及其下属待审的申报',
    unit: '件',
    none: '机构及其下属没有待审的申报',
  },
  'same.filed': { title: '同类的申报', unit: '件', none: '没有申报过同类' },
  'same.waiting': { title: '同类待审的申报', unit: '件', none: '没有同类待审的申报' },
  'same.approved': { title: '同类已通过的申报', unit: '件', none: '没有同类已通过的申报' },
  'same.refused': { title: '同类未通过的申报', unit: '件', none: '没有同类未通过的申报' },
}

/** How it is said that it is so, and that it is not. */
export const booleans: Readonly<Record<string, readonly [so: string, not: string]>> = {
  'filing.by-office': ['由机构代为申报', '不是由机构代为申报'],
  'filing.has-evidence': ['已上传材料', '没有上传材料'],
  'filing.by-permit': ['凭许可提交', '不是凭许可提交'],
  'person.known': ['已有个人档案', '还没有个人档案'],
  'person.has-department': ['已选择部门', '没有选择部门'],
  'unit.review-closed': ['所在单位的审核权限已关闭', '所在单位的审核权限没有关闭'],
  'step.review-closed': ['审核机构的审核权限已关闭', '审核机构的审核权限没有关闭'],
  'permit.open': ['已获准办理', '没有获准办理'],
  'standing.passed': ['年度已达标', '年度没有达标'],
  'duplicate.found': ['发现重复申报', '没有发现重复申报'],
}
