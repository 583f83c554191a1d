import type { MachineView, PackRow, PackView } from '#core/api'
import { dayAt, issue } from '#core/base'
import type { Pack } from '#core/pack'
import type { ChainDefinition } from '#core/workflow'
import { listVersions, type PackVersion } from '#storage/packs'
import type { Context } from '../context.ts'
import { needsOneOf } from '../people/reach.ts'
import { Refused } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { sayEffect, sayMover } from './effects.ts'
import { type Names, namesOf } from './names.ts'
import { rulesOf } from './rules.ts'
import { sayBack, sayNobody, sayRoles, saySkip, sayWho } from './who.ts'

/** The packs somebody may look at: of their own region; in the demo, of all. */
export async function listPacks(ctx: Context, viewer: Viewer): Promise<readonly PackRow[]> {
  needsOneOf(viewer, ['see-packs'])
  const regions = (await ctx.packs.regions())
    .map((it) => it.region)
    .filter((it) => mayLook(ctx, viewer, it))
  return Promise.all(
    regions.map(async (region) => {
      const [pack, versions] = await Promise.all([
        ctx.packs.current(region),
        listVersions(ctx.db, region),
      ])
      if (!pack) throw new Error(`Region ${region} has no current pack.`)
      return rowOf(region, pack, versions)
    }),
  )
}

/** One pack drawn from what was compiled: machines, rules in sentences, roles, versions. */
export async function readPack(
  ctx: Context,
  viewer: Viewer,
  region: string,
  hash?: string,
): Promise<PackView> {
  needsOneOf(viewer, ['see-packs'])
  if (!mayLook(ctx, viewer, region)) throw new Refused(issue('not-found'))
  const versions = await listVersions(ctx.db, region)
  const version = versions.find((it) => (hash === undefined ? it.current : it.hash === hash))
  if (!version) throw new Refused(issue('not-found'))
  const pack = await ctx.packs.pinned(region, version.hash)
  const names = namesOf(pack)
  return {
    ...rowOf(region, pack, versions),
    publishedAt: version.publishedAt,
    header: pack.header as unknown as PackView['header'],
    formList: Object.values(pack.forms),
    conditions: pack.conditions,
    machines: Object.values(pack.chains).map((it) => machineView(pack, names, it)),
    rules: rulesOf(pack, names),
    roles: pack.org.roles.map((it) => ({
      id: it.id,
      title: it.title,
      may: it.may.map((one) => capabilities[one]),
      at: it.at.map(names.officeType),
    })),
    versionList: versions,
    hoursStep: pack.hours.step,
    hoursUnit: pack.hours.unit,
    subjects: pack.hours.subjects.map(({ id, title }) => ({ id, title })),
    today: dayAt(ctx.clock(), pack.offsetMinutes),
  }
}

const mayLook = (ctx: Context, viewer: Viewer, region: string): boolean =>
  ctx.demo || region === viewer.region

function rowOf(region: string, pack: Pack, versions: readonly PackVersion[]): PackRow {
  const current = versions.find((it) => it.hash === pack.hash)
  return {
    id: region,
    title: pack.header.title,
    hash: pack.hash,
    publishedAt: current?.publishedAt ?? '',
    versions: versions.length,
    live: current?.live ?? 0,
    older: versions.filter((it) => it.hash !== pack.hash).reduce((sum, it) => sum + it.live, 0),
    forms: Object.keys(pack.forms).length,
    chains: Object.keys(pack.chains).length,
    demo: countDemo([pack.hours, pack.conditions, pack.forms, pack.chains, pack.certificates]),
  }
}

/** Values no public source gives: shown as such wherever they act. */
function countDemo(it: unknown): number {
  if (typeof it !== 'object' || it === null) return 0
  const own = (it as { readonly status?: unknown }).status === 'demo' ? 1 : 0
  return Object.values(it).reduce<number>((sum, inner) => sum + countDemo(inner), own)
}

function machineView(pack: Pack, names: Names, chain: ChainDefinition): MachineView {
  const machine = pack.machines[chain.chain]
  const after = (chain.after ?? []).map((it) => ({
    id: it.id,
    title: it.title,
    who: sayWho(pack, names, it.who),
    nobody: '结果照常有效',
  }))
  return {
    chain: chain.chain,
    title: chain.title,
    form: chain.form,
    steps: [...chain.steps.map((it) => stepView(pack, names, chain, it)), ...after],
    states: Object.values(machine?.states ?? {}).map(({ id, label, type }) => ({
      id,
      label,
      type,
    })),
    transitions: (machine?.transitions ?? []).map((it) => ({
      from: it.from,
      action: it.action,
      to: it.to,
      label: it.label,
      by: sayMover(it.by),
      effects: it.effects
        .filter((one) => one.do !== 'credit' || !isCredited(chain, it.from))
        .map((one) => sayEffect(pack, names, one)),
    })),
  }
}

/** Hours that took effect at an earlier step do not take effect again. */
function isCredited(chain: ChainDefinition, from: string): boolean {
  const at = chain.steps.findIndex((it) => it.id === chain.credits?.at)
  return at >= 0 && chain.steps.findIndex((it) => it.id === from) > at
}

function stepView(
  pack: Pack,
  names: Names,
  chain: ChainDefinition,
  step: ChainDefinition['steps'][number],
): MachineView['steps'][number] {
  const skip = saySkip(pack, names, step)
  const back = sayBack(names, chain.steps, step)
  return {
    id: step.id,
    title: step.title,
    who: `${sayWho(pack, names, step.who)}${sayRoles(pack, step)}`,
    ...(skip !== undefined && { skip }),
    nobody: sayNobody(names, step),
    ...(back !== undefined && { back }),
  }
}

const capabilities = {
  review: '审核',
  verify: '审验',
  declare: '代为申报',
  'see-people': '查看人员',
  'see-filings': '查看申报',
  'print-certificates': '打印证书',
  'delete-filings': '删除申报',
  transfer: '办理调转',
  'change-superior': '更换上级',
  'close-review': '关闭下级审核权限',
  rescue: '改派无人处理的申报',
  'see-packs': '查看配置',
} as const
