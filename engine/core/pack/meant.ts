/** Words people write for the ones we use; asked before the edit distance. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  role: ['who', 'post'],
  assignee: ['who'],
  approver: ['who'],
  reviewer: ['who'],
  name: ['title', 'label'],
  title: ['label', 'name'],
  label: ['title'],
  text: ['says', 'label', 'text'],
  message: ['says'],
  desc: ['hint', 'intro', 'says'],
  description: ['hint', 'intro', 'says'],
  tip: ['hint'],
  type: ['kind', 'shape', 'do', 'type'],
  kind: ['shape', 'kind', 'type'],
  reject: ['refuse'],
  deny: ['refuse'],
  pass: ['approve'],
  back: ['return'],
  'send-back': ['return'],
  rollback: ['return'],
  revoke: ['withdraw', 'revoke-credits'],
  recall: ['withdraw'],
  cancel: ['withdraw'],
  remove: ['delete'],
  actions: ['may'],
  stages: ['steps'],
  nodes: ['steps'],
  sla: ['window'],
  deadline: ['window'],
  timeout: ['window'],
  if: ['when', 'visible'],
  condition: ['when', 'test'],
  'show-when': ['visible'],
  'visible-when': ['visible'],
  mandatory: ['required'],
  optional: ['required'],
  readonly: ['immutable'],
  'max-count': ['max-files', 'max-rows'],
  'max-size': ['max-megabytes'],
  maxlength: ['max-length'],
  regex: ['pattern'],
  extensions: ['formats'],
  cap: ['caps', 'max-per-item'],
  limit: ['max', 'hours'],
  parents: ['superiors', 'parent'],
  parent: ['superiors', 'parent'],
  permissions: ['may'],
  capabilities: ['may'],
  org: ['office', 'offices'],
  unit: ['office'],
  orgs: ['offices'],
  users: ['people'],
  persons: ['people'],
  status: ['state', 'status', 'labels'],
  states: ['labels', 'states'],
  'on-empty': ['nobody'],
  expected: ['expect'],
  then: ['expect'],
  basis: ['source', 'basis'],
  ref: ['source'],
  mobile: ['phone'],
  tel: ['phone'],
  telephone: ['phone'],
  'id-card': ['id-number'],
  'filing.hours': ['filing.claimed'],
  'filing.credits': ['filing.claimed'],
  'filing.type': ['filing.kind'],
  'filing.group': ['filing.kind-group'],
  'person.unit': ['unit.type'],
  'now.date': ['now.day'],
  'now.month': ['now.month-day'],
  '=': ['equal'],
  '==': ['equal'],
  '===': ['equal'],
  '!=': ['notEqual'],
  '<>': ['notEqual'],
  '≠': ['notEqual'],
  '<': ['lessThan'],
  '<=': ['lessThanInclusive'],
  '≤': ['lessThanInclusive'],
  '>': ['greaterThan'],
  '>=': ['greaterThanInclusive'],
  '≥': ['greaterThanInclusive'],
  include: ['contains', 'in'],
  includes: ['contains', 'in'],
  equals: ['equal'],
  is: ['equal'],
  not: ['notEqual'],
}

/** A table's own entry for a word that somebody typed: `toString` is nobody's. */
export const ownValue = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** What was probably meant: an alias that exists here, else the nearest known word, else nothing. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const words = [...known]
  const alias = ownValue(aliases, written)?.find((it) => it !== written && words.includes(it))
  if (alias) return alias
  const dotted = amongDotted(written, words)
  if (dotted) return dotted
  const folded = fold(written)
  let best: string | undefined
  let least = Math.max(1, Math.floor(folded.length / 3)) + 1
  for (const word of words) {
    const distance = word === written ? Infinity : distanceBetween(folded, fold(word), least)
    if (distance < least) [best, least] = [word, distance]
  }
  return best
}

/** `name` for `person.name`; `person.mobile` for `person.phone`. */
function amongDotted(written: string, words: readonly string[]): string | undefined {
  const dot = written.lastIndexOf('.')
  if (dot < 0) return words.find((it) => it.endsWith(`.${written}`))
  const [owner, tail] = [written.slice(0, dot + 1), written.slice(dot + 1)]
  return ownValue(aliases, tail)
    ?.map((it) => owner + it)
    .find((it) => words.includes(it))
}

/** The known word that differs only in how words are joined. */
export const sameWord = (written: string, known: readonly string[]): string | undefined =>
  known.find((it) => it !== written && fold(it) === fold(written))

/** `maxLength`, `max_length` and `max-length` are one word to a reader. */
const fold = (word: string) =>
  word
    .replace(/[_\s]+/g, '-')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()

/** Edits (insert, delete, replace, swap of neighbours) from one word to the other; gives up at `enough`. */
export function distanceBetween(a: string, b: string, enough = Infinity): number {
  if (Math.abs(a.length - b.length) >= enough) return enough
  let twoAgo: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        last[j]! + 1,
        row[j - 1]! + 1,
        last[j - 1]! + (same ? 0 : 1),
        swapped ? twoAgo[j - 2]! + 1 : Infinity,
      )
    }
    twoAgo = last
    last = row
  }
  return last[b.length]!
}
