import { createHash } from 'node:crypto'
import { packHash } from '#core/pack'
import type { Db } from '#storage/db'
import {
  atOneMoment,
  findEmptyPromises,
  findMiscounts,
  findNumberGaps,
  listPackHashes,
  readFileRows,
} from '#storage/inspection'
import { findPack } from '#storage/packs'
import type { Context } from '../context.ts'
import { emptyReport, type Find, findIn, type Report } from './differences.ts'
import { checkFilings, pageOf } from './filings.ts'
import { checkPlaces } from './places.ts'
import { areFoldsOld } from './refold.ts'
import { checkCertificates, checkStandings } from './standings.ts'

/**
 * Looks whether everything holds that must always hold (design §5), on any database, at one moment
 * of it. Changes nothing. No difference means: every row follows from logs and ledger, every desk and
 * count from the rows, every answer given is on disk, every file is what it was.
 */
export async function doctor(ctx: Context): Promise<Report> {
  return atOneMoment(ctx.db, async (trx) => {
    const report = emptyReport(await areFoldsOld(trx))
    for (const { region } of await ctx.packs.regions()) await checkRegion(ctx, trx, region, report)
    return report
  })
}

async function checkRegion(ctx: Context, db: Db, region: string, report: Report): Promise<void> {
  const find = findIn(report, region)
  const isAltered = await checkPacks(db, region, report, find)
  // What was decided by a pack that was altered cannot be told right from wrong.
  if (isAltered) return
  await checkFilings(ctx, db, region, report, find)
  if (!report.areFoldsOld) await checkPlaces(ctx, db, region, find)
  for (const it of await findMiscounts(db, region))
    find('desk-miscounted', it.office, `${it.chain} 待办计数为 ${it.counted}，实有 ${it.there} 件`)
  await checkStandings(ctx, db, region, report, find)
  await checkCertificates(ctx, db, region, report, find)
  for (const it of await findNumberGaps(db, region))
    find(
      'certificate-numbers',
      `${it.certificate} ${it.year}`,
      `编号发到第 ${it.last} 号，实有证书 ${it.issued} 张`,
    )
  for (const it of await findEmptyPromises(db, region))
    find('empty-promise', it.filing, `请求 ${it.key} 已回答成功，但没有第 ${it.seq} 条记录`)
  await checkBytes(ctx, db, region, report, find)
}

async function checkPacks(db: Db, region: string, report: Report, find: Find): Promise<boolean> {
  let isAltered = false
  for (const hash of await listPackHashes(db, region)) {
    report.checked.packs += 1
    const resolved = await findPack(db, region, hash)
    const found = resolved && packHash(resolved)
    if (found === hash) continue
    isAltered = true
    find('pack-altered', hash, `配置包的内容与发布时的哈希不符（现为 ${found ?? '无'}）`)
  }
  return isAltered
}

async function checkBytes(
  ctx: Context,
  db: Db,
  region: string,
  report: Report,
  find: Find,
): Promise<void> {
  for (let after: string | undefined; ; ) {
    const page = await readFileRows(db, region, after, pageOf)
    for (const { id, hash, bytes } of page) {
      report.checked.files += 1
      const found = await ctx.files.get(hash)
      if (!found) find('file-without-bytes', id, `附件 ${hash} 不在文件存储里`)
      else if (found.length !== bytes || createHash('sha256').update(found).digest('hex') !== hash)
        find('file-altered', id, `附件 ${hash} 的内容已改变`)
    }
    if (page.length < pageOf) return
    after = page.at(-1)?.id
  }
}
