import { refuse, type Result } from '#core/base'
import { checkAll } from './check/index.ts'
import { sortIssues, toIssue } from './complaint.ts'
import type { Pack, PackFile, PackIssue, ResolvedPack } from './definition.ts'
import { kindOfFile } from './files.ts'
import { layer, type Layered } from './resolve.ts'
import { revive } from './revive.ts'

export interface Resolution {
  /** As data. Its types hold only when no issue is an error. */
  readonly resolved: ResolvedPack
  /** The stories of scenarios/*.yaml, in the shape of simulate's `ScenarioDefinition` when nothing is wrong. */
  readonly scenarios: readonly unknown[]
  /** Where each value came from: ask `explain`. */
  readonly layered: Layered
  readonly issues: readonly PackIssue[]
}

/** Lays the layers over each other and finds everything that is wrong, with files, lines and ways out. */
export function resolve(files: readonly PackFile[]): Resolution {
  const layered = layer(files)
  const complaints = checkAll(layered)
  return {
    resolved: resolvedOf(layered),
    scenarios: filesOf(layered, 'scenarios').flatMap(
      (it) => (it as { scenarios?: unknown[] } | null)?.scenarios ?? [],
    ),
    layered,
    issues: sortIssues(complaints.map(toIssue)),
  }
}

/** Files of all layers → a frozen, hashed pack, or every issue at once. Warnings: see `resolve`. */
export function compilePack(files: readonly PackFile[]): Result<Pack, readonly PackIssue[]> {
  const { resolved, issues } = resolve(files)
  return hasErrors(issues) ? refuse(issues) : { ok: true, value: revive(resolved) }
}

export const hasErrors = (issues: readonly PackIssue[]): boolean =>
  issues.some((it) => it.severity === 'error')

function filesOf(layered: Layered, kind: string): unknown[] {
  return [...layered.values].flatMap(([path, value]) => (kindOfFile(path) === kind ? [value] : []))
}

function resolvedOf(layered: Layered): ResolvedPack {
  const file = (path: string) => (layered.values.get(path) ?? {}) as Record<string, unknown>
  return {
    header: file('pack.yaml'),
    org: { ...file('org.yaml'), roles: file('roles.yaml').roles },
    conditions: file('conditions.yaml').conditions ?? {},
    forms: filesOf(layered, 'form'),
    chains: filesOf(layered, 'chain'),
    hours: file('hours.yaml'),
    certificates: filesOf(layered, 'certificate'),
    texts: file('texts.yaml'),
    portal: file('portal.yaml'),
    world: file('world.yaml'),
    ...assetsOf(layered),
  } as unknown as ResolvedPack
}

/** Only what a certificate shows: another picture in the folder does not make it another pack. */
function assetsOf(layered: Layered): { readonly assets?: Readonly<Record<string, string>> } {
  const boxes = filesOf(layered, 'certificate').flatMap(
    (it) => (it as { page?: { boxes?: { file?: unknown }[] } } | null)?.page?.boxes ?? [],
  )
  const named = boxes.flatMap((it) => {
    const name = typeof it?.file === 'string' ? it.file : ''
    const data = layered.pictures.get(name)
    return data === undefined ? [] : [[name, data] as const]
  })
  return named.length > 0 ? { assets: Object.fromEntries(named) } : {}
}
