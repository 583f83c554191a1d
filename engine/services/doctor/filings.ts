import { circleOf, type Entry, type FilingHead, type FilingState, replay } from '#core/filing'
import type { Pack } from '#core/pack'
import type { Db } from '#storage/db'
import { findFiles } from '#storage/file-records'
import { columnsOf } from '#storage/filing-rows'
import { type DeskRow, type FilingWithLog, readFilings } from '#storage/inspection'
import type { Context } from '../context.ts'
import { filesIn } from '../filings/references.ts'
import { canonical, type Find, type Report } from './differences.ts'

export const pageOf = 500

/** Every filing against its log: numbering, times, the fold, who holds it, what it credited. */
export async function checkFilings(
  ctx: Context,
  db: Db,
  region: string,
  report: Report,
  find: Find,
): Promise<void> {
  for await (const it of allFilings(db, region)) {
    report.checked.filings += 1
    report.checked.entries += it.log.length
    checkLog(it, find)
    const pack = await ctx.packs.pinned(region, it.row.pack)
    const state = foldOf(pack, it, find)
    if (state) checkAgainst(pack, state, it, find, report.areFoldsOld)
    await checkFiles(db, region, it, find)
  }
}

export async function* allFilings(db: Db, region: string): AsyncGenerator<FilingWithLog> {
  for (let after: string | undefined; ; ) {
    const page = await readFilings(db, region, after, pageOf)
    yield* page
    if (page.length < pageOf) return
    after = page.at(-1)?.row.id
  }
}

function checkLog({ row, log }: FilingWithLog, find: Find): void {
  if (log.length !== row.seq || log.some((it, at) => it.seq !== at + 1))
    find(
      'log-holes',
      row.id,
      `记录应为 1 至 ${row.seq}，实有 ${log.map((it) => it.seq).join('、') || '无'}`,
    )
  const back = log.findIndex((it, at) => at > 0 && it.at < (log[at - 1]?.at ?? ''))
  if (back > 0) find('log-times', row.id, `第 ${back + 1} 条记录的时间早于前一条`)
}

/** The head is what no log line repeats; everything else must follow from the lines. */
export function headOf({ row }: FilingWithLog): FilingHead {
  const { fold } = row
  return {
    id: fold.id,
    region: row.region,
    pack: fold.pack,
    chain: row.chain,
    filedBy: fold.filedBy,
    ...(fold.person !== undefined && { person: fold.person }),
    ...(fold.office !== undefined && { office: fold.office }),
    ...(fold.refers !== undefined && { refers: fold.refers }),
    ...(fold.account !== undefined && { account: fold.account }),
  }
}

function foldOf(pack: Pack, it: FilingWithLog, find: Find): FilingState | undefined {
  try {
    return inJson(replay(pack, headOf(it), it.log))
  } catch (error) {
    find('log-broken', it.row.id, `记录不能重放：${(error as Error).message}`)
    return undefined
  }
}
/** As it is kept. */
export const inJson = (state: FilingState): FilingState =>
  JSON.parse(JSON.stringify(state)) as FilingState

function checkAgainst(
  pack: Pack,
  state: FilingState,
  it: FilingWithLog,
  find: Find,
  isFoldOld: boolean,
): void {
  const { row, log } = it
  const type = typeOf(pack, state)
  const differing = differingColumns(row, state, type)
  if (!isFoldOld && canonical(row.fold) !== canonical(state))
    differing.push(...differingKeys(row.fold, state))
  if (differing.length > 0)
    find(
      'row-is-not-fold',
      row.id,
      `缓存与记录重放的结果不同：${[...new Set(differing)].join('、')}`,
    )
  if (!hasItsDesks(it, state, type))
    find(
      'desks-are-not-fold',
      row.id,
      `待办列表与记录不同：应在 ${namesOf(state, log) || '无人'} 处`,
    )
  const isHeld = state.desks.some((desk) => !desk.done && !desk.empty)
  if (type === 'waiting' && !isHeld && !state.stuck)
    find('nobody-holds-it', row.id, '正在等待审核，但没有任何机构持有，也没有进入无人处理的队列')
  const awarded = state.credited ? (state.awarded ?? 0) : 0
  if (it.credited !== awarded)
    find('credits-are-not-awarded', row.id, `入账 ${it.credited} 学时，应为 ${awarded} 学时`)
}

/** Row and desks follow from this state, however the fold itself is kept. */
export const isInStep = (it: FilingWithLog, state: FilingState, type: string): boolean =>
  differingColumns(it.row, state, type).length === 0 && hasItsDesks(it, state, type)

const hasItsDesks = (it: FilingWithLog, state: FilingState, type: string): boolean =>
  canonical(sortedDesks(it.desks)) === canonical(sortedDesks(desksOf(state, type)))

export const typeOf = (pack: Pack, state: FilingState): string =>
  pack.machines[state.chain]?.states[state.state]?.type ?? state.state

/** The desks a fold puts on the offices' lists; the same as every decision writes. */
export function desksOf(state: FilingState, type: string): readonly DeskRow[] {
  return state.desks
    .filter((it) => !it.done && !it.empty)
    .map((it) => ({
      office: it.office,
      chain: state.chain,
      purpose: type === 'waiting' ? 'decide' : 'verify',
      since: state.since,
      department: it.department ?? null,
      circle: circleOf(it),
    }))
}
/** A filing keeps its place in an office's list while it stays there, so `since` may be older. */
const sortedDesks = (desks: readonly DeskRow[]) =>
  desks
    .map((it) => [it.office, it.chain, it.purpose, it.department, it.circle])
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))

const namesOf = (state: FilingState, log: readonly Entry[]): string =>
  log.length === 0
    ? ''
    : state.desks
        .filter((it) => !it.done)
        .map((it) => it.officeName)
        .join('、')

function differingColumns(row: FilingWithLog['row'], state: FilingState, type: string): string[] {
  const filer = state.filedBy
  const expected: Partial<Record<keyof FilingWithLog['row'], unknown>> = {
    pack: state.pack,
    ...columnsOf(state, type),
    person: state.person ?? null,
    office: state.office ?? null,
    refers: state.refers ?? null,
    filer_office: filer.kind === 'post' ? filer.office : null,
  }
  return Object.entries(expected).flatMap(([column, value]) =>
    row[column as keyof FilingWithLog['row']] === value ? [] : [column],
  )
}

function differingKeys(a: FilingState, b: FilingState): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<keyof FilingState>
  return [...keys].filter((key) => canonical(a[key]) !== canonical(b[key]))
}

async function checkFiles(
  db: Db,
  region: string,
  { row }: FilingWithLog,
  find: Find,
): Promise<void> {
  const ids = filesIn(row.fold.data)
  if (ids.length === 0) return
  const known = new Set((await findFiles(db, region, ids)).map((it) => it.id))
  const missing = ids.filter((it) => !known.has(it))
  if (missing.length > 0)
    find('file-unknown', row.id, `填报内容里的附件没有记录：${missing.join('、')}`)
}
