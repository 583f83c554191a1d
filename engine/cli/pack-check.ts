import { hasErrors, packHash, resolve, sayIssue } from '#core/pack'
import { readPackFiles } from '#storage/pack-files'
import type { Io } from './io.ts'

/** Every issue of every pack, then a line for each pack. 1 if any has an error. */
export function checkPacks(folders: readonly string[], io: Io): number {
  const results = folders.map((it) => checkPack(it, io))
  io.say(results.map((it) => it.line).join('\n'))
  return results.every((it) => it.ok) ? 0 : 1
}

function checkPack(folder: string, io: Io): { readonly ok: boolean; readonly line: string } {
  const { issues, resolved, layered } = resolve(readPackFiles(folder))
  for (const issue of issues) io.say(`${issue.severity === 'error' ? '✗' : '!'} ${sayIssue(issue)}`)
  const errors = issues.filter((it) => it.severity === 'error').length
  const count = `${errors} 个错误，${issues.length - errors} 个提醒`
  const name = layered.layers.join(' → ')
  if (hasErrors(issues)) return { ok: false, line: `✗ ${name}：${count}` }
  const whole = resolved.header.abstract
    ? '（共用层：名字写错的已查；由上层补的、有没有人用、机构人员和剧情，在取用它的包里查）'
    : `${packHash(resolved).slice(0, 12)}`
  return { ok: true, line: `✓ ${name}：${count} ${whole}` }
}
