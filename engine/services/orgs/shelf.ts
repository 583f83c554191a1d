import { type OrgView, orgView } from '#core/org'
import type { Db } from '#storage/db'
import { findOrgVersion, loadOrg } from '#storage/offices'

/** The office tree of each region, kept in memory and read again when its version has moved. */
export interface OrgShelf {
  /** `version`, when known from a row just read, saves asking the database. */
  view(region: string, version?: number): Promise<OrgView>
}

export function orgShelf(db: Db): OrgShelf {
  const kept = new Map<string, OrgView>()
  const loading = new Map<string, Promise<OrgView>>()
  return {
    async view(region, version) {
      const wanted = version ?? (await findOrgVersion(db, region))
      const known = kept.get(region)
      if (known && known.version >= wanted) return known
      const key = `${region} ${wanted}`
      const running = loading.get(key) ?? load(region, key)
      loading.set(key, running)
      return running
    },
  }

  async function load(region: string, key: string): Promise<OrgView> {
    try {
      const { offices, posts, version } = await loadOrg(db, region)
      const view = orgView(offices, posts, version)
      kept.set(region, view)
      return view
    } finally {
      loading.delete(key)
    }
  }
}
