import type { Instant } from '#core/base'
import { type Decision, type Effect, type FilingState, personHolds } from '#core/filing'
import type { Standing } from '#core/hours'
import { mustVoid } from '#core/certificate'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import type { DecidedItem, StandingItem } from '#storage/decisions'
import type { PersonRecord } from '#storage/people'
import type { OpenPermit, Reading, StoredCredit } from '#storage/readings'
import { judgeStanding, keptOf } from '../standings/judge.ts'
import { permitFor } from './world.ts'

/** Effects that touch accounts, people or offices: written beside the decision, in its transaction. */
export type LargeEffect = Extract<
  Effect,
  {
    do:
      | 'open-account'
      | 'close-account'
      | 'apply-change'
      | 'move-person'
      | 'move-office'
      | 'issue-certificate'
  }
>

/**
 * What a group of decisions writes. Several may concern one person's year, so the ledger each next
 * one sees is the one the earlier ones leave behind.
 */
export class Sheet {
  readonly items: DecidedItem[] = []
  readonly large: {
    readonly effect: LargeEffect
    readonly filing: FilingState
    readonly at: Instant
  }[] = []
  readonly #years = new Map<string, Year>()
  readonly #usedPermits = new Set<string>()

  /** The person's credits of the filing's year, after what stands on the sheet. */
  creditsFor(reading: Reading): readonly StoredCredit[] {
    const { person, year } = reading.state
    return (
      (person && year !== undefined && this.#years.get(`${person} ${year}`)?.credits) ||
      reading.credits
    )
  }
  permitsFor(reading: Reading): readonly OpenPermit[] {
    return this.#usedPermits.size === 0
      ? reading.permits
      : reading.permits.filter((it) => !this.#usedPermits.has(it.id))
  }

  /** `current`: the region's pack now, which judges the year; the filing itself keeps its own. */
  add(pack: Pack, current: Pack, org: OrgView, reading: Reading, decision: Decision): void {
    const { entry, state } = decision
    const made: StoredCredit[] = []
    const permits: DecidedItem['permits'][number][] = []
    let usesPermit: string | undefined
    for (const [index, effect] of entry.effects.entries()) {
      const id = `${state.id}.${entry.seq}.${index}`
      switch (effect.do) {
        case 'credit':
          made.push(creditOf(effect, state, entry, id))
          break
        case 'revoke-credits':
          made.push(...oppositesOf(this.creditsFor(reading), state, entry, id))
          break
        case 'void-certificates':
          // Follows from hours taken back, when the year is judged below.
          break
        case 'permit':
          permits.push({
            id,
            person: effect.person,
            chain: effect.chain,
            ...(effect.year !== undefined && { year: effect.year }),
            ...(effect.kind !== undefined && { kind: effect.kind }),
          })
          break
        case 'use-permit': {
          const permit = permitFor(state, this.permitsFor(reading))
          if (permit) {
            usesPermit = permit.id
            this.#usedPermits.add(permit.id)
          }
          break
        }
        default:
          this.large.push({ effect, filing: state, at: entry.at })
      }
    }
    this.items.push({
      state,
      stateType: pack.machines[state.chain]?.states[state.state]?.type ?? state.state,
      entry,
      seen: entry.seq - 1,
      credits: made,
      permits,
      ...(usesPermit && { usesPermit }),
    })
    if (made.length > 0) this.#judge(current, org, reading, made, entry.at)
  }

  #judge(
    pack: Pack,
    org: OrgView,
    reading: Reading,
    made: readonly StoredCredit[],
    at: Instant,
  ): void {
    const [{ person, year }] = made as [StoredCredit]
    const key = `${person} ${year}`
    const before = this.#years.get(key)
    const credits = [...(before?.credits ?? reading.credits), ...made]
    this.#years.set(key, {
      person,
      year,
      credits,
      pack,
      org,
      at,
      record: reading.person,
      kept: keptOf(pack, reading, year, at),
      // As old as the credits it began with: what came between is noticed when it is written.
      seen: before?.seen ?? reading.standingVersion,
      takenBack: (before?.takenBack ?? false) || made.some((it) => it.hours < 0),
    })
  }

  /** Each person's year after the whole sheet, judged once. */
  standings(): StandingItem[] {
    return [...this.#years.values()].map((it) => {
      const standing = judgeStanding(it.pack, it.record, it.org, it.year, it.credits, it.kept)
      const holds = certifies(it, standing)
      const voids = Object.values(it.pack.certificates)
        .filter((one) => mustVoid(one, standing, holds, it.takenBack))
        .map((one) => one.certificate)
      return {
        person: it.person,
        year: it.year,
        seen: it.seen,
        standing,
        pack: it.pack.hash,
        at: it.at,
        voids,
        why: 'hours-taken-back',
      }
    })
  }
}
interface Year {
  readonly person: string
  readonly year: number
  readonly credits: readonly StoredCredit[]
  readonly pack: Pack
  readonly org: OrgView
  readonly at: Instant
  readonly record: PersonRecord | undefined
  readonly kept: string | undefined
  readonly seen: number
  readonly takenBack: boolean
}

/** What a certificate of the year asks of the person, with the year as it now stands. */
function certifies({ pack, org, record, at, year }: Year, standing: Standing) {
  return record ? personHolds(pack, { org, person: record, now: at, standing, year }) : () => false
}

function creditOf(
  effect: Extract<Effect, { do: 'credit' }>,
  state: FilingState,
  entry: Decision['entry'],
  id: string,
): StoredCredit {
  return {
    id,
    filing: state.id,
    entry: entry.seq,
    person: effect.person,
    year: effect.year,
    subject: effect.subject,
    kind: effect.kind,
    chain: effect.chain,
    hours: effect.hours,
    claimed: effect.claimed,
    at: entry.at,
    title: effect.title,
    ...(effect.same && { same: effect.same }),
  }
}

/** The ledger is only added to: what a filing brought is taken back by equal negative lines. */
function oppositesOf(
  credits: readonly StoredCredit[],
  state: FilingState,
  entry: Decision['entry'],
  id: string,
): readonly StoredCredit[] {
  const open = new Map<string, StoredCredit>()
  for (const it of credits) {
    if (it.filing !== state.id) continue
    const key = `${it.year} ${it.subject}`
    const sum = (open.get(key)?.hours ?? 0) + it.hours
    open.set(key, { ...it, hours: sum })
  }
  return [...open.values()]
    .filter((it) => it.hours !== 0)
    .map((it, index) => ({
      ...it,
      id: `${id}.${index}`,
      entry: entry.seq,
      at: entry.at,
      hours: -it.hours,
      claimed: -it.claimed,
    }))
}
