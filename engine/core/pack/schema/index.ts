import type { FileKind } from '../files.ts'
import { chainDefs } from './chain.ts'
import { formDefs } from './form.ts'
import { hoursDefs } from './hours.ts'
import type { Schema } from './parts.ts'
import { regionDefs } from './region.ts'
import { scenarioDefs } from './scenarios.ts'

/** Every named part of a pack; the parts named like a kind of file are whole files. */
export const defs: Readonly<Record<string, Schema>> = {
  ...regionDefs,
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
