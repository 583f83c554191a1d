import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FieldValues, PersonId } from '#core/base'
import type { Viewer } from '#services/viewer'
import { type Context, systemClock, uuidV7 } from '#services/context'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { orgShelf } from '#services/orgs/shelf'
import { packShelf } from '#services/packs/shelf'
import { publishPack } from '#services/packs/publish'
import { viewerOf } from '#services/viewer'
import { seedWorld } from '#services/worlds/seed'
import { compilePack, resolve } from '#core/pack'
import { type Database, openDatabase } from '#storage/database'
import type { Tables } from '#storage/db'
import { diskStore } from '#storage/file-store'
import { migrateToLatest } from '#storage/migrate'
import { readPackFiles } from '#storage/pack-files'
import { openEmbedded } from '../../engine/storage/embedded/index.ts'

/** A real database, fsync and all, with one region of config/ and as many of its filings as asked for. */
export interface BenchWorld extends Context {
  readonly url: string
  readonly pool: Database<Tables>['pool']
  /** Professional and reviewer of the filings below. */
  readonly filer: Viewer
  readonly reviewer: Viewer
  /** So many copies of one real draft, or of one that waits at the reviewer's desk, each of its own person. */
  copies(of: 'draft' | 'waiting', count: number): Promise<readonly Copy[]>
  close(): Promise<void>
}
export interface Copy {
  readonly n: number
  readonly id: string
  readonly person: string
}

const region = 'guangxi'
/** Signed in by their keys in the pack's world.yaml. */
const keys = { filer: 'huang', reviewer: 'chief' }

export const training: FieldValues = {
  kind: 'training-class',
  content: '高层建筑消防设计培训班',
  start: '2026-05-04T00:00',
  end: '2026-05-06T00:00',
  claimed: 16,
  year: 2026,
  promise: true,
}

export async function benchWorld(config: string): Promise<BenchWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'xueshi-bench-'))
  // The user PostgreSQL runs as must reach it: else the files lie elsewhere and stay behind.
  chmodSync(folder, 0o755)
  const embedded = await openEmbedded({ dataDir: join(folder, 'data') })
  const database = openDatabase<Tables>({ url: embedded.url, connections: 8 })
  const { db } = database
  await migrateToLatest(db as never)
  const ctx: Context = {
    db,
    clock: systemClock,
    newId: () => uuidV7(),
    packs: packShelf(db),
    orgs: orgShelf(db),
    files: diskStore(join(folder, 'files')),
    demo: true,
    publicUrl: 'http://localhost:8080',
    trustProxy: false,
    wakeJobs: () => {},
  }
  const files = readPackFiles(join(config, region))
  const compiled = compilePack(files)
  if (!compiled.ok) throw new Error(`The pack ${region} does not compile.`)
  await publishPack(ctx, resolve(files).resolved, { by: 'bench', note: 'bench', position: 0 })
  await seedWorld(ctx, compiled.value)
  const [filer, reviewer] = [await signedIn(ctx, keys.filer), await signedIn(ctx, keys.reviewer)]
  const templates = await makeTemplates(ctx, filer)
  let next = 1
  return {
    ...ctx,
    url: embedded.url,
    pool: database.pool,
    filer,
    reviewer,
    async copies(of, count) {
      const from = next
      next += count
      await copy(database, { from, count, template: templates[of], person: filer.person!.id })
      return Array.from({ length: count }, (_, at) => copyOf(from + at))
    },
    async close() {
      await database.close()
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function signedIn(ctx: Context, key: string): Promise<Viewer> {
  const pack = (await ctx.packs.current(region))!
  const post = pack.world.posts.find((it) => it.key === key)
  const person = pack.world.people.find((it) => it.key === (post?.person ?? key))!
  const account = await ctx.db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('region', '=', region)
    .where('id_number', '=', person['id-number'])
    .executeTakeFirstOrThrow()
  const held = await ctx.db
    .selectFrom('posts')
    .select('id')
    .where('account', '=', account.id)
    .execute()
  const identity = post ? held[0]!.id : 'person'
  const viewer = await viewerOf(ctx, { region, account: account.id, name: account.name, identity })
  if (!viewer) throw new Error(`'${key}' cannot sign in.`)
  return viewer
}

async function makeTemplates(
  ctx: Context,
  filer: Viewer,
): Promise<Record<'draft' | 'waiting', string>> {
  const body = { chain: 'declaration', data: training }
  const draft = await file(ctx, filer, body, 'template-draft')
  const other = await file(
    ctx,
    filer,
    { ...body, data: { ...training, start: '2026-03-04T00:00', end: '2026-03-06T00:00' } },
    'template-waiting',
  )
  await act(
    ctx,
    filer,
    other.id,
    { action: 'submit', seen: other.seq, route: { id: 'own-unit' } },
    'template-submit',
  )
  return { draft: draft.id, waiting: other.id }
}

/** Ids of copies end in their number, so that pgbench can name them too. */
const prefix = { filing: 'a0000000-0000-7000-8000-', person: 'b0000000-0000-7000-8000-' } as const
export const digits = (n: number): string => String(n).padStart(12, '0')
const copyOf = (n: number): Copy => ({
  n,
  id: prefix.filing + digits(n),
  person: prefix.person + digits(n),
})

/** The person of a copy, signed in: the real filer in all but the person's id. */
export function filerOf(world: BenchWorld, it: Copy): Viewer {
  const { filer } = world
  const person = it.person as PersonId
  if (filer.actor.kind !== 'person') throw new Error('The filer is no professional.')
  return { ...filer, actor: { ...filer.actor, person }, person: { ...filer.person!, id: person } }
}

async function copy(
  { pool }: Database<Tables>,
  it: { from: number; count: number; template: string; person: string },
): Promise<void> {
  const numbers = `(select n, $1 || lpad(n::text, 12, '0') as filing, $2 || lpad(n::text, 12, '0') as person
    from generate_series($3::int, $4::int) as n) k`
  const values = [prefix.filing, prefix.person, it.from, it.from + it.count - 1, it.person]
  const own = (column: string) =>
    `replace(replace(${column}::text, $6, k.filing), $5, k.person)::json`
  const run = (text: string, given: readonly unknown[] = [...values, it.template]) =>
    pool.query(text, [...given])
  await run(
    `insert into people (region, id, name, id_number, office, department, attributes, state)
     select p.region, k.person::uuid, p.name, p.id_number, p.office, p.department, p.attributes, p.state
       from people p, ${numbers} where p.region = '${region}' and p.id = $5 and $1 <> ''`,
    values,
  )
  await run(
    `insert into filings (region, id, pack, chain, filer_account, person, seq, state, state_type, title, kind,
       year, subject, claimed, awarded, credited, stuck, since, submitted_at, fold)
     select f.region, k.filing::uuid, f.pack, f.chain, f.filer_account, k.person::uuid, f.seq, f.state, f.state_type,
       f.title, f.kind, f.year, f.subject, f.claimed, f.awarded, f.credited, f.stuck, f.since + k.n * interval '1 ms',
       f.submitted_at, ${own('f.fold')}
       from filings f, ${numbers} where f.region = '${region}' and f.id = $6::uuid`,
  )
  await run(
    `insert into entries (region, filing, seq, action, account, office, at, entry)
     select e.region, k.filing::uuid, e.seq, e.action, e.account, e.office, e.at, ${own('e.entry')}
       from entries e, ${numbers} where e.region = '${region}' and e.filing = $6::uuid`,
  )
  await run(
    `with desk as (
       insert into desks (region, office, chain, purpose, since, filing, department, circle)
       select d.region, d.office, d.chain, d.purpose, d.since + k.n * interval '1 ms', k.filing::uuid, d.department, d.circle
         from desks d, ${numbers} where d.region = '${region}' and d.filing = $5::uuid and $2 <> ''
       returning *
     ) insert into desk_counts (region, office, chain, purpose, department, circle, n)
       select region, office, chain, purpose, department, circle, count(*) from desk group by 1, 2, 3, 4, 5, 6`,
    [...values.slice(0, 4), it.template],
  )
  await run('analyze', [])
}
