import { freeze } from '#core/base'
import { compileChain } from '#core/workflow'
import type { Pack, ResolvedPack } from './definition.ts'
import { packHash } from './hash.ts'
import { withKindsOfGroups } from './kind-groups.ts'

/** A pinned pack back to life from its data: machines compiled, everything frozen, the hash its own. */
export function revive(resolved: ResolvedPack): Pack {
  const chains = byName(resolved.chains, (it) => it.chain)
  const machines = Object.values(chains).map((it) => compileChain(it, resolved.texts.actions))
  return freeze({
    hash: packHash(resolved),
    header: resolved.header,
    org: resolved.org,
    conditions: resolved.conditions,
    forms: byName(resolved.forms, (it) => it.form),
    chains,
    machines: byName(machines, (it) => it.chain),
    hours: withKindsOfGroups(resolved.hours, resolved.forms),
    certificates: byName(resolved.certificates, (it) => it.certificate),
    texts: resolved.texts,
    portal: resolved.portal,
    world: resolved.world,
    ...(resolved.assets && { assets: resolved.assets }),
    offsetMinutes: minutesEast(resolved.header['utc-offset']),
  })
}

/** Without a prototype: what a browser asks for by name, `constructor` say, is there or is not. */
function byName<T>(list: readonly T[], name: (it: T) => string): Readonly<Record<string, T>> {
  const named: Record<string, T> = Object.create(null)
  for (const it of list) named[name(it)] = it
  return named
}

/** `+08:00` → 480. */
export function minutesEast(offset: string): number {
  const [hours, minutes] = offset.slice(1).split(':').map(Number) as [number, number]
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
