import pg from 'pg'
import { openEmbedded } from '../../engine/storage/embedded/index.ts'

/**
 * A process of its own for the tests of the embedded database: opens a folder and does what it is
 * told. Says each thing that has happened in a line of JSON.
 *
 * usage: node embedded-keeper.ts DIR (hold | write)
 *   hold   stays until its input ends, then stops in good order
 *   write  writes one row after another, and names each when PostgreSQL has acknowledged it
 */
const [dataDir, task] = process.argv.slice(2)
const say = (what: object): boolean => process.stdout.write(`${JSON.stringify(what)}\n`)

const embedded = await openEmbedded({ dataDir: dataDir!, log: (line) => say({ log: line }) })
say({ open: embedded.url, adopted: embedded.adopted })

if (task === 'hold') {
  for await (const _ of process.stdin);
  await embedded.stop()
  say({ stopped: true })
} else {
  const client = new pg.Client({ connectionString: embedded.url })
  await client.connect()
  await client.query('create table if not exists rows (id int primary key)')
  for (let id = 1; ; id++) {
    await client.query('insert into rows values ($1)', [id])
    say({ wrote: id })
  }
}
