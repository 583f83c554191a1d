import {
  comparableOf,
  personHolds,
  registeredTypes,
  type FilingState,
  type World,
} from '#core/filing'
import { judgeYear, type Standing } from '#core/hours'
import { isWithin } from '#core/org'
import { accountOf, type Permit, type Stage, orgOf } from './stage.ts'

export function standingOf(stage: Stage, key: string, year: number): Standing {
  const person = stage.people.get(key)
  const credits = stage.credits.filter((it) => it.person === key && it.year === year)
  const about = person && { org: orgOf(stage), person, now: stage.now, year }
  const holds = about ? personHolds(stage.pack, about) : () => false
  return judgeYear(stage.pack.hours, year, credits, holds)
}

export const typeOf = (stage: Stage, it: FilingState) =>
  stage.pack.machines[it.chain]?.states[it.state]?.type

/** The world around one filing, as `decide` wants it. `asked`: kind and year as they are being filed. */
export function worldOf(
  stage: Stage,
  state: FilingState,
  asked: { readonly kind?: string | undefined; readonly year?: number | undefined } = state,
): World {
  const org = orgOf(stage)
  const person = state.person === undefined ? undefined : stage.people.get(state.person)
  const others = [...stage.filings.values()]
    .map((it) => it.state)
    .filter((it) => it.id !== state.id && typeOf(stage, it) !== 'deleted')
  const referred = others.find((it) => it.id === state.refers)
  return {
    org,
    roles: stage.pack.org.roles,
    now: stage.now,
    ...(person && { person: { ...person, account: accountOf(person.id) } }),
    counts: countsOf(stage, state, asked, others),
    ...(referred && { referred }),
    ...(state.person !== undefined &&
      asked.year !== undefined && { standing: standingOf(stage, state.person, asked.year) }),
    // Only asked for when something is submitted.
    get others() {
      return comparables(stage, state, others)
    },
    file: (id) => stage.files.get(id),
    knowsPerson: (id) => stage.people.has(id),
  }
}

function comparables(
  stage: Stage,
  state: FilingState,
  others: readonly FilingState[],
): NonNullable<World['others']> {
  if (stage.pack.hours.duplicates.length === 0) return []
  const mine = others.filter((it) => {
    const type = typeOf(stage, it)
    return it.person === state.person && type !== undefined && registeredTypes.includes(type)
  })
  return mine.map((it) => comparableOf(stage.pack, it))
}

function countsOf(
  stage: Stage,
  state: FilingState,
  asked: { readonly kind?: string | undefined; readonly year?: number | undefined },
  others: readonly FilingState[],
): World['counts'] {
  const waiting = others.filter((it) => typeOf(stage, it) === 'waiting')
  const same = others.filter(
    (it) =>
      it.chain === state.chain &&
      it.person === state.person &&
      it.kind === asked.kind &&
      it.year === asked.year,
  )
  const ofType = (type: string) => same.filter((it) => typeOf(stage, it) === type).length
  return {
    pending:
      state.person === undefined ? 0 : waiting.filter((it) => it.person === state.person).length,
    officePending: officePending(stage, state, waiting),
    same: {
      filed: same.length,
      waiting: ofType('waiting'),
      approved: ofType('approved') + ofType('verified'),
      refused: ofType('refused'),
    },
    permit: openPermit(stage, state.person, state.chain, asked) !== undefined,
  }
}

function officePending(stage: Stage, state: FilingState, waiting: readonly FilingState[]): number {
  const { office, filedBy } = state
  const root = office ?? (filedBy.kind === 'post' ? filedBy.office : undefined)
  if (root === undefined) return 0
  return waiting.filter((it) => {
    const at =
      it.office ?? (it.person === undefined ? undefined : stage.people.get(it.person)?.office)
    return at !== undefined && isWithin(orgOf(stage), at, root)
  }).length
}

/** The oldest permit that is not used up, of this chain and what it was given for. */
export function openPermit(
  stage: Stage,
  person: string | undefined,
  chain: string,
  asked: { readonly kind?: string | undefined; readonly year?: number | undefined },
): Permit | undefined {
  return stage.permits.find(
    (it) =>
      !it.used &&
      it.person === person &&
      it.chain === chain &&
      (it.year === undefined || it.year === asked.year) &&
      (it.kind === undefined || it.kind === asked.kind),
  )
}
