import { makeBreath } from './breath.ts'

/**
 * Every object a PDF reader could come to. Readers find objects by offsets the file itself names, and
 * repair what is broken by searching; so this trusts no table: it starts at each `obj` and `trailer`
 * wherever it stands, inside strings and streams too, and reads one value.
 */
export interface FoundObject {
  /** Its number, where one stands before `obj`; a trailer has none. */
  readonly number: number | undefined
  /** The value as written: a dictionary, an array, a reference. */
  readonly body: string
  /** Where the data of its stream begins, if it has one. */
  readonly streamAt: number | undefined
}

const starts = /(?<!end)obj|trailer/g
const mostObjects = 300_000
/** Read beyond twice the file's length: small files may overlap as they like. */
const spare = 1_000_000
/** Lists in one another; pages and their resources take ten. */
const deepest = 1_000
/** Lets other requests in after this many characters read. */
const stretch = 200_000

/**
 * The objects, or undefined when reading them takes far more than the file is long, which only a file
 * made to that end does. `text` is the file in Latin-1: one character a byte.
 */
export async function findObjects(text: string): Promise<readonly FoundObject[] | undefined> {
  const found: FoundObject[] = []
  let left = text.length * 2 + spare
  const breath = makeBreath(stretch)
  const nextEnd = nextOf(text, 'endobj')
  for (const start of text.matchAll(starts)) {
    const from = start.index + start[0].length
    const { to, read, streamAt } = readObject(text, from, left, nextEnd)
    left -= read - from + 1
    if (left <= 0 || found.length >= mostObjects) return undefined
    await breath(read - from + 1)
    const number = /(\d{1,10})\s+\d{1,10}\s*$/.exec(
      text.slice(Math.max(0, start.index - 32), start.index),
    )
    found.push({
      number: start[0] === 'obj' && number ? Number(number[1]) : undefined,
      body: text.slice(from, to),
      streamAt,
    })
  }
  return found
}

/** Where `word` comes next; asked with rising positions it reads the text once. */
function nextOf(text: string, word: string): (from: number) => number {
  let known = -1
  return (from) => {
    if (known < from) {
      const next = text.indexOf(word, from)
      known = next < 0 ? text.length : next
    }
    return known
  }
}

/** Where its value ends, and how far had to be read to know. */
function readObject(
  text: string,
  from: number,
  budget: number,
  nextEnd: (from: number) => number,
): { to: number; read: number; streamAt: number | undefined } {
  const limit = Math.min(text.length, from + budget)
  const end = endOfValue(text, from, limit)
  const next = skipBlank(text, end, limit)
  if (text.startsWith('stream', next)) {
    const line = /^[^\r\n]*(?:\r\n|\n|\r)/.exec(text.slice(next, next + 200))
    return { to: end, read: next, streamAt: next + (line ? line[0].length : 6) }
  }
  const isWhole = text.startsWith('endobj', next)
  // Something else follows: a repairing reader may go on, so everything up to the end counts.
  const to = isWhole ? end : Math.min(nextEnd(end), from + budget)
  return { to, read: Math.max(to, next), streamAt: undefined }
}

const isBlank = (code: number) =>
  code === 32 || code === 10 || code === 13 || code === 9 || code === 12 || code === 0

/** The next character that is neither white space nor part of a comment. */
function skipBlank(text: string, from: number, limit: number): number {
  let at = from
  while (at < limit) {
    if (isBlank(text.charCodeAt(at))) at++
    else if (text[at] === '%') while (at < limit && text[at] !== '\n' && text[at] !== '\r') at++
    else return at
  }
  return at
}

/** The end of the value that begins at `from`. An array closes only arrays, a dictionary likewise. */
function endOfValue(text: string, from: number, limit: number): number {
  const open: string[] = []
  let at = skipBlank(text, from, limit)
  while (at < limit) {
    const two = text.slice(at, at + 2)
    if (two === '<<' || two[0] === '[') {
      if (open.length >= deepest) return limit
      open.push(two === '<<' ? '>>' : ']')
      at += two === '<<' ? 2 : 1
    } else if (two === '>>' || two[0] === ']') {
      const closes = two === '>>' ? '>>' : ']'
      at += closes.length
      if (open.at(-1) === closes) open.pop()
    } else if (two[0] === '(') at = endOfString(text, at, limit)
    else if (two[0] === '<') at = afterNext(text, '>', at, limit)
    else at = endOfToken(text, at + 1, limit)
    if (open.length === 0) return at
    at = skipBlank(text, at, limit)
  }
  return limit
}

function endOfString(text: string, from: number, limit: number): number {
  let depth = 0
  for (let at = from; at < limit; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at + 1
  }
  return limit
}

function afterNext(text: string, character: string, from: number, limit: number): number {
  let at = from
  while (at < limit && text[at] !== character) at++
  return Math.min(limit, at + 1)
}

const delimiters = new Set('()<>[]{}/%')
function endOfToken(text: string, from: number, limit: number): number {
  let at = from
  while (at < limit && !isBlank(text.charCodeAt(at)) && !delimiters.has(text[at]!)) at++
  return at
}
