import type { Complaint, Path } from '../complaint.ts'
import { kindOfFile } from '../files.ts'
import { severityOf, stageOf } from '../messages.ts'
import type { Layered } from '../resolve.ts'
import { doubtfulFiles, withoutConsequences, wordSet } from './causes.ts'
import { checkCertificates } from './certificates.ts'
import { checkChains } from './chains.ts'
import { checkConditionUses, checkUnusedConditions } from './conditions.ts'
import { checkFactValues } from './fact-values.ts'
import { checkFactsAtPlaces } from './facts.ts'
import { checkFiles, checkTwice, isAbstract } from './files.ts'
import { checkForms } from './forms.ts'
import { checkHours } from './hours.ts'
import { gatherNames, type Names } from './names.ts'
import { checkOrg } from './org.ts'
import { checkPortal } from './portal.ts'
import { checkReach } from './reach.ts'
import { checkByRooms } from './rooms.ts'
import { checkScenarios } from './scenarios.ts'
import { checkShape } from './shape.ts'
import { checkTexts, checkWords } from './texts.ts'
import { checkWorld } from './world.ts'

/** Without a layer there is nothing to hold the others against. */
const baseless: ReadonlySet<string> = new Set(['unknown-layer', 'extends-loop'])

/**
 * Everything wrong with a pack: first the shape of each file, then whether what is named exists, then
 * whether all of it has an effect. Of a layer others rest on only what the others cannot change.
 */
export function checkAll(layered: Layered): readonly Complaint[] {
  const shapes = shapesOf(layered)
  const shape = [...shapes.values()].flat()
  if (layered.complaints.some((it) => baseless.has(it.code)))
    return [...layered.complaints, ...shape.filter((it) => it.code !== 'missing-key')]
  const defined = [
    ...layered.complaints,
    ...checkFiles(layered),
    ...checkTwice(layered),
    ...(isAbstract(layered) ? shape.filter((it) => it.code !== 'missing-key') : shape),
  ]
  const doubtful = doubtfulFiles(defined)
  const hasDoubts = defined.some((it) => doubtful(it.at.file) || stageOf(it.code) === 0)
  const isSound = (path: string) => shapes.get(path)?.length === 0
  const names = gatherNames(layered)
  const rest = withoutConsequences(checkNames(names, isSound), doubtful, hasDoubts)
  if (isAbstract(layered)) return [...defined, ...rest.filter(isCertain)]
  const all = [...defined, ...rest]
  const blamed = new Set(
    all.filter((it) => severityOf(it.code) === 'error').map((it) => it.at.file),
  )
  const isClean = (path: string) => layered.documents.has(path) && !blamed.has(path)
  return [...all, ...(hasDoubts ? [] : checkReach(names, isClean))]
}

/** By file: what does not fit its schema, and is not part of what the layers said of it already. */
function shapesOf(layered: Layered): ReadonlyMap<string, readonly Complaint[]> {
  const said = layered.complaints.flatMap((it) =>
    takenOver.has(it.code)
      ? { at: it.at, path: it.code === 'remove-without-id' ? it.path.slice(0, -1) : it.path }
      : [],
  )
  const isSaid = (path: string, at: Path) =>
    said.some((it) => it.at.file === path && it.path.every((key, index) => at[index] === key))
  return new Map(
    [...layered.documents].map(([path, root]) => [
      path,
      checkShape(kindOfFile(path)!, layered.values.get(path), root).filter(
        (it) => !isSaid(path, it.path) && !(it.code === 'missing-key' && layered.unread.has(path)),
      ),
    ]),
  )
}
const takenOver: ReadonlySet<string> = new Set([
  'item-without-id',
  'map-over-list',
  'remove-without-id',
])

function checkNames(names: Names, isSound: (path: string) => boolean): Complaint[] {
  return [
    ...checkOrg(names),
    ...checkForms(names),
    ...checkChains(names),
    ...checkHours(names),
    ...checkConditionUses(names),
    ...checkUnusedConditions(names),
    ...checkFactValues(names),
    ...checkFactsAtPlaces(names),
    ...checkCertificates(names),
    ...checkPortal(names),
    ...checkTexts(names),
    ...checkWords(names),
    ...checkWorld(names),
    ...checkScenarios(names),
    ...checkByRooms(names, isSound),
  ]
}

/**
 * What is wrong with a layer whatever rests on it: a name that is nearly one it has, words nobody
 * reads. What it names and has not, the layer above may bring.
 */
const isCertain = ({ code, with: { meant } }: Complaint): boolean =>
  alwaysCertain.has(code) || (stageOf(code) === 2 && typeof meant === 'string')
const alwaysCertain: ReadonlySet<string> = wordSet(`
  unknown-operator fact-type bad-date bad-pattern empty-range condition-loop placeholder-open
  placeholder-form placeholder-close unknown-term unknown-hole unused-text unknown-message
  unknown-action foreign-word demo-without-saying subject-loop share-over-one not-multiple
  tiers-out-of-order one-brace
`)
