import { isPackFolder } from '#storage/pack-files'
import type { Io } from './io.ts'
import { checkPacks } from './pack-check.ts'
import { explainValue } from './pack-explain.ts'
import { newPack } from './pack-new.ts'
import { playPacks } from './pack-play.ts'
import { writeSchemas } from './pack-schema.ts'

const usage = `用法：npm run pack -- 命令

  check 目录…           检查配置包：全部问题，一次列出
  play 目录…            演配置包的全部剧情，列出覆盖情况
  new 名称              在 config/ 下新建一个可用的小配置包；可以整个移到别处，base 放在旁边
  explain 目录 路径     某个值写在哪个文件、哪一行、哪一层，盖住了什么
  schema                更新 config/schema/，供编辑器补全与检查`

/** `npm run pack -- …`: 0 when all is well, 1 when a pack is wrong, 2 when the command is. */
export async function packCommand(args: readonly string[], io: Io): Promise<number> {
  const [command, ...rest] = args
  switch (command) {
    case 'check':
      return forPacks(rest, io, checkPacks)
    case 'play':
      return forPacks(rest, io, playPacks)
    case 'new':
      return rest.length === 1
        ? newPack(rest[0]!, io)
        : asked(io, '请写出一个名称，如 new east-lake')
    case 'explain': {
      const [folder, ...path] = rest
      if (!folder || path.length === 0)
        return asked(io, '请写出目录和路径，如 explain config/base texts.terms.hours')
      if (!isPackFolder(folder)) return asked(io, `${folder} 里没有 pack.yaml，不是配置包`)
      return explainValue(folder, path.join(' '), io)
    }
    case 'schema':
      return writeSchemas(io)
    case undefined:
    case 'help':
    case '--help':
      io.say(usage)
      return command === undefined ? 2 : 0
    default:
      return asked(io, `没有命令 ${command}`)
  }
}

/** `config/*` names the README and the schemas too: what is no pack is passed over, unless nothing else is named. */
function forPacks(
  named: readonly string[],
  io: Io,
  run: (folders: readonly string[], io: Io) => number,
): number {
  const folders = named.filter(isPackFolder)
  if (folders.length > 0) return run(folders, io)
  return asked(
    io,
    named.length > 0
      ? `${named.join('、')} 里没有 pack.yaml，不是配置包`
      : '请写出配置包的目录，如 config/*',
  )
}

function asked(io: Io, why: string): number {
  io.complain(`${why}\n\n${usage}`)
  return 2
}
