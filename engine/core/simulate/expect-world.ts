import { groupLabel, maySee } from '#core/filing'
import type { Standing } from '#core/hours'
import { type Texts, same, sameList } from './compare.ts'
import type { Expectation } from './definition.ts'
import { noteRules } from './effects.ts'
import { actionsOf } from './expect-filing.ts'
import { actorOf } from './actors.ts'
import { standingOf, worldOf } from './world.ts'
import type { Stage } from './stage.ts'

/** What of an expectation about people, offices, years and certificates did not come true, in sentences. */
export function aboutWorld(stage: Stage, expected: Expectation, texts: Texts): void {
  const { standing, certificate, group, person, office, account } = expected
  if (standing) aboutStanding(stage, standing, texts)
  if (certificate) {
    const found = stage.printed.get(certificate.of)
    if (!found) texts.push(`没有打印过的证书 “${certificate.of}”`)
    same(texts, '证书状态', certificate.state, found?.state)
    for (const it of certificate.has ?? [])
      if (found && !found.text.includes(it))
        texts.push(`证书上应有 “${it}”，实为 “${found.text.replaceAll('\n', ' ')}”`)
  }
  for (const [list, what] of [
    [expected.inbox, '待办'],
    [expected.sees, '可见'],
  ] as const) {
    if (list) aboutList(stage, what, list, texts)
  }
  if (group) {
    const own = [...stage.filings.values()]
      .map((it) => it.state)
      .filter(
        (it) => it.chain === group.chain && it.person === group.person && it.year === group.year,
      )
    if (!stage.pack.chains[group.chain]) texts.push(`没有审批链 “${group.chain}”`)
    else same(texts, '汇总状态', group.label, groupLabel(stage.pack, group.chain, own))
  }
  if (person) {
    const found = stage.people.get(person.of)
    if (!found) texts.push(`没有人员 “${person.of}”`)
    same(texts, `${person.of} 的姓名`, person.name, found?.name)
    same(texts, `${person.of} 的单位`, person.office, found?.office)
    for (const [id, value] of Object.entries(person.attributes ?? {}))
      same(texts, `${person.of} 的 ${id} `, value, found?.attributes[id])
  }
  if (office) {
    const found = stage.offices.get(office.of)
    if (!found) texts.push(`没有机构 “${office.of}”`)
    same(texts, `${office.of} 的名称`, office.name, found?.name)
    for (const [id, value] of Object.entries(office.attributes ?? {}))
      same(texts, `${office.of} 的 ${id} `, value, found?.attributes[id])
    for (const [relation, ids] of Object.entries(office.superiors ?? {}))
      sameList(texts, `${office.of} 的 ${relation} `, ids, found?.superiors[relation] ?? [])
  }
  if (account) {
    const found = stage.accounts.get(stage.filings.get(account.of)?.state.person ?? account.of)
    if (!found) texts.push(`没有账号 “${account.of}”`)
    same(texts, '账号状态', account.state, found)
  }
}

function aboutStanding(
  stage: Stage,
  expected: NonNullable<Expectation['standing']>,
  texts: Texts,
): void {
  const { person, year } = expected
  if (!stage.people.has(person)) {
    texts.push(`没有人员 “${person}”`)
    return
  }
  const found = standingOf(stage, person, year)
  noteRules(stage, found)
  const what = `${person} ${year} 年度`
  same(texts, `${what}总学时`, expected.total, found.total)
  same(texts, `${what}认定结果`, expected.verdict, found.verdict)
  same(texts, `${what}认定结果`, expected.label, found.label)
  for (const [id, hours] of Object.entries(expected.subjects ?? {}))
    same(texts, `${what}科目 ${id} `, hours, found.subjects[id])
  for (const [id, hours] of Object.entries(expected.missing ?? {}))
    same(texts, `${what}还缺 ${id} `, hours, missingOf(stage, found, id))
}

/** Of the total, of a subject, or of a course by its kind: 1 for one not done yet. */
function missingOf(stage: Stage, { requirement, checks }: Standing, id: string): number {
  const law = stage.pack.hours.requirements.find((it) => it.id === requirement)
  // In the order of the requirement: its total first, its courses last.
  if (id === 'total') return law?.total === undefined ? 0 : (checks[0]?.missing ?? 0)
  const courses = law?.['required-courses'] ?? []
  const course = courses.findIndex((it) => it.kind === id)
  if (course >= 0) return checks.at(course - courses.length)?.missing ?? 0
  return Math.max(0, ...checks.filter((it) => it.subject === id).map((it) => it.missing))
}

const deciding = ['approve', 'refuse', 'return', 'record', 'verify', 'reject-verification']

function aboutList(
  stage: Stage,
  what: '待办' | '可见',
  list: {
    readonly of: string
    readonly has?: readonly string[]
    readonly lacks?: readonly string[]
  },
  texts: Texts,
): void {
  if (!actorOf(stage, list.of)) {
    texts.push(`没有人员或岗位 “${list.of}”`)
    return
  }
  const isIn = (name: string): boolean | undefined => {
    const filing = stage.filings.get(name)
    if (!filing) {
      texts.push(`没有申报件 “${name}”`)
      return undefined
    }
    if (what === '待办')
      return actionsOf(stage, filing.state, list.of)!.some((it) => deciding.includes(it.action))
    return maySee(
      stage.pack,
      filing.state,
      actorOf(stage, list.of, filing.state)!,
      worldOf(stage, filing.state),
    )
  }
  for (const name of list.has ?? [])
    if (isIn(name) === false) texts.push(`${list.of} 的${what}中应有 “${name}”，实没有`)
  for (const name of list.lacks ?? [])
    if (isIn(name) === true) texts.push(`${list.of} 的${what}中应没有 “${name}”，实有`)
}
