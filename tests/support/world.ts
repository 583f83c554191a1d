import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Instant } from '#core/base'
import { compilePack, type Pack, resolve, sayIssue } from '#core/pack'
import type { Tables } from '#storage/db'
import { diskStore } from '#storage/file-store'
import { packFolders, readPackFiles } from '#storage/pack-files'
import { type Context, uuidV7 } from '#services/context'
import { refold } from '#services/doctor/refold'
import { orgShelf } from '#services/orgs/shelf'
import { publishPack } from '#services/packs/publish'
import { packShelf } from '#services/packs/shelf'
import { viewerOf, type Viewer } from '#services/viewer'
import { seedWorld } from '#services/worlds/seed'
import { type FreshDatabase, freshDatabase } from './database.ts'
import type { TestServer } from './servers.ts'

/** A world of one's own: real database, real packs, invented people, and a clock that stands still. */
export interface TestWorld extends Context {
  readonly database: FreshDatabase<Tables>
  /** Sets the clock. */
  at(instant: string): void
  /** The person or post of a key in the pack's world.yaml, signed in. */
  as(region: string, key: string): Promise<Viewer>
  close(): Promise<void>
}

type Edit = (layer: string, text: string, path: string) => string

export async function aWorld(
  regions: readonly string[],
  options: {
    readonly server?: TestServer
    readonly at?: string
    /** Rewrites files of the packs before they are compiled. */
    readonly edit?: Edit
  } = {},
): Promise<TestWorld> {
  const database = await freshDatabase<Tables>(options.server)
  let now = (options.at ?? '2026-06-01T02:00:00.000Z') as Instant
  const { db } = database
  const world: TestWorld = {
    db,
    database,
    clock: () => now,
    newId: () => uuidV7(now),
    packs: packShelf(db),
    orgs: orgShelf(db),
    files: diskStore(mkdtempSync(join(inject('folder'), 'files-'))),
    demo: true,
    publicUrl: 'http://localhost:8080',
    trustProxy: false,
    wakeJobs: () => {},
    at: (instant) => {
      now = instant as Instant
    },
    as: async (region, key) => {
      const pack = (await world.packs.current(region))!
      return signedIn(world, pack, key)
    },
    close: () => database.close(),
  }
  await refold(world)
  for (const [position, region] of regions.entries()) {
    const { pack, resolved } = packOf(region, options.edit)
    const { isNew } = await publishPack(world, resolved, { by: 'test', note: 'test', position })
    if (isNew) await seedWorld(world, pack)
  }
  return world
}

/** A region's pack from config/, or the reasons why it is none. */
export function packOf(
  region: string,
  edit: Edit = (_, text) => text,
): {
  pack: Pack
  resolved: ReturnType<typeof resolve>['resolved']
} {
  const folder = packFolders('config').find((it) => it.endsWith(`/${region}`))
  if (!folder) throw new Error(`config/ has no ${region}.`)
  const files = readPackFiles(folder).map((it) => ({
    ...it,
    text: edit(it.layer, it.text, it.path),
  }))
  const compiled = compilePack(files)
  if (!compiled.ok) throw new Error(compiled.issue.map(sayIssue).join('\n'))
  return { pack: compiled.value, resolved: resolve(files).resolved }
}

async function signedIn(world: Context, pack: Pack, key: string): Promise<Viewer> {
  const region = pack.header.id
  const post = pack.world.posts.find((it) => it.key === key)
  const person = pack.world.people.find((it) => it.key === (post?.person ?? key))
  if (!person) throw new Error(`world.yaml of ${region} has no person or post '${key}'.`)
  const account = await world.db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('region', '=', region)
    .where('id_number', '=', person['id-number'])
    .where('state', '<>', 'closed')
    .executeTakeFirstOrThrow()
  const identity = post ? await postId(world, region, pack, account.id, key) : 'person'
  const viewer = await viewerOf(world, {
    region,
    account: account.id,
    name: account.name,
    identity,
  })
  if (!viewer) throw new Error(`'${key}' of ${region} cannot sign in.`)
  return viewer
}

async function postId(
  world: Context,
  region: string,
  pack: Pack,
  account: string,
  key: string,
): Promise<string> {
  const post = pack.world.posts.find((it) => it.key === key)!
  const row = await world.db
    .selectFrom('posts as p')
    .innerJoin('offices as o', (on) =>
      on.onRef('o.region', '=', 'p.region').onRef('o.id', '=', 'p.office'),
    )
    .select('p.id')
    .where('p.region', '=', region)
    .where('p.account', '=', account)
    .where('p.role', '=', post.role)
    .where('o.key', '=', post.office)
    .executeTakeFirstOrThrow()
  return row.id
}
