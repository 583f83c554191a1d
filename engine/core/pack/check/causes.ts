import type { Complaint } from '../complaint.ts'
import { stageOf } from '../messages.ts'

/** Files that cannot be trusted to name all they should; what is said of their names waits until they can. */
export type Doubtful = (path: string) => boolean

/** Words of a text, as a set: for lists of names that would be a page of quotes. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Keys that give something its name, and keys under which named things stand. */
const naming = wordSet(`
  id key scenario code form chain certificate as fields kinds options steps after sections kind
  state subjects formulas lists menus offices people posts departments office-types relations
  areas person attributes conditions roles
`)

/** Which files something is wrong with that leaves open what they name. */
export function doubtfulFiles(complaints: readonly Complaint[]): Doubtful {
  const paths = new Set(complaints.flatMap(doubted))
  return (path) =>
    paths.has(path) ||
    (path.endsWith('/') && [...paths].some((it) => it.startsWith(path) || path.startsWith(it)))
}

function doubted(complaint: Complaint): string[] {
  const { code, at, path, with: details } = complaint
  switch (code) {
    case 'yaml-folded':
    case 'chinese-quotes':
      return []
    case 'unknown-file':
      return typeof details.meant === 'string' ? [details.meant] : []
    case 'unknown-folder':
      return typeof details.meant === 'string' ? [`${details.meant}/`] : []
    case 'missing-file':
      return [String(details.file)]
    case 'duplicate-id':
    case 'item-without-id':
    case 'map-over-list':
    case 'remove-without-id':
    case 'file-name':
      return [at.file]
    case 'unknown-key':
      return naming.has(String(details.meant)) ? [at.file] : []
    default:
      break
  }
  if (stageOf(code) === 0) return [at.file]
  return stageOf(code) === 1 && naming.has(String(path.at(-1))) ? [at.file] : []
}

/** Where what a code says there is none of would be named. A folder ends in a stroke. */
const namedIn: Readonly<Record<string, readonly string[]>> = {
  'unknown-condition': ['conditions.yaml'],
  'unknown-fact': ['forms/', 'org.yaml', 'hours.yaml'],
  'unknown-fact-value': ['forms/', 'org.yaml', 'hours.yaml', 'chains/'],
  'unknown-form': ['forms/'],
  'unknown-field': ['forms/'],
  'unknown-kind': ['forms/'],
  'unknown-option': ['forms/', 'org.yaml'],
  'unknown-formula': ['hours.yaml'],
  'unknown-subject': ['hours.yaml'],
  'unknown-office-type': ['org.yaml'],
  'unknown-relation': ['org.yaml'],
  'unknown-attribute': ['org.yaml'],
  'unknown-area': ['org.yaml'],
  'unknown-role': ['roles.yaml'],
  'unknown-chain': ['chains/'],
  'unknown-state': ['chains/'],
  'unknown-step': ['chains/'],
  'unknown-route': ['chains/'],
  'unknown-list': ['portal.yaml'],
  'unknown-source': ['forms/', 'org.yaml', 'hours.yaml', 'chains/'],
  'unknown-certificate': ['certificates/'],
  'unknown-office': ['world.yaml'],
  'unknown-person': ['world.yaml'],
  'unknown-actor': ['world.yaml'],
  'unknown-post': ['world.yaml'],
  'unknown-department': ['world.yaml'],
  'placeholder-unknown': ['org.yaml', 'hours.yaml'],
}
/** Said of a chain's own names, in the file that has them. */
const ofOwnFile = wordSet(`
  return-nowhere no-such-state credits-at-no-step label-of-no-state missing-label unknown-filing
  cell-not-in-by
`)

/** Without what only follows from something else that is wrong. */
export function withoutConsequences(
  complaints: readonly Complaint[],
  doubtful: Doubtful,
  hasDoubts: boolean,
): readonly Complaint[] {
  const crooked = new Set(
    complaints.flatMap(({ code, at: { file } }) =>
      breaksStates.has(code) && file.startsWith('chains/') ? file : [],
    ),
  )
  const isKindless = complaints.some((it) => it.code === 'no-kinds')
  return complaints.filter((it) => {
    if (isKindless && ofKinds.has(it.code)) return false
    if (it.code === 'unknown-state' && crooked.size > 0) return false
    if (ofStates.has(it.code) && crooked.has(it.at.file)) return false
    if (ofOwnFile.has(it.code)) return !doubtful(it.at.file)
    if (namedIn[it.code]) return !namedIn[it.code]!.some(doubtful)
    return !hasDoubts || !absences.has(it.code)
  })
}

/** Where a step leads nowhere, states behind it are missing that were meant to be there. */
const breaksStates = new Set(['return-nowhere', 'step-unreachable', 'no-way-out'])
const ofStates = new Set(['no-such-state', 'label-of-no-state', 'missing-label'])

/** A form that lost its kinds has lost their fields too. */
const ofKinds = new Set(['unknown-kind', 'unknown-field', 'unknown-fact-value'])

/** What nobody uses or has, as far as the files could be read. */
const absences = wordSet(`
  foreign-word   unused-condition unused-form unused-formula unused-list unused-role unused-term no-menu
  no-inbox nobody-may never-filed permit-for-nothing field-in-no-section no-kinds no-kind-field
  missing-text fills-nothing nothing-to-apply account-without chain-without-effect no-kind-fields
  credits-without-meaning credits-without-subject kind-without-hours
`)
