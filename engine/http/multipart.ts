import { issue } from '#core/base'
import { Refused } from '#services/refusal'
import type { Asked } from './env.ts'

/** A file and the texts that say what it is for are six. */
const mostParts = 10
/** What is said of a part: its name, and the name of its file. */
const longestHead = 8 * 1024

/**
 * The parts of a multipart body. Counted before they are taken apart: taking 200,000 apart takes
 * seconds, in which nobody else is answered.
 */
export async function readForm(c: Asked): Promise<FormData> {
  const type = c.req.header('content-type') ?? ''
  const boundary = boundaryIn(type)
  const bytes = await c.req.arrayBuffer()
  if (!isPlain(Buffer.from(bytes), `--${boundary}`)) throw odd()
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    throw odd()
  }
}

const odd = (): Refused => new Refused(issue('bad-request', [], { detail: 'multipart/form-data' }))

const written =
  /^multipart\/form-data;\s*(?:charset=[\w-]+;\s*)?boundary=(?:"([^"]*)"|([^\s;"]*))(?:;\s*charset=[\w-]+)?\s*$/i

/** Only one that can be read in one way. */
function boundaryIn(type: string): string {
  const found = written.exec(type)
  const boundary = found?.[1] ?? found?.[2] ?? ''
  if (!/^[\w'()+,./:=?-]{1,70}$/.test(boundary))
    throw new Refused(issue('bad-request', [], { detail: 'content-type: multipart/form-data' }))
  return boundary
}

function isPlain(bytes: Buffer, delimiter: string): boolean {
  let parts = 0
  for (let at = bytes.indexOf(delimiter); at >= 0; ) {
    const from = at + delimiter.length
    const head = bytes.subarray(from, from + longestHead)
    const isEnd = head.subarray(0, 2).equals(Buffer.from('--'))
    if (!isEnd && !head.includes('\r\n\r\n')) return false
    parts += 1
    if (parts > mostParts) return false
    at = bytes.indexOf(delimiter, from)
  }
  return parts > 0
}
