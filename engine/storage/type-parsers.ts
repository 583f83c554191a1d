import pg from 'pg'

/** PostgreSQL's numbers for its types: fixed since 1996, listed in its pg_type.dat. */
const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 } as const
const arrayOid = {
  int8: 1016,
  date: 1182,
  timestamp: 1115,
  timestamptz: 1185,
  numeric: 1231,
} as const

const parsers: Readonly<Record<keyof typeof oid, (text: string) => unknown>> = {
  int8: safeNumber,
  numeric: Number,
  date: (text) => text,
  timestamp: (text) => text,
  timestamptz: isoTime,
}

const textArrayOid = 1009
const textArray = pg.types.getTypeParser(textArrayOid as never) as (
  text: string,
) => readonly (string | null)[]

/** The same for every element of an array, null staying null. */
function each(parse: (text: string) => unknown): (text: string) => unknown {
  return (text) => textArray(text).map((it) => (it === null ? null : parse(it)))
}

const byOid: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>(
  (Object.keys(oid) as (keyof typeof oid)[]).flatMap((type) => [
    [oid[type], parsers[type]],
    [arrayOid[type], each(parsers[type])],
  ]),
)

/** How the text PostgreSQL sends becomes a value: ours for numbers and times, pg's for the rest. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && byOid.get(id)) || pg.types.getTypeParser(id, format as 'text'),
}

/** A count is a number. One too large to be exact is a fault of ours, not a rounding. */
function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The bigint ${text} is too large to be a number: select it as text.`)
  return value
}

const timeText = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/

/** '2026-03-01 08:00:00.5+00' → '2026-03-01T08:00:00.500Z'. Infinity stays the word it is. */
export function isoTime(text: string): string {
  const [, day, time, fraction = ''] = timeText.exec(text) ?? []
  if (day !== undefined) return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  const other = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return Number.isNaN(other.getTime()) ? text : other.toISOString()
}
