import type { Complaint } from '../complaint.ts'
import { kindOfFile } from '../files.ts'
import { severityOf } from '../messages.ts'
import type { Layered } from '../resolve.ts'
import { checkCertificates } from './certificates.ts'
import { checkChains } from './chains.ts'
import { checkConditionUses, checkUnusedConditions } from './conditions.ts'
import { checkFiles, checkTwice, isAbstract } from './files.ts'
import { checkForms } from './forms.ts'
import { checkHours } from './hours.ts'
import { gatherNames } from './names.ts'
import { checkOrg } from './org.ts'
import { checkPortal } from './portal.ts'
import { checkReach } from './reach.ts'
import { checkByRooms } from './rooms.ts'
import { checkScenarios } from './scenarios.ts'
import { checkShape } from './shape.ts'
import { checkTexts, checkWords } from './texts.ts'
import { checkWorld } from './world.ts'

/** With a layer or a whole file missing, most of what names it would be called wrong and is not. */
const incomplete: ReadonlySet<string> = new Set(['unknown-layer', 'extends-loop', 'yaml-syntax'])

/**
 * Everything wrong with a pack: first the shape of each file, then whether what is named exists, then
 * whether all of it has an effect. A layer others rest on is only looked at for its shape.
 */
export function checkAll(layered: Layered): readonly Complaint[] {
  const abstract = isAbstract(layered)
  const shapes = new Map(
    [...layered.documents].map(([path, root]) => [
      path,
      checkShape(kindOfFile(path)!, layered.values.get(path), root),
    ]),
  )
  const shape = [...shapes.values()].flat()
  const found = [...layered.complaints, ...checkFiles(layered), ...checkTwice(layered)]
  const isWhole = !layered.complaints.some((it) => incomplete.has(it.code))
  if (!isWhole) return [...layered.complaints, ...shape.filter((it) => it.code !== 'missing-key')]
  if (abstract) return [...found, ...shape.filter((it) => it.code !== 'missing-key')]
  const names = gatherNames(layered)
  const isSound = (path: string) => shapes.get(path)?.length === 0
  const all = [
    ...found,
    ...shape,
    ...checkOrg(names),
    ...checkForms(names),
    ...checkChains(names),
    ...checkHours(names),
    ...checkConditionUses(names),
    ...checkUnusedConditions(names),
    ...checkCertificates(names),
    ...checkPortal(names),
    ...checkTexts(names),
    ...checkWords(names),
    ...checkWorld(names),
    ...checkScenarios(names),
    ...checkByRooms(names, isSound),
  ]
  const blamed = new Set(
    all.filter((it) => severityOf(it.code) === 'error').map((it) => it.at.file),
  )
  return [...all, ...checkReach(names, (path) => layered.documents.has(path) && !blamed.has(path))]
}
