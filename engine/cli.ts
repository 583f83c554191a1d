import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Io } from './cli/io.ts'

const usage = `用法：npm run 命令 -- 参数

  pack       检查、演练、新建、解释配置包（npm run pack 看详细用法）
  doctor     核对数据库：记录、学时、证书是否前后一致；--rebuild 重算缓存
  backup     备份数据库和附件：npm run backup -- 目录
  restore    恢复到空的数据目录：npm run restore -- 备份目录`

/** Each loads only what it needs: a pack is checked without a database. */
const commands: Readonly<Record<string, (args: readonly string[], io: Io) => Promise<number>>> = {
  pack: async (args, io) => (await import('./cli/pack.ts')).packCommand(args, io),
  doctor: async (args, io) => (await import('./cli/doctor.ts')).doctorCommand(args, io),
  backup: async (args, io) => (await import('./cli/backup.ts')).backupCommand(args, io),
  restore: async (args, io) => (await import('./cli/backup.ts')).restoreCommand(args, io),
}

const io: Io = {
  say: (text) => console.log(text),
  complain: (text) => console.error(text),
  home: join(dirname(fileURLToPath(import.meta.url)), '..'),
}
const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) process.exitCode = await command(args, io)
else {
  io.complain(usage)
  process.exitCode = 2
}
