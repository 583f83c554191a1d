import type { OfficeId, PersonId } from '#core/base'
import { blank, type Actor, type FilingHead } from '#core/filing'
import { fieldsFor, kindIn, type FormDefinition } from '#core/form'
import { type Came, nonsense, carryOn } from './carry-on.ts'
import type { ScenarioStep } from './definition.ts'
import { actorOf } from './actors.ts'
import { accountOf, filingId, type Stage } from './stage.ts'
import { valuesOf } from './values.ts'

/** Opens a filing and saves it, under the name the story gives it. */
export function file(stage: Stage, step: ScenarioStep, chainId: string): Came {
  const chain = stage.pack.chains[chainId]
  if (!chain) return nonsense(`没有审批链 “${chainId}”`)
  const name = step.as ?? chainId
  if (stage.filings.has(name)) return nonsense(`申报件 “${name}” 已经有了，请换一个名字（as）`)
  if (step.by === undefined) return nonsense('没有写由谁（by）')
  const actor = actorOf(stage, step.by)
  if (!actor) return nonsense(`没有人员或岗位 “${step.by}”`)
  if (step.refers !== undefined && !stage.filings.has(step.refers))
    return nonsense(`没有申报件 “${step.refers}”`)
  const form = stage.pack.forms[chain.form]!
  const given = step.with ?? {}
  const applicant = form.means.applicant
  const about =
    step.for ?? (applicant === undefined ? undefined : (given[applicant] as string | undefined))
  if (
    about !== undefined &&
    actor.kind === 'post' &&
    !opensAccount(stage, chainId) &&
    !stage.people.has(about) &&
    !stage.offices.has(about)
  ) {
    return nonsense(`没有人员或机构 “${about}”`)
  }
  const number = idNumberIn(form, given)
  const known = number === undefined ? undefined : stage.idNumbers.get(number)
  const head = headOf(stage, {
    name,
    chain: chainId,
    actor,
    about: about ?? registeredAs(stage, chainId, known),
    refers: step.refers,
  })
  const whole =
    applicant !== undefined && given[applicant] === undefined && head.person !== undefined
      ? { ...given, [applicant]: head.person }
      : given
  const state = blank(stage.pack, head)
  stage.filings.set(name, { state, log: [] })
  const came = carryOn(stage, step, 'save', name, head.filedBy, valuesOf(stage, form, whole), false)
  if (came.is !== 'done') stage.filings.delete(name)
  else if (number !== undefined && head.person !== undefined && !known)
    stage.idNumbers.set(number, head.person)
  return came
}

/** A registration is about whoever has this id number already. */
const registeredAs = (
  stage: Stage,
  chain: string,
  known: string | undefined,
): string | undefined => (opensAccount(stage, chain) ? known : undefined)

function idNumberIn(
  form: FormDefinition,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  const field = fieldsFor(form, kindIn(form, given)).find((it) => it.kind === 'id-number')
  const value = field && given[field.id]
  return typeof value === 'string' ? value.trim().toUpperCase() : undefined
}

function headOf(
  stage: Stage,
  given: {
    readonly name: string
    readonly chain: string
    readonly actor: Actor
    readonly about: string | undefined
    readonly refers: string | undefined
  },
): FilingHead {
  const { actor, about, name } = given
  const isOffice = stage.pack.chains[given.chain]!.about === 'office'
  const asked = about ?? name
  const person =
    actor.kind === 'person'
      ? actor.person
      : actor.kind === 'anyone'
        ? (asked as PersonId)
        : about !== undefined && (stage.people.has(about) || opensAccount(stage, given.chain))
          ? (about as PersonId)
          : undefined
  const office = !isOffice
    ? undefined
    : about !== undefined && stage.offices.has(about)
      ? (about as OfficeId)
      : actor.kind === 'post'
        ? actor.office
        : actor.kind === 'person'
          ? stage.people.get(actor.person)?.office
          : undefined
  const filedBy: Actor = actor.kind === 'anyone' ? { ...actor, account: accountOf(asked) } : actor
  // An office registers somebody the region does not know yet: they get an account of their own.
  const registers = opensAccount(stage, given.chain) && person === undefined
  return {
    id: filingId(name),
    region: stage.pack.header.id,
    pack: stage.pack.hash,
    chain: given.chain,
    filedBy,
    ...(person !== undefined && { person }),
    ...(registers && { person: asked as PersonId, account: accountOf(asked) }),
    ...(office !== undefined && { office }),
    ...(given.refers !== undefined && { refers: filingId(given.refers) }),
  }
}

const opensAccount = (stage: Stage, chain: string): boolean =>
  stage.pack.chains[chain]?.effects?.approved?.some((it) => it.do === 'open-account') === true
