import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router, RouterView } from 'vue-router'
import { queryClient } from '../../../portal-ui/composables/query-client.ts'
import InboxPage from '../../../portal-ui/pages/inbox/InboxPage.vue'
import { aDesk, approve, type Desk, refuse, waiting } from './desk-server.ts'

let desk: Desk
let wrapper: VueWrapper
let router: Router

/** The room a screen has; jsdom has no screen. */
function screen(width: number) {
  window.matchMedia = (query: string) => {
    const [, bound = '0'] = /min-width: (\d+)px/.exec(query) ?? []
    const matches = query.includes('min-width') && width >= Number(bound)
    return {
      matches,
      media: query,
      addEventListener() {},
      removeEventListener() {},
    } as unknown as MediaQueryList
  }
}
beforeEach(() => {
  localStorage.clear()
  queryClient.clear()
  document.body.innerHTML = ''
  screen(1440)
})
afterEach(async () => {
  wrapper.unmount()
  await flushPromises()
  await desk.server.close()
})

async function open(path = '/inbox?list=approvals') {
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/inbox/:id?', component: InboxPage },
      { path: '/:rest(.*)*', component: { template: '<p>elsewhere</p>' } },
    ],
  })
  await router.push(path)
  wrapper = mount(RouterView, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await settled()
}
/** What is fetched has come and is drawn. */
async function settled() {
  for (let round = 0; round < 12; round += 1) {
    await new Promise((done) => setTimeout(done, 8))
    await flushPromises()
  }
}
const find = (test: string) => document.querySelector<HTMLElement>(`[data-test="${test}"]`)
const visible = (test: string) =>
  [...document.querySelectorAll<HTMLElement>(`[data-test="${test}"]`)].find(
    (it) => it.closest<HTMLElement>('.el-overlay')?.style.display !== 'none',
  )
const at = () => find('position')?.textContent?.trim()
const shown = () => find('detail')?.querySelector('h2')?.textContent?.trim()
async function press(
  key: string,
  target: EventTarget = document.body,
  more: KeyboardEventInit = {},
) {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
  await settled()
}
async function click(test: string) {
  visible(test)!.click()
  await settled()
}
async function type(test: string, text: string) {
  const field = visible(test)!
  const input = field.matches('input, textarea')
    ? field
    : field.querySelector<HTMLElement>('input, textarea')!
  ;(input as HTMLInputElement).value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const sent = (path: string) =>
  desk.server.seen.filter((it) => it.method === 'POST' && it.path.includes(path))

describe('one after the other', () => {
  beforeEach(async () => {
    desk = await aDesk(['a', 'b', 'c'].map((it) => waiting(it)))
  })

  test('on a wide screen the first is open beside the list, and says where in the pile it is', async () => {
    await open()
    expect(router.currentRoute.value.fullPath).toBe('/inbox/a?list=approvals')
    expect(shown()).toBe('培训 a')
    expect(at()).toBe('1 / 3')
    expect(document.querySelectorAll('[data-test^="row-"]')).toHaveLength(3)
    expect(find('row-a')!.textContent).toMatch(/张三\s*培训 a/)
    expect(find('row-a')!.textContent).toContain('3 天前到达')
  })
  test('on a phone the list comes first, and one filing takes its place', async () => {
    screen(375)
    await open()
    expect(find('detail')).toBeNull()
    document.querySelector<HTMLElement>('[data-test="row-b"] a')!.click()
    await settled()
    expect(shown()).toBe('培训 b')
    expect(find('row-a')!.closest('section')!.style.display).toBe('none')
    await click('back')
    expect(router.currentRoute.value.path).toBe('/inbox')
  })
  test('a link to one filing opens it in its place', async () => {
    await open('/inbox/b?list=approvals')
    expect([shown(), at()]).toEqual(['培训 b', '2 / 3'])
  })
  test('J and K go to the next and the one before', async () => {
    await open()
    await press('j')
    expect([shown(), at()]).toEqual(['培训 b', '2 / 3'])
    await press('k')
    expect([shown(), at()]).toEqual(['培训 a', '1 / 3'])
    await press('k')
    expect(at()).toBe('1 / 3')
  })
  test('A asks, Enter in the dialog approves, and the next one opens by itself', async () => {
    await open()
    await press('a')
    expect(visible('decide-dialog')).toBeTruthy()
    // Where no reason is needed the button has the focus, and the key that is promised works there.
    await press('Enter', visible('confirm')!, { ctrlKey: true })
    expect(sent('/a/actions').map((it) => it.body)).toEqual([{ action: 'approve', seen: 3 }])
    expect([shown(), at()]).toEqual(['培训 b', '1 / 2'])
    expect(find('last')!.textContent).toContain('培训 a已办理')
    await press('j')
    expect(find('last'), 'of what was decided before, once one has gone on').toBeNull()
  })
  test('who turns it off stays with what was decided', async () => {
    localStorage.setItem('desk-auto-next', 'false')
    await open()
    await press('a')
    await click('confirm')
    expect(shown()).toBe('培训 a')
    expect(find('detail')!.textContent).toContain('没有您可以办理的事项')
  })
  test('who trusts their fingers approves without being asked', async () => {
    localStorage.setItem('desk-ask-first', 'false')
    await open()
    await press('a')
    expect(sent('/a/actions')).toHaveLength(1)
    expect(shown()).toBe('培训 b')
  })
  test('the last one decided leaves an empty desk that says so', async () => {
    localStorage.setItem('desk-ask-first', 'false')
    await open()
    for (let n = 0; n < 3; n += 1) await press('a')
    expect(router.currentRoute.value.path).toBe('/inbox')
    expect(wrapper.text()).toContain('这里已经全部办完')
  })
  test('keys are silent while somebody types, with a dialog open, and when switched off', async () => {
    await open()
    await click('toggle-filters')
    const input = document.querySelector<HTMLInputElement>('form[role=search] input')!
    await press('j', input)
    expect(at()).toBe('1 / 3')
    await press('j', document.body, { ctrlKey: true })
    expect(at()).toBe('1 / 3')
    await press('a')
    await press('j')
    expect(at()).toBe('1 / 3')
    visible('decide-dialog')!.querySelector<HTMLElement>('.el-dialog__headerbtn')!.click()
    await settled()
    localStorage.setItem('shortcuts-on', 'false')
    wrapper.unmount()
    await open('/inbox/a?list=approvals')
    for (const key of ['j', 'a', 'r', '?']) await press(key)
    expect(at()).toBe('1 / 3')
    expect(visible('decide-dialog')).toBeFalsy()
    // No button names a key that does nothing; the settings switch them on again.
    expect(document.querySelectorAll('button kbd')).toHaveLength(0)
    await click('desk-settings')
    expect(find('keys-on')).toBeTruthy()
  })
  test('the newest come first when asked, the address keeps it, and the first of them opens', async () => {
    await open()
    const select = find('sort') as HTMLSelectElement
    expect(select.value).toBe('filing.since')
    select.value = '-filing.since'
    select.dispatchEvent(new Event('change'))
    await settled()
    expect(router.currentRoute.value.fullPath).toBe('/inbox/c?list=approvals&sort=-filing.since')
    expect(shown()).toBe('培训 c')
    expect(at()).toBe('1 / 3')
  })
  test('leaving the desk is not undone by it', async () => {
    await open()
    await router.push('/home')
    await settled()
    expect(router.currentRoute.value.path).toBe('/home')
  })
})

describe('a decision', () => {
  beforeEach(async () => {
    desk = await aDesk(['a', 'b'].map((it) => waiting(it)))
  })

  test('a refusal needs its reason before it is sent', async () => {
    await open()
    await press('r')
    await click('confirm')
    expect(sent('/actions')).toHaveLength(0)
    expect(visible('decide-dialog')!.querySelector('[role=alert]')!.textContent).toContain(
      '说明理由',
    )
    await type('opinion', '材料不全')
    await click('confirm')
    expect(sent('/a/actions')[0]!.body).toEqual({ action: 'refuse', seen: 3, opinion: '材料不全' })
  })
  test('a return carries the marks on the very fields and files', async () => {
    await open()
    await press('b')
    for (const id of ['mark-hours', 'mark-evidence.e2']) {
      visible(id)!.click()
      await flushPromises()
    }
    visible('decide-dialog')!.querySelector<HTMLElement>('.template')!.click()
    await click('confirm')
    const body = sent('/a/actions')[0]!.body as Record<string, unknown>
    expect(body['marks']).toEqual(['hours', 'evidence.e2'])
    expect(body['to']).toBe('returned')
    expect(body['opinion']).toMatch(/看不清/)
  })
  test('other hours than claimed need a reason, and travel as awarded', async () => {
    await open()
    await press('a')
    await type('awarded', '6')
    await click('confirm')
    expect(sent('/actions')).toHaveLength(0)
    await type('opinion', '按实际天数')
    await click('confirm')
    expect(sent('/a/actions')[0]!.body).toEqual({
      action: 'approve',
      seen: 3,
      awarded: 6,
      opinion: '按实际天数',
    })
  })
  test('clicked twice, decided once', async () => {
    await open()
    await press('a')
    visible('confirm')!.click()
    visible('confirm')!.click()
    await settled()
    expect(sent('/a/actions')).toHaveLength(1)
  })
  test('decided by somebody else meanwhile: said by whom, with the newest a click away', async () => {
    await open()
    desk.taken.add('a')
    await press('r')
    await type('opinion', '不符')
    await click('confirm')
    expect(visible('stale')!.textContent).toContain('王审 已经通过了这一件')
    expect(visible('confirm')).toBeUndefined()
    await click('reload')
    expect(shown()).toBe('培训 a')
    expect(find('detail')!.textContent).toContain('已通过')
  })
  test('E shows the evidence large beside what was filled in; the other file is a key away', async () => {
    await open()
    await press('e')
    const dialog = visible('evidence-dialog')!
    expect(dialog.textContent).toContain('申请学时')
    const figure = dialog.querySelector('figure')!
    await press('ArrowRight', figure)
    expect(dialog.querySelector('iframe')!.getAttribute('src')).toBe('/api/files/e2')
  })
})

describe('many at once', () => {
  test('only what every chosen one allows is offered', async () => {
    desk = await aDesk([
      waiting('a'),
      waiting('b', { actions: [approve] }),
      waiting('c', { actions: [refuse] }),
    ])
    await open()
    await press(' ')
    await press('j')
    await press(' ')
    expect(find('batch-approve')).toBeTruthy()
    expect(find('batch-refuse')).toBeNull()
    await press('j')
    await press(' ')
    expect(document.querySelectorAll('[data-test^="batch-"]')).toHaveLength(0)
    expect(wrapper.text()).toContain('没有共同可以办理的事项')
  })
  test('the dialog says how many and how many hours; each gets a receipt; what is left stays chosen', async () => {
    desk = await aDesk([waiting('a'), waiting('b'), waiting('c', { claimed: 4 })])
    desk.taken.add('b')
    await open()
    await click('pick-page')
    await click('batch-approve')
    expect(visible('batch-says')!.textContent).toMatch(/3 件.*20 学时/)
    await click('confirm')
    expect(visible('receipt')!.textContent).toContain('成功 2 条')
    expect(visible('receipt')!.textContent?.match(/办理结果/g)).toHaveLength(1)
    expect(visible('receipt')!.textContent).toContain('轮不到您处理')
    expect(find('picked')!.textContent).toContain('1 条')
    expect(shown()).toBe('培训 b')
  })
  test('flagged ones nobody opened are named and left out', async () => {
    const hints = [{ code: 'duplicate', level: 'warn' as const, says: '与别的登记重复' }]
    desk = await aDesk([waiting('a', { hints }), waiting('b', { hints }), waiting('c')])
    await open()
    await click('pick-page')
    await click('batch-approve')
    expect(visible('batch-unseen')!.textContent).toContain('培训 b')
    expect(visible('batch-unseen')!.textContent).not.toContain('培训 a')
    await click('confirm')
    const body = sent('/batches')[0]!.body as { items: { id: string }[] }
    expect(body.items.map((it) => it.id)).toEqual(['a', 'c'])
    expect(find('picked')!.textContent).toContain('1 条')
  })
  test('all that match go to a job whose progress survives a reload', async () => {
    desk = await aDesk(Array.from({ length: 45 }, (_, n) => waiting(`n${n}`)))
    await open()
    await click('pick-page')
    expect(find('picked')!.textContent).toContain('已选本页 20 条')
    await click('pick-all')
    expect(find('picked')!.textContent).toContain('全部 45 条')
    await click('batch-approve')
    await click('confirm')
    expect((sent('/jobs')[0]!.body as { query: { list: string } }).query.list).toBe('approvals')
    expect(find('job')!.textContent).toContain('0 / 45')
    wrapper.unmount()
    queryClient.clear()
    desk.job = {
      ...desk.job!,
      state: 'done',
      done: 44,
      left: 1,
      items: [{ id: 'n3', title: '培训 n3', outcome: 'changed', says: '王审 已办理' }],
    }
    await open()
    expect(find('job')!.textContent).toContain('成功 44 件，未办理 1 件')
    await click('job-result')
    expect(document.body.textContent).toContain('王审 已办理')
    await click('job-dismiss')
    expect(find('job')).toBeNull()
  })
  test('the next page is reached by J, and its first one opens', async () => {
    desk = await aDesk(
      Array.from({ length: 3 }, (_, n) => waiting(`n${n}`)),
      2,
    )
    await open('/inbox/n1?list=approvals')
    await press('j')
    await vi.waitFor(() => expect(shown()).toBe('培训 n2'))
    expect(at()).toBe('3 / 3')
  })
})

test('filters wanted every day are kept under a name, and one of them opens the list', async () => {
  desk = await aDesk([waiting('a')])
  await open('/inbox?list=approvals&f.person.name=张')
  await click('view-new')
  await type('view-name', '张姓')
  document.querySelector<HTMLElement>('[data-test=view-save]')!.click()
  await settled()
  document.querySelector<HTMLElement>('.view button:nth-child(2)')!.click()
  await settled()
  wrapper.unmount()
  await open('/inbox?list=approvals')
  expect(router.currentRoute.value.query['f.person.name']).toBe('张')
  expect(find('view-张姓')!.getAttribute('aria-pressed')).toBe('true')
})

test('a page whose list the menu does not show says so', async () => {
  desk = await aDesk([])
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/rescue/:id?', component: InboxPage }],
  })
  await router.push('/rescue')
  wrapper = mount(RouterView, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await settled()
  expect(wrapper.text()).toContain('还没有可以查看的列表')
})
