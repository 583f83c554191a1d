import type { FileKind } from '../files.ts'
import { certificateDefs } from './certificate.ts'
import { chainDefs } from './chain.ts'
import { conditionDefs } from './conditions.ts'
import { formDefs } from './form.ts'
import { hoursDefs } from './hours.ts'
import { orgDefs } from './org.ts'
import type { Schema } from './parts.ts'
import { portalDefs } from './portal.ts'
import { scenarioDefs } from './scenarios.ts'
import { worldDefs } from './world.ts'

/** Every named part of a pack; the parts named like a kind of file are whole files. */
export const defs: Readonly<Record<string, Schema>> = {
  ...orgDefs,
  ...conditionDefs,
  ...portalDefs,
  ...worldDefs,
  ...certificateDefs,
  ...formDefs,
  ...chainDefs,
  ...hoursDefs,
  ...scenarioDefs,
}

export const fileKinds: readonly FileKind[] = [
  'pack',
  'org',
  'roles',
  'conditions',
  'hours',
  'texts',
  'portal',
  'world',
  'form',
  'chain',
  'certificate',
  'scenarios',
]
