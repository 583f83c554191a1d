import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCodes } from '#core/base'
import { yamlOf, type PackFile } from '#core/pack'
import { actionNames } from '#core/workflow'

const template = 'engine/cli/new-pack'
/** The least a base must bring: every refusal and every action has words. */
const baseFiles: readonly PackFile[] = [
  {
    layer: 'base',
    path: 'pack.yaml',
    text: "id: base\ntitle: 共用\nabstract: true\nutc-offset: '+08:00'\n",
  },
  {
    layer: 'base',
    path: 'org.yaml',
    text: 'person:\n  attributes:\n    - id: phone\n      title: 手机号码\n      type: text\n',
  },
  {
    layer: 'base',
    path: 'texts.yaml',
    text: yamlOf({
      terms: { filing: '申报', hours: '学时' },
      issues: Object.fromEntries(Object.keys(issueCodes).map((it) => [it, '不能办理'])),
      messages: { saved: '已保存' },
      actions: Object.fromEntries(actionNames.map((it) => [it, '办理'])),
    }),
  },
]

/** The pack that `pack new` makes, over the least of bases: small, whole, right. */
export function smallPack(): PackFile[] {
  const paths = readdirSync(template, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.yaml'))
    .sort()
  const own = paths.map((path) => ({
    layer: 'small',
    path: path.replaceAll('\\', '/'),
    text: readFileSync(join(template, path), 'utf8').replaceAll('new-pack', 'small'),
  }))
  return [...own, ...baseFiles]
}

/** A layer over the small pack, from texts by path. */
export function over(files: Readonly<Record<string, string>>): PackFile[] {
  const header = {
    layer: 'broken',
    path: 'pack.yaml',
    text: 'id: broken\ntitle: 坏包\nextends: small\n',
  }
  const own = Object.entries(files).map(([path, text]) => ({ layer: 'broken', path, text }))
  return [...('pack.yaml' in files ? [] : [header]), ...own, ...smallPack()]
}

/**
 * The files of a broken.yaml: each begins with a line `# file: path`. Lines keep their numbers, so an
 * issue's line is the line in broken.yaml.
 */
export function brokenFiles(text: string): Record<string, string> {
  const files: Record<string, string> = {}
  let path = ''
  for (const [at, line] of text.split('\n').entries()) {
    const named = /^# file: (.+)$/.exec(line)?.[1]
    if (named) {
      path = named
      files[path] = '\n'.repeat(at + 1)
    } else if (path !== '') files[path] += `${line}\n`
  }
  return files
}

export const brokenFolder = 'tests/packs/broken'
export const brokenNames: readonly string[] = existsSync(brokenFolder)
  ? readdirSync(brokenFolder).sort()
  : []
