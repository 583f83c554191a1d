import type { FilingState } from '#core/filing'
import type { Pack } from '#core/pack'
import { roleMay } from '#core/org'
import { transitionsFrom } from '#core/workflow'
import type { Viewer } from '../viewer.ts'

/**
 * What may be done with a row of a list, quickly: by whom the machine lets each move be taken. The
 * filing's own page and every action ask again with all facts; this only offers buttons.
 */
export function rowActions(pack: Pack, fold: FilingState, viewer: Viewer): readonly string[] {
  const machine = pack.machines[fold.chain]
  if (!machine) return []
  const names = transitionsFrom(machine, fold.state)
    .filter((it) => isMine(pack, fold, viewer, it.by))
    .map((it) => it.action)
  return [...new Set(names)]
}

function isMine(pack: Pack, fold: FilingState, viewer: Viewer, by: string): boolean {
  const { actor } = viewer
  const filer = fold.filedBy
  switch (by) {
    case 'filer':
      if (actor.kind === 'post') return filer.kind === 'post' && filer.office === actor.office
      return filer.kind !== 'post' && 'account' in filer && filer.account === viewer.account
    case 'holder':
    case 'verifier': {
      if (actor.kind !== 'post') return false
      const role = pack.org.roles.find((it) => it.id === actor.role)
      const sits = fold.desks.some(
        (it) => it.office === actor.office && !it.done && it.roles?.includes(actor.role) !== false,
      )
      return sits && roleMay(role, by === 'holder' ? 'review' : 'verify', fold.chain)
    }
    case 'deleter':
      return viewer.may.has('delete-filings')
    case 'rescuer':
      return fold.stuck && viewer.may.has('rescue')
    default:
      return false
  }
}
