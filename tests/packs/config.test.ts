import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import {
  compilePack,
  editorSchema,
  fileKinds,
  kindOfFile,
  packHash,
  resolve,
  revive,
  sayIssue,
  yamlStyle,
  type FileKind,
  type PackFile,
} from '#core/pack'
import { coverageOf, playAll, type ScenarioDefinition } from '#core/simulate'
import { packFolders, readPackFiles } from '#storage/pack-files'

const folders = packFolders('config').map((folder) => [basename(folder), folder] as const)
const isAbstract = (folder: string) =>
  resolve(readPackFiles(folder)).resolved.header.abstract === true
const regions = folders.filter(([, folder]) => !isAbstract(folder))
const ownFiles = (folder: string): readonly PackFile[] =>
  readPackFiles(folder).filter((it) => it.layer === basename(folder) && kindOfFile(it.path))

const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false })
const validators = new Map<FileKind, ValidateFunction>()
/** As an editor has it: from the published schema alone. */
function validatorOf(kind: FileKind): ValidateFunction {
  const validate = validators.get(kind) ?? ajv.compile(editorSchema(kind))
  validators.set(kind, validate)
  return validate
}

describe.each(folders)('%s', (_, folder) => {
  test('has no errors', () => {
    expect(
      resolve(readPackFiles(folder))
        .issues.filter((it) => it.severity === 'error')
        .map(sayIssue),
    ).toEqual([])
  })

  test.each(ownFiles(folder).map((it) => [it.path, it] as const))(
    '%s survives an editor byte for byte',
    (_path, file) => {
      expect(parseDocument(file.text).toString(yamlStyle)).toBe(file.text)
    },
  )

  test('is taken by the schemas editors use', () => {
    for (const file of ownFiles(folder)) {
      const validate = validatorOf(kindOfFile(file.path)!)
      expect(validate(parseDocument(file.text).toJS()) ? [] : validate.errors, file.path).toEqual(
        [],
      )
    }
  })
})

describe.each(regions)('%s', (_, folder) => {
  const files = readPackFiles(folder)

  test('compiles to a frozen pack that comes back to life from its JSON, by the same name', () => {
    const compiled = compilePack(files)
    if (!compiled.ok) throw new Error(compiled.issue.map(sayIssue).join('\n'))
    const stored = JSON.parse(JSON.stringify(resolve(files).resolved)) as ReturnType<
      typeof resolve
    >['resolved']
    expect(revive(stored)).toEqual(compiled.value)
    expect(compiled.value.hash).toBe(packHash(stored))
    expect(Object.isFrozen(compiled.value.chains)).toBe(true)
  })

  test('plays every story green', () => {
    const { resolved, scenarios } = resolve(files)
    const results = playAll(revive(resolved), scenarios as readonly ScenarioDefinition[])
    expect(results.filter((it) => !it.passed).map((it) => [it.scenario, it.failures])).toEqual([])
  })

  test('shows every state and every action in some story', () => {
    const { resolved, scenarios } = resolve(files)
    const pack = revive(resolved)
    const { missing } = coverageOf(pack, playAll(pack, scenarios as readonly ScenarioDefinition[]))
    expect([missing.states, missing.transitions]).toEqual([[], []])
  })
})

test('the schemas in config/schema/ are the loader’s: npm run pack -- schema writes them', () => {
  expect(readdirSync('config/schema').sort()).toEqual(fileKinds.map((it) => `${it}.json`).sort())
  for (const kind of fileKinds) {
    const written = JSON.parse(
      readFileSync(join('config/schema', `${kind}.json`), 'utf8'),
    ) as unknown
    expect(written, kind).toEqual(editorSchema(kind))
  }
})
