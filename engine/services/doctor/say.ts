import type { Report } from './differences.ts'

const shown = 50

/** What the doctor found, in lines for the terminal. */
export function sayReport({ checked, differences }: Report): readonly string[] {
  const { packs, filings, entries, standings, certificates, files } = checked
  const looked = `已检查：配置包 ${packs}、申报件 ${filings}（记录 ${entries} 条）、年度结果 ${standings}、有效证书 ${certificates}、附件 ${files}`
  if (differences.length === 0) return [looked, '没有发现差异。']
  const more = differences.length - shown
  return [
    looked,
    `发现 ${differences.length} 处差异：`,
    ...differences
      .slice(0, shown)
      .map((it) => `  [${it.region}] ${it.broken} ${it.id}：${it.says}`),
    ...(more > 0 ? [`  ……另有 ${more} 处`] : []),
    '缓存可以重建，待处理的件重新找人：npm run doctor -- --rebuild（已有的记录和入账从不改动）。',
  ]
}
