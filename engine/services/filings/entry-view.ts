import type { EntryView } from '#core/api'
import { type Effect, type Entry, type FilingHead, replay } from '#core/filing'
import { changedFields, fieldsFor, kindIn, showValue } from '#core/form'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import { transitionsFrom } from '#core/workflow'
import { passedSays, say } from './route-view.ts'

/** One line of a filing's log in the region's words; `before`: the lines before it. */
export function entryView(
  pack: Pack,
  org: OrgView,
  head: FilingHead,
  entry: Entry,
  before: readonly Entry[],
): EntryView {
  const chain = head.chain
  const machine = pack.machines[chain]!
  const move = transitionsFrom(machine, entry.from ?? machine.start).find(
    (one) => one.action === entry.action && one.to === entry.to,
  )
  const role =
    entry.by.kind === 'post'
      ? pack.org.roles.find((one) => one.id === (entry.by as { role: string }).role)
      : undefined
  return {
    seq: entry.seq,
    action: entry.action,
    label: move?.label ?? pack.texts.actions[entry.action] ?? entry.action,
    by: entry.by.name,
    ...(role && { role: role.title }),
    ...(entry.by.kind === 'post' && { office: entry.by.officeName }),
    at: entry.at,
    state: entry.to,
    stateLabel: replay(pack, head, [...before, entry]).label,
    ...(entry.opinion && { opinion: entry.opinion }),
    ...(entry.awarded !== undefined && { awarded: entry.awarded }),
    passed: entry.passed.map((one) => passedSays(pack, one)),
    effects: entry.effects.map((one) => effectSays(pack, org, one)),
    changes: changesOf(pack, head, entry, before),
  }
}

function effectSays(pack: Pack, org: OrgView, effect: Effect): string {
  const subject =
    'subject' in effect
      ? pack.hours.subjects.find((it) => it.id === effect.subject)?.title
      : undefined
  const office = 'to' in effect ? org.office(effect.to)?.name : undefined
  return say(pack, `effect-${effect.do}`, {
    ...('year' in effect && { year: effect.year }),
    ...('hours' in effect && { hours: effect.hours }),
    ...(subject && { subject }),
    ...(office && { office }),
  })
}

/** What a resubmission changed, compared with what was handed in before. */
function changesOf(
  pack: Pack,
  head: FilingHead,
  entry: Entry,
  before: readonly Entry[],
): EntryView['changes'] {
  if (entry.action !== 'submit' || !entry.data) return []
  const earlier = before.findLast((one) => one.action === 'submit')
  if (!earlier) return []
  const old = before.slice(0, earlier.seq).findLast((one) => one.data)?.data
  const form = pack.forms[pack.chains[head.chain]!.form]!
  if (!old) return []
  const fields = fieldsFor(form, kindIn(form, entry.data))
  const options = { subjects: pack.hours.subjects, unit: pack.hours.unit }
  return changedFields(old, entry.data).flatMap((id) => {
    const field = fields.find((one) => one.id === id)
    if (!field) return []
    return [
      {
        label: field.label,
        before: showValue(form, field, old, options),
        after: showValue(form, field, entry.data!, options),
      },
    ]
  })
}
