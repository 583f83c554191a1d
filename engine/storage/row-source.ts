/** A column of rows that are handed to a statement: its name, and the type PostgreSQL is told. */
export type Column = readonly [name: string, type: string]
export type Row = Readonly<Record<string, unknown>>

/**
 * A query over rows that come as parameters, one for each column, the first of them `$first`: plain
 * values for a single row; for more, columns as lists. Taking JSON apart costs PostgreSQL more than
 * writing what is in it (a list of objects: 1.7 µs a field), so only what is JSON by itself stays so.
 */
export function rowSource(columns: readonly Column[], first: number, isMany: boolean): string {
  if (!isMany)
    return `select ${columns.map(([name, type], at) => `$${first + at}::${type} as ${name}`).join(', ')}`
  const lists = columns.map(([, type], at) =>
    isJson(type)
      ? `string_to_table($${first + at}::text, '${between}', '')`
      : `unnest($${first + at}::${type}[])`,
  )
  const taken = columns.map(([name, type]) =>
    isJson(type) ? `x.${name}::${type} as ${name}` : `x.${name}`,
  )
  return `select ${taken.join(', ')} from rows from (${lists.join(', ')}) as x(${columns.map(([name]) => name).join(', ')})`
}

/** The values of those parameters. */
export function rowValues(columns: readonly Column[], rows: readonly Row[]): readonly unknown[] {
  const [only] = rows
  if (rows.length === 1) return columns.map(([name, type]) => valueOf(type, only![name]))
  return columns.map(([name, type]) => {
    if (isJson(type)) return rows.map((it) => valueOf(type, it[name]) ?? '').join(between)
    return `{${elementsOf(rows, name)}}`
  })
}

/** No JSON has one in it: within its texts it is written \u001e, and between them it may not stand. */
const between = '\u001e'

const isJson = (type: string): boolean => type === 'json' || type === 'jsonb'

/** A list is JSON here and an array of PostgreSQL's own to the driver: so JSON goes as its text. */
function valueOf(type: string, value: unknown): unknown {
  if (value === null || value === undefined) return null
  return isJson(type) ? JSON.stringify(value) : value
}
/** Most columns say the same row after row: what was just written is not written anew. */
function elementsOf(rows: readonly Row[], name: string): string {
  let last: unknown
  let written = 'NULL'
  const all = rows.map((it) => {
    const value = it[name]
    if (value !== last) written = elementOf((last = value))
    return written
  })
  return all.join(',')
}
function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  return typeof value === 'string' ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : String(value)
}
