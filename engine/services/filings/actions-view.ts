import type { OpenAction } from '#core/api'
import { type Actor, type FilingState, openActions, type World } from '#core/filing'
import type { Pack } from '#core/pack'
import { sentenceOf } from '../sentences.ts'

/** What this actor may do now, as buttons: the pack's words, how they look, and why not where blocked. */
export function actionsView(
  pack: Pack,
  state: FilingState,
  actor: Actor,
  world: World,
): readonly OpenAction[] {
  const states = pack.machines[state.chain]!.states
  const routes = pack.chains[state.chain]!.submit?.routes
  return openActions(pack, state, actor, world).map((it) => ({
    action: it.action,
    label: it.label,
    opinion: it.opinion,
    edits: it.edits,
    tone: main.has(it.action) ? 'primary' : dangerous.has(it.action) ? 'danger' : 'plain',
    ...(it.to.length > 0 && {
      to: it.to.map((id) => ({
        id,
        title: returnTitle(pack, state.chain, id, states[id]?.label ?? id),
      })),
    }),
    ...(it.action === 'submit' && routes && { routes }),
    ...(it.blocked && { blocked: sentenceOf(pack.texts, it.blocked) }),
  }))
}

function returnTitle(pack: Pack, chain: string, state: string, label: string): string {
  const step = pack.chains[chain]!.steps.find((it) => it.id === state)
  return step?.title ?? label
}

const dangerous: ReadonlySet<string> = new Set(['refuse', 'delete', 'reject-verification'])
const main: ReadonlySet<string> = new Set(['submit', 'approve', 'record', 'verify'])
