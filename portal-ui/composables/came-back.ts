import type { FilingView } from '#core/api'

const sentBack: ReadonlySet<string> = new Set(['return', 'refuse', 'reject-verification'])

/**
 * By which decision a filing came back to be changed: the last word on it, whatever was saved since.
 * None for a first draft, and for what was withdrawn.
 */
export function cameBack(
  filing: FilingView | undefined,
): FilingView['entries'][number] | undefined {
  const last = [...(filing?.entries ?? [])].reverse().find((it) => it.action !== 'save')
  return last && sentBack.has(last.action) ? last : undefined
}
