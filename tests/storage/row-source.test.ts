import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowSource, rowValues } from '../../engine/storage/row-source.ts'
import { eachDatabase } from '../support/database.ts'

const columns = Object.entries({
  id: 'uuid',
  said: 'text',
  hours: 'numeric',
  credited: 'boolean',
  at: 'timestamptz',
  data: 'json',
  list: 'jsonb',
})

/** Whatever a person may type, NUL excepted: PostgreSQL knows no text with one, and the doors refuse it. */
const said = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((it) => it.replaceAll('\0', '')),
  fc.constantFrom('', 'NULL', 'null', '{}', '","', '\\', '"', '\u001e', '\r\n', ' 学时 '),
)
const json = fc.oneof(
  fc.constant(null),
  fc.array(said, { maxLength: 3 }),
  fc.dictionary(
    fc.string({ maxLength: 4 }).filter((it) => !it.includes('\0') && it !== '__proto__'),
    said,
    { maxKeys: 3 },
  ),
)
const row = fc.record({
  id: fc.uuid(),
  said: fc.option(said),
  hours: fc.option(fc.integer({ min: -9999, max: 9999 }).map((it) => it / 4)),
  credited: fc.boolean(),
  at: fc.option(
    fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((it) => it.toISOString()),
  ),
  data: json,
  list: json,
})

describe.each(eachDatabase())('rows handed to a statement on $name', (server) => {
  const client = new pg.Client({ connectionString: server.url })
  beforeAll(() => client.connect())
  afterAll(() => client.end())

  test('one or many, they arrive as they were, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const found = await client.query(
          `with x as materialized (${rowSource(columns, 1, rows.length > 1)}) select * from x`,
          [...rowValues(columns, rows)],
        )
        expect(
          found.rows.map((it) => ({
            ...it,
            hours: it.hours === null ? null : Number(it.hours),
            at: it.at?.toISOString() ?? null,
          })),
        ).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })
})
