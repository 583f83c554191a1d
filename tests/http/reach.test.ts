import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newForm } from '#services/filings/new-form'
import { routes } from '../../engine/http/answer.ts'
import { aPhonePhoto } from '../documents/files.ts'
import { codeOf } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'
import { type Asking, asking } from './asking.ts'

const region = 'zhejiang-construction'
const nobody = 'nobody'
/** Everybody there is to ask: of the filer's own unit, of others, above, beside, of another region, nobody. */
const asked = [
  'shen',
  'yu',
  'pan',
  'jin',
  'xu',
  'group-admin',
  'institute-admin',
  'province-reviewer',
  'hours-office-reviewer',
  'training-point-admin',
  'elsewhere',
  'elsewhere-admin',
  nobody,
] as const
type Who = (typeof asked)[number]
interface Thing {
  readonly what: string
  readonly route: string
  /** The address, with the ids of what shen has. */
  readonly path: () => string
  readonly body?: () => unknown
  /** Who gets an answer; to everybody else it is not there. */
  readonly to: readonly Who[]
  /** What `not there` looks like where the answer is a receipt or a refusal of its own. */
  readonly otherwise?: (answer: { readonly status: number; readonly text: string }) => boolean
}

describe('what one person has, asked for by everybody', () => {
  let world: TestWorld
  let http: Asking
  const cookies = new Map<string, string>()
  const its = { draft: '', waiting: '', file: '', person: '', certificate: '', job: '', seen: 0 }
  const sensitive: string[] = []
  const replies: { readonly who: Who; readonly path: string; readonly text: string }[] = []

  beforeAll(async () => {
    world = await aWorld([region, 'weihai'], { at: '2026-06-01T02:00:00.000Z' })
    http = asking(world)
    for (const who of asked) {
      if (who === nobody) continue
      const [of, key] = who.startsWith('elsewhere')
        ? ['weihai', who === 'elsewhere' ? 'zhang' : 'school-admin']
        : [region, who]
      cookies.set(who, await http.signIn(of!, key!))
    }
    await fill()
    const people = await world.db.selectFrom('people').select(['id_number', 'attributes']).execute()
    for (const it of people) {
      const { phone } = it.attributes as { readonly phone?: string }
      sensitive.push(it.id_number, ...(phone === undefined ? [] : [phone]))
    }
  })
  afterAll(() => world.close())

  const ask = <T>(who: Who, method: string, path: string, body?: unknown) =>
    http.ask<T>(method, path, {
      ...(cookies.has(who) && { cookie: cookies.get(who)! }),
      ...(body !== undefined && { body }),
    })

  /** A draft, a filing that waits with a picture, a certificate, and a job of the unit's. */
  async function fill(): Promise<void> {
    const form = new FormData()
    form.set('chain', 'declaration')
    form.set('field', 'pictures')
    form.set('file', new Blob([new Uint8Array(await aPhonePhoto())]), '证明.jpg')
    const { body: up } = await ask<{ file: string; name: string }>(
      'shen',
      'POST',
      '/api/files',
      form,
    )
    its.file = up.file
    const data = { year: 2026, kind: 'degree', title: '学历教育', claimed: 8, courses: 1 }
    const pictures = [{ file: up.file, name: up.name }]
    const filed = { chain: 'declaration', data: { ...data, pictures } }
    const { body: first } = await ask<{ id: string; seq: number }>(
      'shen',
      'POST',
      '/api/filings',
      filed,
    )
    const sending = { action: 'submit', seen: first.seq, data: filed.data }
    const { body: sent } = await ask<{ id: string; seq: number }>(
      'shen',
      'POST',
      `/api/filings/${first.id}/actions`,
      sending,
    )
    const { body: draft } = await ask<{ id: string }>('shen', 'POST', '/api/filings', {
      chain: 'declaration',
      data,
    })
    const { person } = await world.as(region, 'yu')
    const pack = (await world.packs.current(region))!
    const [certificate] = Object.keys(pack.certificates)
    const { body: printed } = await ask<{ id: string }>('yu', 'POST', '/api/certificates', {
      certificate,
      year: 2026,
    })
    Object.assign(its, {
      draft: draft.id,
      waiting: sent.id,
      seen: sent.seq,
      person: person!.id,
      certificate: printed.id,
    })
    const list = await inboxOf('group-admin')
    const { body: job } = await ask<{ id: string }>('group-admin', 'POST', '/api/jobs', {
      action: 'refuse',
      opinion: '不符',
      query: { list },
    })
    its.job = job.id
  }
  async function inboxOf(who: string): Promise<string> {
    const { pack, post } = await world.as(region, who)
    const menu = pack.portal.menus.find((it) => it.for !== 'person' && it.for.includes(post!.role))!
    return menu.items.find((it) => it.page === 'inbox')!.list!
  }

  const isGone = ({ text }: { readonly text: string }) =>
    text.includes('not-found') || text.includes('not-allowed') || text.includes('not-signed-in')
  const certificateTo = ['yu', 'group-admin', 'province-reviewer'] as const
  const above = ['group-admin', 'province-reviewer'] as const
  const things: readonly Thing[] = [
    {
      what: 'a draft',
      route: 'GET /api/filings/:id',
      path: () => `/api/filings/${its.draft}`,
      to: ['shen'],
    },
    {
      what: 'a filing that waits',
      route: 'GET /api/filings/:id',
      path: () => `/api/filings/${its.waiting}`,
      to: ['shen', ...above],
    },
    {
      what: 'its picture',
      route: 'GET /api/files/:id',
      path: () => `/api/files/${its.file}`,
      to: ['shen', ...above],
    },
    {
      what: 'a decision over it',
      route: 'POST /api/filings/:id/actions',
      path: () => `/api/filings/${its.waiting}/actions`,
      // Refused for what it says, so that nobody's answer changes the next one's.
      body: () => ({ action: 'refuse', seen: its.seen + 9 }),
      to: ['shen', ...above],
    },
    {
      what: 'a batch with it',
      route: 'POST /api/batches',
      path: () => '/api/batches',
      body: () => ({
        action: 'refuse',
        opinion: '不符',
        items: [{ id: its.waiting, seen: its.seen + 9 }],
      }),
      to: ['shen', ...above],
    },
    {
      what: 'what it would come to',
      route: 'POST /api/preview',
      path: () => '/api/preview',
      body: () => ({ chain: 'declaration', data: {}, filing: its.waiting }),
      to: ['shen', ...above],
      otherwise: ({ text }) => text.includes('no-such-filing'),
    },
    {
      what: 'a person’s years',
      route: 'GET /api/standings',
      path: () => `/api/standings?person=${its.person}`,
      to: ['yu', ...above],
    },
    {
      what: 'a person',
      route: 'GET /api/people/:id',
      path: () => `/api/people/${its.person}`,
      to: ['yu', ...above],
    },
    {
      what: 'a person’s certificates',
      route: 'GET /api/certificates',
      path: () => `/api/certificates?person=${its.person}`,
      to: [...certificateTo],
    },
    {
      what: 'a certificate',
      route: 'GET /api/certificates/:id/pdf',
      path: () => `/api/certificates/${its.certificate}/pdf`,
      to: [...certificateTo],
    },
    {
      what: 'a certificate to be printed',
      route: 'POST /api/certificates',
      path: () => '/api/certificates',
      body: () => ({ certificate: 'none-such', year: 2026, person: its.person }),
      to: [],
      otherwise: ({ text }) =>
        text.includes('unknown-certificate') || text.includes('not-signed-in'),
    },
    {
      what: 'filing in a person’s name',
      route: 'POST /api/preview',
      path: () => '/api/preview',
      body: () => ({
        chain: 'declaration',
        data: { year: 2026, kind: 'degree', title: 'x', courses: 1, claimed: 8 },
        applicant: its.person,
      }),
      // Of the person named nothing is told: a professional files about nobody but themselves.
      to: ['shen', 'yu', 'pan', 'jin', 'xu', 'elsewhere'],
      otherwise: ({ text }) =>
        /not-in-reach|may-not-file|no-such-(chain|person)|not-signed-in/.test(text),
    },
    {
      what: 'a job',
      route: 'GET /api/jobs/:id',
      path: () => `/api/jobs/${its.job}`,
      to: ['group-admin'],
    },
  ]

  test.each(things)('$what: $route', async ({ route, path, body, to, otherwise }) => {
    const [method = ''] = route.split(' ')
    for (const who of asked) {
      const { status, body: reply } = await ask<unknown>(who, method, path(), body?.())
      const text = JSON.stringify(reply ?? '')
      replies.push({ who, path: path(), text })
      const found =
        status === 404 || isGone({ text }) || otherwise?.({ status, text }) === true
          ? 'nothing'
          : 'something'
      expect([who, found, text.slice(0, 200)]).toEqual([
        who,
        to.includes(who) ? 'something' : 'nothing',
        text.slice(0, 200),
      ])
    }
  })

  test('a post that files for people of its reach previews for nobody else', async () => {
    const { person } = await world.as('weihai', 'zhang')
    const body = { chain: 'declaration', applicant: person!.id, data: {} }
    const codes = async (key: string) => {
      const cookie = await http.signIn('weihai', key)
      const { status, body: reply } = await http.ask<{ error?: { code: string } }>(
        'POST',
        '/api/preview',
        { cookie, body },
      )
      return reply.error?.code ?? status
    }
    expect(await codes('school-admin')).toBe(200)
    expect(await codes('fishery-admin')).toBe('not-in-reach')
    expect(await codes('clinic-admin')).toBe('not-in-reach')
  })

  test('what refers to another’s filing is told nothing of it, not even how it stands', async () => {
    const refers = { chain: 'supplement', refers: its.waiting }
    world.at('2027-01-10T02:00:00.000Z')
    const codes = async (who: string) => codeOf(newForm(world, await world.as(region, who), refers))
    expect([await codes('shen'), await codes('pan')]).toEqual(['refers-state', 'refers-missing'])
    world.at('2026-06-01T02:00:00.000Z')
  })

  test('every route that takes an id is asked above, or is named here with who it is for', () => {
    const taking = [
      ...routes.map((it) => it.route as string),
      'GET /api/files/:id',
      'GET /api/certificates/:id/pdf',
    ].filter((it) => it.includes('/:id'))
    const elsewhere = [
      // The picker's own: departments are shown to whoever registers.
      'GET /api/offices/:id/departments',
      // tests/services/people.test.ts: only directly below.
      'POST /api/subordinates/:id/review',
    ]
    const covered = new Set([...things.map((it) => it.route), ...elsewhere])
    expect(taking.filter((it) => !covered.has(it))).toEqual([])
  })

  test('lists, counts, pickers and pages of everybody hold nobody else’s id number or telephone', async () => {
    for (const who of asked) {
      if (who === nobody) continue
      const { body: portal } = await ask<{ menu: { list?: string }[] }>(who, 'GET', '/api/portal')
      const lists = portal.menu.flatMap((it) => it.list ?? [])
      const pages = [
        '/api/home',
        '/api/people?size=100',
        '/api/standings',
        '/api/certificates',
        '/api/subordinates',
        '/api/session',
        '/api/regions',
        '/api/offices?size=100',
        ...lists.flatMap((it) => [`/api/filings?list=${it}`, `/api/people?list=${it}&size=100`]),
      ]
      for (const path of pages) {
        const { body } = await ask<unknown>(who, 'GET', path)
        replies.push({ who, path, text: JSON.stringify(body ?? '') })
      }
    }
    expect(replies.length).toBeGreaterThan(200)
    const own = await ownOf()
    const found = replies.flatMap(({ who, path, text }) =>
      sensitive
        .filter((it) => text.includes(it) && !own.get(who)?.includes(it))
        .map((it) => `${who} ${path}: ${it}`),
    )
    // The demo names its invented people on the sign-in page, and nothing else does.
    expect(found.filter((it) => !it.includes('/api/regions'))).toEqual([])
  })

  async function ownOf(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    for (const who of asked) {
      if (who === nobody) continue
      const viewer = who.startsWith('elsewhere')
        ? await world.as('weihai', who === 'elsewhere' ? 'zhang' : 'school-admin')
        : await world.as(region, who)
      found.set(who, JSON.stringify(viewer.person ?? {}))
    }
    return found
  }

  test('a post that has ended and a session that is over are nobody', async () => {
    const cookie = await http.signIn(region, 'institute-admin')
    const { post } = await world.as(region, 'institute-admin')
    const sees = async () => (await http.ask('GET', '/api/portal', { cookie })).status
    expect(await sees()).toBe(200)
    await world.db
      .updateTable('posts')
      .set({ ended_at: world.clock() })
      .where('id', '=', post!.id)
      .execute()
    expect(await sees()).toBe(401)
    const shen = await http.signIn(region, 'shen')
    await http.ask('DELETE', '/api/session', { cookie: shen })
    expect((await http.ask('GET', `/api/filings/${its.draft}`, { cookie: shen })).status).toBe(401)
  })
})
