import type { Report } from './differences.ts'
import type { Refolded } from './refold.ts'

const shown = 50

/** What the doctor found, in lines for the terminal. */
export function sayReport({ checked, differences, areFoldsOld }: Report): readonly string[] {
  const { packs, filings, entries, standings, certificates, files } = checked
  const done = `已检查：配置包 ${packs}、申报件 ${filings}（记录 ${entries} 条）、年度结果 ${standings}、有效证书 ${certificates}、附件 ${files}`
  const looked = areFoldsOld && filings > 0 ? [done, older] : [done]
  if (differences.length === 0) return [...looked, '没有发现差异。']
  const more = differences.length - shown
  return [
    ...looked,
    `发现 ${differences.length} 处差异：`,
    ...differences
      .slice(0, shown)
      .map((it) => `  [${it.region}] ${it.broken} ${it.id}：${it.says}`),
    ...(more > 0 ? [`  ……另有 ${more} 处`] : []),
    '缓存可以重建，待处理的件重新找人：npm run doctor -- --rebuild（已有的记录和入账从不改动）。',
  ]
}

const older =
  '申报件的缓存由较早的版本写成，其内容和由谁处理这次不作核对：下次启动（或 npm run doctor -- --rebuild）会按记录更新。'

/** What a start did to the folds of an earlier version, if anything. */
export function sayRefolded({ renewed, left }: Refolded): readonly string[] {
  if (renewed + left === 0) return []
  const but = left > 0 ? `；另有 ${left} 件与记录不符，没有改动，请运行 npm run doctor` : ''
  return [`申报件的缓存已按本版本更新：${renewed} 件${but}。`]
}
