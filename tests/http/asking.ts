import { demoPassword } from '#services/worlds/seed'
import { buildApp } from '../../engine/http/app.ts'
import { newKey } from '../support/refusal.ts'
import type { TestWorld } from '../support/world.ts'

const host = 'localhost:8080'

export interface Given {
  readonly cookie?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}
export interface Answered<T = never> {
  readonly status: number
  readonly body: T
}
export interface Asking {
  ask<T = never>(method: string, path: string, given?: Given): Promise<Answered<T>>
  /** The cookie of a person or post of the pack's world.yaml. */
  signIn(region: string, key: string): Promise<string>
}

/** Requests to the app over a world, as a browser sends them. */
export function asking(world: TestWorld): Asking {
  const app = buildApp(world, { portal: 'nowhere', admin: 'nowhere' })
  const send = async (method: string, path: string, given: Given = {}) => {
    // Sent as one piece: undici's own stream of a form is not glad to be left half read.
    const form = given.body instanceof FormData ? new Response(given.body) : undefined
    const body = form ? await form.arrayBuffer() : given.body && JSON.stringify(given.body)
    const type = form?.headers.get('content-type') ?? 'application/json'
    return app.request(`http://${host}${path}`, {
      method,
      headers: {
        host,
        'idempotency-key': newKey(),
        ...(given.cookie !== undefined && { cookie: given.cookie }),
        ...(body !== undefined && { 'content-type': type }),
        ...given.headers,
      },
      ...(body !== undefined && { body: body as BodyInit }),
    })
  }
  return {
    async ask<T>(method: string, path: string, given: Given = {}) {
      const response = await send(method, path, given)
      const isJson = response.headers.get('content-type')?.includes('json') === true
      return { status: response.status, body: (isJson ? await response.json() : undefined) as T }
    },
    async signIn(region, key) {
      const { world: own } = (await world.packs.current(region))!
      const post = own.posts.find((it) => it.key === key)
      const person = own.people.find((it) => it.key === (post?.person ?? key))!
      const identity = (await world.as(region, key)).post?.id ?? 'person'
      const response = await send('POST', '/api/session', {
        body: { region, idNumber: person['id-number'], password: demoPassword, identity },
      })
      return response.headers.get('set-cookie')!.split(';')[0]!
    },
  }
}
