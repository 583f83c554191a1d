import { type Issue, issue } from '#core/base'

/** A text cut at its placeholders. What is put in is never cut again. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly format?: string }

export interface ParsedText {
  readonly pieces: readonly Piece[]
  readonly issues: readonly Issue[]
}

/** `{{person.name}}`, `{{issued | date-cn}}`: a dotted name, and perhaps a named format. No logic. */
const placeholder = /^\s*([a-z][a-z0-9-]*(?:\.[A-Za-z0-9_-]+)*)\s*(?:\|\s*([a-z][a-z0-9-]*)\s*)?$/

/** A text cut into words and placeholders; a placeholder that is none is an issue, not a text. */
export function parseText(text: string): ParsedText {
  const pieces: Piece[] = []
  const issues: Issue[] = []
  let at = 0
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const close = text.indexOf('}}', open)
    if (close < 0) {
      issues.push(issue('placeholder-open', [], { text: text.slice(open, open + 40) }))
      break
    }
    if (open > at) pieces.push({ kind: 'text', text: text.slice(at, open) })
    const inside = text.slice(open + 2, close)
    const parts = placeholder.exec(inside)
    if (parts) pieces.push(valuePiece(parts[1]!, parts[2]))
    else issues.push(issue('placeholder-form', [], { text: inside.slice(0, 60) }))
    at = close + 2
  }
  const rest = text.slice(at)
  if (rest.includes('}}') && issues.length === 0) {
    issues.push(issue('placeholder-close', [], { text: rest.slice(0, 40) }))
  }
  if (rest !== '') pieces.push({ kind: 'text', text: rest })
  return { pieces, issues }
}
const valuePiece = (name: string, format: string | undefined): Piece =>
  format === undefined ? { kind: 'value', name } : { kind: 'value', name, format }
