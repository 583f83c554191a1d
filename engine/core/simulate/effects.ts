import type { FieldValues, OfficeId } from '#core/base'
import { mustVoid } from '#core/certificate'
import { personHolds, type Effect, type Entry, type FilingState } from '#core/filing'
import type { Standing } from '#core/hours'
import type { Person } from '#core/org'
import { accountOf, changeOffice, orgOf, type Stage } from './stage.ts'
import { openPermit, standingOf } from './world.ts'
import { issueIfReached } from './certificates.ts'

/** What an entry did, done to the story's world. */
export function carryOut(stage: Stage, filing: FilingState, entry: Entry): void {
  for (const effect of entry.effects) carry(stage, filing, entry, effect)
  const years = new Set(
    entry.effects.flatMap((it) =>
      it.do === 'credit' || it.do === 'void-certificates' ? [`${it.person} ${it.year}`] : [],
    ),
  )
  if (
    entry.effects.some((it) => it.do === 'revoke-credits') &&
    filing.person !== undefined &&
    filing.year !== undefined
  ) {
    years.add(`${filing.person} ${filing.year}`)
  }
  const takenBack = entry.effects.some((it) => it.do === 'revoke-credits')
  for (const key of years)
    settleYear(
      stage,
      key.slice(0, key.lastIndexOf(' ')),
      Number(key.slice(key.lastIndexOf(' ') + 1)),
      takenBack,
    )
}

function carry(stage: Stage, filing: FilingState, entry: Entry, effect: Effect): void {
  switch (effect.do) {
    case 'credit':
      return credit(stage, filing, entry, effect)
    case 'revoke-credits':
      return revoke(stage, entry, effect.filing)
    // Which certificates fall is asked once, after all effects of the entry.
    case 'void-certificates':
      return
    case 'issue-certificate':
      return issueIfReached(stage, effect)
    case 'open-account':
      return openAccount(stage, effect)
    case 'close-account':
      stage.accounts.set(effect.person, 'closed')
      return
    case 'apply-change':
      return applyChange(stage, effect)
    case 'move-person':
      return movePerson(stage, effect)
    case 'move-office':
      return moveOffice(stage, effect)
    case 'permit': {
      const { do: _, ...permit } = effect
      stage.permits.push({ ...permit, used: false })
      return
    }
    case 'use-permit': {
      const permit = openPermit(stage, effect.person, effect.chain, effect)
      if (permit) permit.used = true
      return
    }
    default: {
      const never: never = effect
      throw new Error(`No such effect: ${JSON.stringify(never)}`)
    }
  }
}

type Of<Name extends Effect['do']> = Extract<Effect, { readonly do: Name }>

function credit(stage: Stage, filing: FilingState, entry: Entry, effect: Of<'credit'>): void {
  const { do: _, chain: __, ...line } = effect
  stage.credits.push({
    ...line,
    id: `${filing.id}/${entry.seq}`,
    filing: filing.id,
    entry: entry.seq,
    at: entry.at,
  })
}

/** The opposite line of every credit the filing caused and that still stands. */
function revoke(stage: Stage, entry: Entry, filing: FilingState['id']): void {
  const standing = stage.credits.filter(
    (it) => it.filing === filing && it.hours > 0 && !isUndone(stage, it.id),
  )
  for (const it of standing) {
    stage.credits.push({
      ...it,
      id: `${it.id}-revoked`,
      entry: entry.seq,
      hours: -it.hours,
      claimed: -it.claimed,
      at: entry.at,
    })
  }
}

function openAccount(stage: Stage, effect: Of<'open-account'>): void {
  const { name, office, department, person: id } = effect
  const known = stage.people.get(id)
  const person: Person = {
    id,
    name: name ?? known?.name ?? id,
    ...(office && { office }),
    ...(department && { department }),
    attributes: { ...known?.attributes, ...plain(effect.attributes) },
  }
  stage.people.set(id, person)
  stage.accounts.set(id, 'open')
}

function movePerson(stage: Stage, effect: Of<'move-person'>): void {
  const person = stage.people.get(effect.person)
  if (!person) return
  const { department: _, ...rest } = person
  stage.people.set(effect.person, {
    ...rest,
    office: effect.to,
    ...(effect.department && { department: effect.department }),
  })
}

function moveOffice(stage: Stage, effect: Of<'move-office'>): void {
  const office = stage.offices.get(effect.office)
  if (!office) return
  const superiors = { ...office.superiors, [effect.relation]: [effect.to] }
  changeOffice(stage, office.id, { superiors })
}

const isUndone = (stage: Stage, id: string) => stage.credits.some((it) => it.id === `${id}-revoked`)

function applyChange(stage: Stage, effect: Of<'apply-change'>): void {
  const { name, department, office: unit, ...attributes } = effect.attributes
  if (effect.office) {
    const office = stage.offices.get(effect.office)
    const { code, phone, area, ...rest } = attributes
    if (!office) return
    changeOffice(stage, effect.office, {
      ...(typeof name === 'string' && { name }),
      ...(typeof code === 'string' && { code }),
      ...(typeof phone === 'string' && { phone }),
      ...(typeof area === 'string' && { area }),
      attributes: { ...office.attributes, ...plain(rest) },
    })
    return
  }
  const person = effect.person && stage.people.get(effect.person)
  if (!person) return
  stage.people.set(person.id, {
    ...person,
    ...(typeof name === 'string' && { name }),
    ...(typeof unit === 'string' && { office: unit as OfficeId }),
    ...(typeof department === 'string' && {
      department: department as NonNullable<Person['department']>,
    }),
    attributes: { ...person.attributes, ...plain(attributes) },
  })
}

function plain(values: FieldValues): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, it]) => it !== null && it !== undefined && typeof it !== 'object',
    ),
  ) as Record<string, string | number | boolean>
}

/** Certificates fall with the hours they stand on. */
function settleYear(stage: Stage, key: string, year: number, takenBack: boolean): void {
  noteRules(stage, standingOf(stage, key, year))
  const person = stage.people.get(key)
  for (const it of stage.certificates.values()) {
    if (it.person !== key || it.year !== year || it.state !== 'valid' || !person) continue
    const standing = standingOf(stage, key, year)
    const holds = personHolds(stage.pack, {
      org: orgOf(stage),
      person,
      now: stage.now,
      standing,
      year,
    })
    if (mustVoid(it.definition, standing, holds, takenBack)) it.state = 'void'
  }
}

/** A registration waits with an account that may not sign in yet. */
export function askForAccount(stage: Stage, filing: FilingState): void {
  const { filedBy, person } = filing
  if (filedBy.kind !== 'anyone' || person === undefined || filedBy.account !== accountOf(person))
    return
  if (!stage.people.has(person) || stage.accounts.get(person) === 'closed')
    stage.accounts.set(person, 'waiting')
}

/** Requirements, checks and caps that had a say. */
export function noteRules(stage: Stage, standing: Standing): void {
  const { rules } = stage.covered
  if (standing.requirement !== undefined) rules.add(standing.requirement)
  for (const it of standing.checks) rules.add(it.rule)
  for (const it of standing.counted) for (const one of it.reasons) rules.add(one.rule)
}
