import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { foldVersion, type FilingHead, type FilingState, replay } from '#core/filing'
import { canonicalJson, resolve, type ResolvedPack, revive } from '#core/pack'
import type { ScenarioDefinition } from '../../../engine/core/simulate/index.ts'
import { playOn } from '../../../engine/core/simulate/play.ts'
import { setStage } from '../../../engine/core/simulate/stage.ts'
import { filesOfStranger, strangers } from '../../support/strangers.ts'

/** What replaying the logs of all the strangers' stories gave, when this was written down last. */
const recorded = {
  version: 2,
  logs: 'eed6287d6fbaff84',
  folds: 'b5d6fee7132afb26',
}

test('the same log gives the same fold, or the version of folds is raised', () => {
  const found = { version: foldVersion, ...digests() }
  expect(judge(found)).toBe('as recorded')
})

function judge(found: typeof recorded): string {
  if (canonicalJson(found) === canonicalJson(recorded)) return 'as recorded'
  const write = `record here: ${JSON.stringify(found)}`
  if (found.version !== recorded.version) return `Folds have a new version: ${write}`
  if (found.logs === recorded.logs)
    return `The same logs give other folds: raise foldVersion in engine/core/filing/fold.ts, then ${write}`
  return `The stories, or what is written in their logs, are not those of before: ${write}. If replay was changed as well, raise foldVersion in engine/core/filing/fold.ts`
}

function digests() {
  const played = strangers.flatMap(playedBy)
  expect(played.length).toBeGreaterThan(100)
  return {
    logs: digest(played.map(({ law, head, log }) => [law, head, log])),
    folds: digest(played.map(({ pack, head, log }) => replay(pack, head, log))),
  }
}

/** Every filing of a region's stories, with all that a fold is made from. */
function playedBy(name: string) {
  const { resolved, scenarios } = resolve(filesOfStranger(name))
  if (resolved.header.abstract) return []
  const pack = revive(withoutWords(resolved))
  return (scenarios as readonly ScenarioDefinition[]).flatMap((story) => {
    const stage = setStage(pack, story.given)
    playOn(stage, story)
    return [...stage.filings.values()].map(({ state, log }) => {
      const chain = pack.chains[state.chain]!
      return { pack, law: [chain, pack.forms[chain.form]], head: headOf(state), log }
    })
  })
}

function headOf(it: FilingState): FilingHead {
  const { id, region, pack, chain, filedBy, person, office, refers, account } = it
  return {
    id,
    region,
    pack,
    chain,
    filedBy,
    ...(person !== undefined && { person }),
    ...(office !== undefined && { office }),
    ...(refers !== undefined && { refers }),
    ...(account !== undefined && { account }),
  }
}

/** Titles and labels come into folds: the place where they are written stands for them. */
function withoutWords(resolved: ResolvedPack): ResolvedPack {
  const { chains, forms } = resolved
  return { ...resolved, chains: placed(chains), forms: placed(forms) } as ResolvedPack
}

function placed(value: unknown, path = '', isWords = false): unknown {
  if (typeof value === 'string') return isWords ? path : value
  if (Array.isArray(value))
    return value.map((it, at) => placed(it, `${path}/${idOf(it) ?? at}`, isWords))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => [
      key,
      placed(it, `${path}/${key}`, isWords || /^(title|labels?)$/.test(key)),
    ]),
  )
}
const idOf = (it: unknown) => (it as { id?: string } | null)?.id

/** Of all of them, in whatever order; without names, the pack's hash, and what else is only said to people. */
function digest(all: readonly unknown[]): string {
  const texts = all.map((it) => canonicalJson(JSON.parse(JSON.stringify(it, unsaid))))
  return createHash('sha256').update(texts.toSorted().join('\n')).digest('hex').slice(0, 16)
}
const unsaid = (key: string, it: unknown): unknown =>
  /^(pack|name|officeName|hint|help|text|says|source)$/.test(key) ? undefined : it
