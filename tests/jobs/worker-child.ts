import { openDatabase } from '#storage/database'
import type { Tables } from '#storage/db'
import { type Context, systemClock, uuidV7 } from '#services/context'
import { orgShelf } from '#services/orgs/shelf'
import { packShelf } from '#services/packs/shelf'
import { startWorker } from '../../engine/jobs/worker.ts'

/** A node of its own that does nothing but jobs, until it is killed. */
const { db } = openDatabase<Tables>({ url: process.argv[2]!, connections: 3 })
const world: Context = {
  db,
  clock: systemClock,
  newId: () => uuidV7(),
  packs: packShelf(db),
  orgs: orgShelf(db),
  files: {
    put: async () => {},
    get: async () => undefined,
    delete: async () => {},
    list: async function* () {},
    writtenAt: async () => undefined,
    deleteHalves: async () => {},
  },
  demo: true,
  publicUrl: 'http://localhost:8080',
  trustProxy: false,
  wakeJobs: () => {},
}
startWorker(world)
setInterval(() => {}, 60_000)
