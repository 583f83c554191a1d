import { doctor } from '#services/doctor/doctor'
import { rebuild } from '#services/doctor/rebuild'
import { sayReport } from '#services/doctor/say'
import type { Io } from './io.ts'
import { openForCommand } from './open.ts'

/** Looks whether everything holds; with `--rebuild` makes the caches anew first. 1: something does not hold. */
export async function doctorCommand(args: readonly string[], io: Io): Promise<number> {
  const unknown = args.filter((it) => it !== '--rebuild')
  if (unknown.length > 0) {
    io.complain(`不认识的参数：${unknown.join(' ')}。用法：npm run doctor [-- --rebuild]`)
    return 2
  }
  try {
    const { ctx, close } = await openForCommand(io.home)
    try {
      if (args.includes('--rebuild')) {
        await rebuild(ctx)
        io.say('缓存已按记录和入账重建。')
      }
      const report = await doctor(ctx)
      for (const line of sayReport(report)) io.say(line)
      return report.differences.length === 0 ? 0 : 1
    } finally {
      await close()
    }
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error))
    return 2
  }
}
