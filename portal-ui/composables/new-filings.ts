import type { ChainView, PortalView } from '#core/api'

/** What can be filed anew from a list, and where nothing can now, why. */
export interface NewFilings {
  readonly chains: readonly ChainView[]
  readonly whyNot: string | undefined
}

/** Of the chains a list holds, those the menu offers; supplements start from the filing they refer to. */
export function newFilings(
  portal: PortalView | undefined,
  listed: readonly string[] | undefined,
): NewFilings {
  const isOffered = (chain: string) =>
    portal?.menu.some(
      (it) => it.chain === chain && (it.page === 'file' || it.page === 'filings'),
    ) ?? false
  const offered = (portal?.chains ?? []).filter(
    (it) => !it.refers && (listed?.includes(it.id) ?? true) && isOffered(it.id),
  )
  const chains = offered.filter((it) => it.mayFile || it.forOthers)
  return {
    chains,
    whyNot: chains.length === 0 ? offered.find((it) => it.whyNot)?.whyNot : undefined,
  }
}
