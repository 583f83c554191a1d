import { actionNames } from '#core/workflow'
import type { ScenarioStep } from './definition.ts'

/** A failure that others may follow from. */
interface Failure {
  text: string
}

/**
 * What follows in a story from a step that could not be done: told once, at that step. What was never
 * filed cannot be submitted; what was not approved here is not approved there.
 */
export interface Aftermath {
  /** Is the step about a filing that was never filed? Then there is nothing to do. */
  isLost(step: ScenarioStep): boolean
  /** Did an earlier step with the same filing fail already? Then this failure is no news. */
  follows(step: ScenarioStep): boolean
  begin(step: ScenarioStep, failure: Failure): void
  /** Filed at last, under a name that was lost. */
  forget(step: ScenarioStep): void
  tell(): void
}

export function startAftermath(): Aftermath {
  const lost = new Map<string, Failure>()
  const shaken = new Map<string, Failure>()
  const counts = new Map<Failure, number>()
  const causeOf = (names: readonly string[], known: ReadonlyMap<string, Failure>) =>
    names.flatMap((it) => known.get(it) ?? [])[0]
  const count = (cause: Failure | undefined): boolean => {
    if (cause) counts.set(cause, (counts.get(cause) ?? 0) + 1)
    return cause !== undefined
  }
  return {
    isLost(step) {
      const acted = actedOn(step)
      const cause = causeOf(acted.length > 0 ? acted : expectedOf(step), lost)
      if (cause && step.file !== undefined) lost.set(nameOf(step), cause)
      return count(cause)
    },
    follows: (step) => {
      const named = [...actedOn(step), ...expectedOf(step)]
      return count(causeOf(named, shaken) ?? causeOf(named, lost))
    },
    begin(step, failure) {
      if (step.file !== undefined) lost.set(nameOf(step), failure)
      for (const it of actedOn(step)) shaken.set(it, failure)
    },
    forget(step) {
      lost.delete(nameOf(step))
      shaken.delete(nameOf(step))
    },
    tell() {
      for (const [failure, steps] of counts)
        failure.text += `（之后 ${steps} 步随之不成，不再列出）`
    },
  }
}

const nameOf = (step: ScenarioStep): string => step.as ?? step.file ?? ''

/** Filings a step does something with, or files something because of. */
const actedOn = (step: ScenarioStep): readonly string[] => [
  ...actionNames.flatMap((it) => step[it] ?? []),
  ...(step.refers === undefined ? [] : [step.refers]),
]
const expectedOf = ({ expect }: ScenarioStep): readonly string[] => [
  ...(expect?.of === undefined ? [] : [expect.of]),
  ...[expect?.inbox, expect?.sees].flatMap((it) => [...(it?.has ?? []), ...(it?.lacks ?? [])]),
]
