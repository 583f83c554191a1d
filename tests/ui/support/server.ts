import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly key: string
  readonly body: unknown
}
export type Answer = (seen: Seen, response: ServerResponse) => unknown
export interface LocalServer {
  readonly seen: Seen[]
  /** What the next requests are answered; a reply is sent as JSON, undefined means the answer did it. */
  answer: Answer
  close(): Promise<void>
}

/** Said by a test that answers later, or never. */
export const held = Symbol('held')

/** A real server on a free port that answers what the test says; the page's `fetch` goes there. */
export async function localServer(answer: Answer): Promise<LocalServer> {
  const server: Server = createServer((request, response) => void take(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const before = globalThis.fetch
  globalThis.fetch = (input, init) => before(`${base}${String(input)}`, init)

  const it: LocalServer = {
    seen: [],
    answer,
    async close() {
      globalThis.fetch = before
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  async function take(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const seen: Seen = {
      method: request.method ?? '',
      path: request.url ?? '',
      key: String(request.headers['idempotency-key'] ?? ''),
      body: text === '' ? undefined : JSON.parse(text),
    }
    it.seen.push(seen)
    const reply = it.answer(seen, response)
    if (reply === held) return
    if (reply !== undefined) {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(reply))
    } else if (!response.writableEnded && !response.destroyed) response.end()
  }
  return it
}

export const problem = (code: string, says: string, issues: readonly unknown[] = []) => ({
  error: { code, says, issues, reference: 'A1B2' },
})
