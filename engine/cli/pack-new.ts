import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Io } from './io.ts'

export const template = fileURLToPath(new URL('./new-pack', import.meta.url))
/** Names the folder holds for other things. */
const taken = ['base', 'schema']

/** A complete small pack in `folder` (default config/): it checks and plays green before anything is changed. */
export function newPack(name: string, io: Io, folder = join(io.home, 'config')): number {
  const home = join(folder, name)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || taken.includes(name)) {
    io.complain(
      `${name} 不能作配置包的名称：请只写名称，不写路径，用小写字母、数字和连字符，如 east-lake`,
    )
    return 2
  }
  if (existsSync(home)) {
    io.complain(`config/${name} 已经存在`)
    return 2
  }
  cpSync(template, home, { recursive: true })
  for (const path of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    if (/\.(yaml|md)$/.test(path)) rename(join(home, path), name)
  }
  io.say(
    `✓ 已建 config/${name}；接着：\n  npm run pack -- check config/${name}\n  npm run pack -- play config/${name}`,
  )
  return 0
}

function rename(file: string, name: string): void {
  const text = readFileSync(file, 'utf8')
  if (text.includes('new-pack')) writeFileSync(file, text.replaceAll('new-pack', name))
}
