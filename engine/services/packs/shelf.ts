import type { PackHash } from '#core/base'
import { type Pack, type ResolvedPack, revive } from '#core/pack'
import type { Db } from '#storage/db'
import { findPack, listRegions, type RegionRow } from '#storage/packs'

/** Under a hash there is nothing, something else, or what this version can make nothing of. */
export class PackBroken extends Error {
  override readonly name = 'PackBroken'
}

/** Packs by hash, revived once and kept: published packs never change. */
export interface PackShelf {
  /** The pack a filing is pinned to. Throws when it was never published: that is a broken database. */
  pinned(region: string, hash: string): Promise<Pack>
  /** The pack new filings are filed under, or undefined for an unknown region. */
  current(region: string): Promise<Pack | undefined>
  regions(): Promise<readonly RegionRow[]>
}

export function packShelf(db: Db): PackShelf {
  // By region, then by hash: asked for with every decision, and a key made of both would be made each time.
  const kept = new Map<string, Map<string, Pack>>()
  const pinned = async (region: string, hash: string): Promise<Pack> => {
    const known = kept.get(region)?.get(hash)
    if (known) return known
    const resolved = await findPack(db, region, hash)
    if (!resolved) throw new PackBroken(`The pack ${hash} of ${region} is pinned but not stored.`)
    const pack = revived(region, hash, resolved)
    if (pack.hash !== (hash as PackHash))
      throw new PackBroken(
        `The stored pack ${hash} of ${region} hashes to ${pack.hash}: it was altered.`,
      )
    const own = kept.get(region) ?? new Map<string, Pack>()
    kept.set(region, own.set(hash, pack))
    return pack
  }
  return {
    pinned,
    async current(region) {
      const row = (await listRegions(db)).find((it) => it.region === region)
      return row && pinned(region, row.pack)
    },
    regions: () => listRegions(db),
  }
}

function revived(region: string, hash: string, resolved: ResolvedPack): Pack {
  try {
    return revive(resolved)
  } catch (cause) {
    throw new PackBroken(`The stored pack ${hash} of ${region} cannot be revived.`, { cause })
  }
}
