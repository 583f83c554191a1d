import type {
  ActBody,
  BatchBody,
  FilingView,
  JobView,
  ListView,
  OpenAction,
  PageView,
  PortalView,
  RowView,
  SessionView,
} from '#core/api'
import { filing, portal } from '../support/views.ts'
import { type LocalServer, localServer, problem, type Seen } from '../support/server.ts'

export interface Waiting {
  readonly id: string
  readonly title: string
  readonly claimed: number
  seq: number
  done: string
  readonly actions: readonly OpenAction[]
  readonly hints: RowView['hints']
}
export interface Desk {
  readonly server: LocalServer
  readonly pile: Waiting[]
  job: JobView | undefined
  /** Ids answered `changed` whatever is asked. */
  readonly taken: Set<string>
}

const action = (name: string, label: string, more: Partial<OpenAction> = {}): OpenAction => ({
  action: name,
  label,
  opinion: 'optional',
  edits: [],
  tone: 'plain',
  ...more,
})
export const approve = action('approve', '通过', { tone: 'primary', edits: ['awarded'] })
export const refuse = action('refuse', '驳回', { tone: 'danger', opinion: 'required' })
export const giveBack = action('return', '退回修改', {
  opinion: 'required',
  to: [{ id: 'returned', title: '申报人' }],
})

const list: ListView = {
  id: 'approvals',
  title: '学时审核',
  of: 'filings',
  chains: ['declaration'],
  columns: [
    { of: 'filing.year', title: '年度' },
    { of: 'person.name', title: '姓名' },
    { of: 'unit.name', title: '单位' },
    { of: 'filing.title', title: '名称' },
    { of: 'filing.claimed', title: '申请学时' },
    { of: 'filing.since', title: '提交时间' },
  ],
  filters: [{ of: 'person.name', title: '姓名', as: 'text' }],
  tabs: [],
  sort: { first: 'filing.since', by: [{ of: 'filing.since', title: '提交时间' }] },
}
export const deskPortal: PortalView = {
  ...portal,
  actions: { approve: '通过', refuse: '不通过', return: '退回修改' },
  menu: [{ title: '学时审核', page: 'inbox', list: 'approvals', count: 3 }],
  lists: [list],
}
const session: SessionView = {
  name: '李审',
  region: 'sample',
  identity: { id: 'post-1', kind: 'post', title: '单位管理员', office: '某大学' },
  identities: [],
  mustChangePassword: false,
  demo: false,
}

export const waiting = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  title: `培训 ${id}`,
  claimed: 8,
  seq: 3,
  done: '',
  actions: [approve, refuse, giveBack],
  hints: [],
  ...more,
})

/** A desk in memory behind a real server: what is decided leaves the pile. */
export async function aDesk(pile: Waiting[], size = 20): Promise<Desk> {
  const taken = new Set<string>()
  const desk = { pile, taken, job: undefined } as unknown as {
    -readonly [K in keyof Desk]: Desk[K]
  }
  desk.server = await localServer((seen, response) => {
    const [path = '', query = ''] = seen.path.split('?')
    const one = pile.find((it) => path.includes(`/filings/${it.id}`))
    if (path === '/api/session') return session
    if (path === '/api/portal') return deskPortal
    if (path === '/api/filings') return pageOf(pile, new URLSearchParams(query), size)
    if (path === '/api/batches') return receiptOf(desk, seen.body as BatchBody)
    if (path === '/api/jobs') return startJob(desk)
    if (path.startsWith('/api/jobs/')) return desk.job
    if (one && seen.method === 'GET') return viewOf(one)
    if (one && path.endsWith('/actions'))
      return act(desk, one, seen, (status) => (response.statusCode = status))
    response.statusCode = 404
    return problem('no-such-filing', '没有找到')
  })
  return desk
}

function act(
  { taken }: Pick<Desk, 'taken'>,
  one: Waiting,
  seen: Seen,
  refuseWith: (status: number) => void,
): unknown {
  const body = seen.body as ActBody
  if (taken.has(one.id) || body.seen !== one.seq) {
    refuseWith(409)
    one.done = 'approve'
    one.seq += 1
    return problem('changed-meanwhile', '王审 已经通过了这一件，请查看最新情况。', [
      { code: 'changed-meanwhile', at: [], says: '王审 已经通过了这一件，请查看最新情况。' },
    ])
  }
  one.done = body.action
  one.seq += 1
  return {
    id: one.id,
    seq: one.seq,
    state: 'approved',
    stateType: 'approved',
    label: '通过',
    says: `${one.title}已办理`,
  }
}

function receiptOf({ pile, taken }: Pick<Desk, 'pile' | 'taken'>, body: BatchBody): unknown {
  const items = body.items.map(({ id }) => {
    const one = pile.find((it) => it.id === id)!
    if (taken.has(id)) return { id, title: one.title, outcome: 'not-allowed', says: '轮不到您处理' }
    one.done = body.action
    return { id, title: one.title, outcome: 'done', says: '已通过' }
  })
  const done = items.filter((it) => it.outcome === 'done').length
  return { done, left: items.length - done, items }
}

function startJob(desk: { job: JobView | undefined; readonly pile: readonly Waiting[] }): JobView {
  desk.job = { id: 'job-1', state: 'running', total: desk.pile.length, done: 0, left: 0, items: [] }
  return desk.job
}

function pageOf(pile: readonly Waiting[], query: URLSearchParams, size: number): PageView {
  const left = pile.filter((it) => it.done === '')
  const all = query.get('sort')?.startsWith('-') ? left.toReversed() : left
  const page = Number(query.get('page') ?? 1)
  return {
    rows: all.slice((page - 1) * size, page * size).map(rowOf),
    total: all.length,
    page,
    size,
  }
}

const rowOf = (it: Waiting): RowView => ({
  id: it.id,
  seq: it.seq,
  state: 'review',
  stateType: 'waiting',
  label: '待审核',
  cells: {
    'filing.year': '2026',
    'person.name': '张三',
    'unit.name': '某大学',
    'filing.title': it.title,
    'filing.claimed': String(it.claimed),
    'filing.since': '2026-03-10 09:00',
  },
  hints: it.hints,
  actions: it.actions.map((one) => one.action),
  since: new Date(Date.now() - 3 * 86_400_000).toISOString(),
})

const viewOf = (it: Waiting): FilingView => ({
  ...filing,
  id: it.id,
  seq: it.seq,
  title: it.title,
  state: it.done === '' ? 'review' : 'approved',
  stateType: it.done === '' ? 'waiting' : 'approved',
  label: it.done === '' ? '待审核' : '已通过',
  claimed: it.claimed,
  person: { id: 'p1', name: '张三', idNumber: '*****1234', unit: '某大学' },
  editable: false,
  shown: [
    { field: 'hours', label: '申请学时', text: '8 学时', section: 'hours', marked: false },
    {
      field: 'evidence',
      label: '证明材料',
      text: '',
      section: 'what',
      marked: false,
      files: [
        { file: 'e1', name: '证书.png', mime: 'image/png', url: '/api/files/e1' },
        { file: 'e2', name: '通知.pdf', mime: 'application/pdf', url: '/api/files/e2' },
      ],
    },
  ],
  actions: it.done === '' ? it.actions : [],
  hints: it.hints,
})
