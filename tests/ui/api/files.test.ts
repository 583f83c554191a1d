import { afterEach, expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { portalWorld } from '../../../portal-ui/composables/use-portal-world.ts'

const real = globalThis.XMLHttpRequest
afterEach(() => {
  globalThis.XMLHttpRequest = real
})

/** What a page would send, by field; the request itself goes nowhere. */
async function sentBy(given: { readonly region?: string }): Promise<Record<string, unknown>> {
  const sent = shallowRef<FormData>()
  let address = ''
  globalThis.XMLHttpRequest = class extends real {
    override open(_method: string, to: string | URL) {
      address = String(to)
    }
    override setRequestHeader() {}
    override send(body?: XMLHttpRequestBodyInit | Document | null) {
      sent.value = body as FormData
    }
  }
  const words = { names: {}, subjects: [], hoursUnit: '', hoursStep: 1, today: '2026-06-01' }
  const world = portalWorld({ chain: 'registration', ...given, ...words })
  const hooks = { key: 'k', onProgress: () => {}, signal: new AbortController().signal }
  void world.upload('title-scan', new Blob(['x']), 'a.jpg', hooks)
  await Promise.resolve()
  const { file: _, ...texts } = Object.fromEntries(sent.value!.entries())
  return { ...texts, address }
}

test('an upload of a registration says of which region; one of a session need not', async () => {
  const usual = { chain: 'registration', field: 'title-scan' }
  const address = '/api/files'
  expect(await sentBy({ region: 'shore' })).toEqual({
    ...usual,
    address: `${address}?region=shore`,
  })
  expect(await sentBy({})).toEqual({ ...usual, address })
})
