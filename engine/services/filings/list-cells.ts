import type { OfficeId } from '#core/base'
import { nameOf } from '#core/filing'
import { fieldsFor, findKind, maskText, showValue } from '#core/form'
import { type FilingCell, filingCells, isOneOf, type ListDefinition, type Pack } from '#core/pack'
import type { ListRow } from '#storage/list-definition'
import { sharedCell, type StandingRow } from '../people/cells.ts'
import type { Viewer } from '../viewer.ts'

type Mask = NonNullable<ListDefinition['columns'][number]['mask']>
const ofFiling: Readonly<Record<FilingCell, (pack: Pack, row: ListRow) => string>> = {
  year: (_, { fold }) => text(fold.year),
  title: (_, { fold }) => fold.title,
  state: (_, { fold }) => fold.label,
  claimed: (_, { fold }) => text(fold.claimed),
  awarded: (_, { fold }) => text(fold.awarded),
  since: (pack, { fold }) => timeText(fold.since, pack),
  submitted: (pack, { fold }) => timeText(fold.submittedAt, pack),
  decided: (pack, { fold }) => timeText(fold.decidedAt, pack),
  holder: (_, { fold }) =>
    fold.desks
      .filter((it) => !it.done)
      .map((it) => it.officeName)
      .join('、'),
  chain: (pack, { fold }) => pack.chains[fold.chain]?.title ?? fold.chain,
  subject: (pack, { fold }) =>
    pack.hours.subjects.find((it) => it.id === fold.subject)?.title ?? '',
  kind: (pack, { fold }) => kindTitle(pack, fold.chain, fold.kind, -1),
  'kind-group': (pack, { fold }) => kindTitle(pack, fold.chain, fold.kind, 0),
  by: (_, { fold }) => nameOf(fold.filedBy),
}

/** One cell, by the dotted source its column names; masked as the column, attribute or field says. */
export function cellOf(
  viewer: Viewer,
  pack: Pack,
  row: ListRow,
  of: string,
  mask?: Mask,
  standing?: StandingRow,
): string {
  const { fold } = row
  const office = fold.office ?? (row.personOffice as OfficeId | null)
  const ground = {
    ...(row.personName !== null && { person: personIn(row, row.personName) }),
    unit: office ? viewer.org.office(office) : undefined,
    year: fold.person ? fold.year : undefined,
    standing,
  }
  const shared = sharedCell(viewer, ground, of, mask)
  if (shared !== undefined) return shared
  const plain = plainCell(viewer, pack, row, of)
  return mask ? maskText(mask, plain) : plain
}

const personIn = (row: ListRow, name: string) => ({
  name,
  idNumber: row.idNumber ?? '',
  attributes: row.personAttributes ?? {},
  ...(row.personDepartment !== null && { department: row.personDepartment }),
})

function plainCell(viewer: Viewer, pack: Pack, row: ListRow, of: string): string {
  const dot = of.indexOf('.')
  const [owner, name] = [of.slice(0, dot), of.slice(dot + 1)]
  if (owner === 'field') return fieldCell(viewer, pack, row, name)
  if (owner === 'office') return (row.fold.office && viewer.org.office(row.fold.office)?.name) ?? ''
  return owner === 'filing' && isOneOf(filingCells, name) ? ofFiling[name](pack, row) : ''
}

function fieldCell(viewer: Viewer, pack: Pack, row: ListRow, id: string): string {
  const form = pack.forms[pack.chains[row.fold.chain]?.form ?? '']
  const field = form && fieldsFor(form, row.fold.kind).find((it) => it.id === id)
  if (!form || !field) return ''
  const value = row.fold.data[id]
  const names =
    typeof value === 'string'
      ? {
          [value]:
            viewer.org.office(value as OfficeId)?.name ??
            viewer.org.department(value as never)?.department.name ??
            row.personName ??
            '',
        }
      : {}
  const shown = showValue(form, field, row.fold.data, {
    names,
    subjects: pack.hours.subjects,
    masked: true,
  })
  return shown
}

function kindTitle(pack: Pack, chain: string, kind: string | undefined, at: number): string {
  const form = pack.forms[pack.chains[chain]?.form ?? '']
  return (form && kind && findKind(form, kind).at(at)?.title) ?? ''
}

const text = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value)
const timeText = (at: string | undefined, pack: Pack): string =>
  at
    ? new Date(Date.parse(at) + pack.offsetMinutes * 60_000)
        .toISOString()
        .slice(0, 16)
        .replace('T', ' ')
    : ''
