import { expect, test } from 'vitest'
import { compilePack, sayIssue, type PackFile } from '#core/pack'
import { over } from '../../packs/small-pack.ts'

const compiled = (files: readonly PackFile[]) => {
  const pack = compilePack(files)
  if (!pack.ok) throw new Error(pack.issue.map(sayIssue).join('\n'))
  return pack.value
}
const grouped = (rules: string) =>
  over({
    'forms/declaration.yaml':
      'kinds:\n  - id: training\n    title: 培训\n    kinds:\n' +
      '      - { id: online, title: 网课, hours: half-days }\n' +
      '      - { id: lecture, title: 讲座, hours: half-days }\n',
    'hours.yaml': rules,
  })

test('a rule that names a group is about every kind of it, and what it names beside', () => {
  const pack = compiled(
    grouped('caps:\n  - id: papers\n    kinds: [paper, training, online]\n    hours: 40\n'),
  )
  expect(pack.hours.caps[0]?.kinds).toEqual(['paper', 'online', 'lecture'])
})

test('duplicates too; a rule without kinds stays about all', () => {
  const pack = compiled(grouped('duplicates:\n  - id: same-certificate\n    kinds: [training]\n'))
  expect(pack.hours.duplicates[0]?.kinds).toEqual(['online', 'lecture'])
  expect(compiled(grouped('step: 1\n')).hours.duplicates[0]?.kinds).toBeUndefined()
})
