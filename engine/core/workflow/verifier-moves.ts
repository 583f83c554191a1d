import type { ChainDefinition } from './definition.ts'
import type { Draft } from './move.ts'
import { passState } from './shape.ts'

/**
 * What may still be decided about a filing after its end: each verification when it is approved, and when
 * others have passed it. Which of them is done already, the filing knows.
 */
export function verifierMoves(chain: ChainDefinition): Draft[] {
  const after = chain.after ?? []
  return after.flatMap((it): Draft[] => {
    const others = after.filter((other) => other !== it).map(passState)
    const from = ['approved', ...new Set(others.filter((state) => state !== undefined))]
    const pass = passState(it)
    return from.flatMap((state): Draft[] => [
      ...(pass === undefined
        ? []
        : [
            {
              action: 'verify',
              from: state,
              to: pass,
              by: 'verifier',
              label: (it.pass || undefined)?.label,
              opinion: 'optional',
              after: it.id,
            } as const,
          ]),
      {
        action: 'reject-verification',
        from: state,
        to: it.fail.state,
        by: 'verifier',
        label: it.fail.label,
        opinion: it.fail.opinion ?? 'required',
        effects: it.fail.effects,
        after: it.id,
      },
    ])
  })
}
