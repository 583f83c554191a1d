import { Agent, request } from 'node:http'
import { atATime } from './measure.ts'

/** What the client is told to send: one after the other on so many connections that stay open. */
export interface Volley {
  readonly port: number
  readonly atOnce: number
  readonly requests: readonly {
    readonly path: string
    readonly headers: Record<string, string>
    readonly body: string
  }[]
}
export interface Answered {
  readonly ms: number
  /** The first answer that was not 200, if there was one. */
  readonly wrong?: string
}

/** Lives in a process of its own, so that what sending costs is not on the server's bill. */
process.on('message', (volley: Volley) => {
  void fire(volley).then((answered) => process.send!(answered))
})

async function fire({ port, atOnce, requests }: Volley): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  let wrong: string | undefined
  const before = performance.now()
  await atATime(atOnce, requests, async ({ path, headers, body }) => {
    const { status, text } = await post(agent, port, path, headers, body)
    if (status !== 200) wrong ??= `${status} ${text}`
  })
  const ms = performance.now() - before
  agent.destroy()
  return { ms, ...(wrong !== undefined && { wrong }) }
}

function post(
  agent: Agent,
  port: number,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
