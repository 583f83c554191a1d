import { type DepartmentId, maskText } from '#core/base'
import type { AttributeDefinition, Office } from '#core/org'
import {
  isOneOf,
  type Pack,
  type PersonCell,
  personCells,
  type StandingCell,
  standingCells,
  type UnitCell,
  unitCells,
} from '#core/pack'
import type { Viewer } from '../viewer.ts'

/** As much of a person, unit and year as the cells of a list show. */
export interface CellGround {
  readonly person?: {
    readonly name: string
    readonly idNumber: string
    readonly department?: string | undefined
    readonly attributes: Values
  }
  readonly unit?: Office | undefined
  readonly year?: number | undefined
  readonly standing?: StandingRow | undefined
}
export interface StandingRow {
  readonly total: number
  readonly subjects: Readonly<Record<string, number>>
  readonly verdict: string
}
type Values = Readonly<Record<string, string | number | boolean>>
type Mask = NonNullable<AttributeDefinition['mask']>
interface Cell {
  readonly text: string
  readonly mask?: Mask | undefined
}

/**
 * The cell of `person.*`, `unit.*` or `standing.*`, masked as the column or the attribute says;
 * undefined for any other source. Lists of people, of years and of filings all show it the same.
 */
export function sharedCell(
  viewer: Viewer,
  ground: CellGround,
  of: string,
  mask?: Mask,
): string | undefined {
  const found = cellOf(viewer, ground, of)
  if (!found) return undefined
  const by = mask ?? found.mask
  return by && found.text !== '' ? maskText(by, found.text) : found.text
}

function cellOf(viewer: Viewer, ground: CellGround, of: string): Cell | undefined {
  const dot = of.indexOf('.')
  const [owner, name] = [of.slice(0, dot), of.slice(dot + 1)]
  const { person, unit } = ground
  const { pack } = viewer
  if (owner === 'standing') return { text: standingText(pack, ground, name) }
  if (owner === 'person') {
    if (!person) return { text: '' }
    return isOneOf(personCells, name)
      ? ofPerson[name](viewer, person)
      : attribute(pack.org.person.attributes, person.attributes, name)
  }
  if (owner !== 'unit') return undefined
  if (!unit) return { text: '' }
  const type = pack.org['office-types'].find((it) => it.id === unit.type)
  if (isOneOf(unitCells, name)) return { text: ofUnit[name](unit, type?.title ?? '') }
  return attribute(type?.attributes ?? [], unit.attributes, name)
}

type Shown = NonNullable<CellGround['person']>
const ofPerson: Readonly<Record<PersonCell, (viewer: Viewer, it: Shown) => Cell>> = {
  name: (_, it) => ({ text: it.name }),
  'id-number': (_, it) => ({ text: it.idNumber, mask: 'id-number' }),
  department: (viewer, it) => ({
    text:
      (it.department && viewer.org.department(it.department as DepartmentId)?.department.name) ||
      '',
  }),
}
const ofUnit: Readonly<Record<UnitCell, (it: Office, type: string) => string>> = {
  name: (it) => it.name,
  code: (it) => it.code ?? '',
  type: (_, type) => type,
}
const ofStanding: Readonly<
  Record<StandingCell, (pack: Pack, year: number, it: StandingRow | undefined) => string>
> = {
  year: (_, year) => String(year),
  total: (_, __, it) => String(it?.total ?? 0),
  verdict: ({ hours }, _, it) =>
    hours.verdicts[(it?.verdict ?? 'none') as keyof typeof hours.verdicts] ?? '',
}

function standingText(pack: Pack, { year, standing }: CellGround, name: string): string {
  if (year === undefined) return ''
  if (isOneOf(standingCells, name)) return ofStanding[name](pack, year, standing)
  return String(standing?.subjects[name] ?? 0)
}

/** An attribute as people read it: the title of a choice, 是 or 否. */
function attribute(known: readonly AttributeDefinition[], values: Values, id: string): Cell {
  const definition = known.find((it) => it.id === id)
  const value = values[id]
  const option = definition?.options?.find((it) => it.id === value)
  const plain = typeof value === 'boolean' ? (value ? '是' : '否') : String(value ?? '')
  return { text: option?.title ?? plain, mask: definition?.mask }
}
