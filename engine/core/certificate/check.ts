import type { Issue } from '#core/base'
import type { BoxDefinition, CertificateDefinition, PageDefinition } from './definition.ts'
import { findFormat, formats } from './formats.ts'
import { hoursIn, isKnownHours, sharedBy } from './hours.ts'
import { checkNumberPattern } from './number.ts'
import { type Known, type KnownAttribute, sourceNames, sourceOf } from './sources.ts'
import { parseText, type Piece } from './text.ts'

/** What is wrong with a definition, and where in it. */
export interface DefinitionIssue {
  readonly path: string
  readonly code: string
  readonly with?: Readonly<Record<string, unknown>>
}
type Value = Extract<Piece, { kind: 'value' }>

/** Every placeholder of a page, with the box it stands in. */
export function placeholdersOf(
  page: PageDefinition,
): readonly (Value & { readonly box: string })[] {
  return page.boxes.flatMap((box) =>
    textsOf(box).flatMap(([, text]) =>
      parseText(text).pieces.flatMap((it) => (it.kind === 'value' ? [{ ...it, box: box.id }] : [])),
    ),
  )
}

/**
 * Placeholders without a source, formats that do not fit, boxes off the page, a bad number pattern.
 * `attributes` are those of people and of offices; name, id-number and code are always there.
 */
export function checkPlaceholders(
  definition: CertificateDefinition,
  subjects: Known['subjects'],
  attributes: {
    readonly person: readonly KnownAttribute[]
    readonly unit: readonly KnownAttribute[]
  },
): readonly DefinitionIssue[] {
  const known: Known = { subjects, ...attributes }
  const texts = definition.page.boxes.flatMap((box, at) =>
    textsOf(box).map(([key, text]) => [`page.boxes.${at}.${key}`, text] as const),
  )
  return [
    ...texts.flatMap(([path, text]) => checkText(path, text, known)),
    ...definition.page.boxes.flatMap((box, at) => checkPlace(definition.page, box, at)),
    ...definition.verify.shows.flatMap((name, at) =>
      checkName(`verify.shows.${at}`, { kind: 'value', name }, known),
    ),
    ...checkParts(namesOf(texts), known),
    ...checkParts(
      definition.verify.shows.map((name, at) => [`verify.shows.${at}`, name]),
      known,
    ),
    ...checkNumberPattern(definition.number).map((it) => asDefinitionIssue('number', it)),
  ]
}

function checkText(path: string, text: string, known: Known): readonly DefinitionIssue[] {
  const { pieces, issues } = parseText(text)
  return [
    ...issues.map((it) => asDefinitionIssue(path, it)),
    ...pieces.flatMap((it) => (it.kind === 'value' ? checkName(path, it, known) : [])),
  ]
}

function checkName(
  path: string,
  { name, format }: Value,
  known: Known,
): readonly DefinitionIssue[] {
  const source = sourceOf(name, known)
  if (!source)
    return [{ path, code: 'placeholder-unknown', with: { name, known: sourceNames(known) } }]
  if (format === undefined) return []
  const found = findFormat(format)
  if (!found) {
    return [{ path, code: 'format-unknown', with: { name: format, known: Object.keys(formats) } }]
  }
  if (found.for.includes(source.type)) return []
  return [{ path, code: 'format-misfit', with: { name, format, type: source.type } }]
}

const namesOf = (
  texts: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] =>
  texts.flatMap(([path, text]) =>
    parseText(text).pieces.flatMap((it) => (it.kind === 'value' ? [[path, it.name] as const] : [])),
  )

/** Beside the total, hours that count for several subjects are written with one of them. */
function checkParts(
  names: readonly (readonly [string, string])[],
  { subjects }: Known,
): readonly DefinitionIssue[] {
  if (!names.some(([, name]) => name === 'hours.total')) return []
  const parts = names.flatMap(([path, name]) => {
    const hours = hoursIn(name)
    return hours && isKnownHours(hours, subjects) ? [{ path, name, hours }] : []
  })
  return parts.flatMap(({ path, name, hours }, at) =>
    parts.slice(0, at).flatMap((before): DefinitionIssue[] => {
      const subject = sharedBy(before.hours, hours, subjects)
      if (subject === undefined) return []
      const instead = `hours.${before.hours.subject}.without.${subject}`
      return [
        {
          path,
          code: 'hours-written-twice',
          with: { name, other: before.name, subject, instead },
        },
      ]
    }),
  )
}

function checkPlace(
  page: PageDefinition,
  box: BoxDefinition,
  at: number,
): readonly DefinitionIssue[] {
  const { width, height } = sizeOf(page)
  const isOn = box.x >= 0 && box.y >= 0 && box.x + box.w <= width && box.y + box.h <= height
  const isEmpty = box.kind !== 'line' && (box.w <= 0 || box.h <= 0)
  if (isOn && !isEmpty) return []
  return [{ path: `page.boxes.${at}`, code: 'box-off-page', with: { box: box.id, width, height } }]
}

/** Keys of a box that are texts with placeholders. */
export function textsOf(box: BoxDefinition): readonly (readonly [string, string])[] {
  switch (box.kind) {
    case 'text':
      return [['text', box.text]]
    case 'qr':
      return [['value', box.value]]
    case 'seal':
      return box.caption === undefined
        ? [['text', box.text]]
        : [
            ['text', box.text],
            ['caption', box.caption],
          ]
    case 'line':
    case 'frame':
    case 'image':
      return []
  }
}

/** mm; ISO 216, B5 as ISO 176 × 250. */
const sizes = {
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
  B5: { width: 176, height: 250 },
} as const

export function sizeOf(page: PageDefinition): { readonly width: number; readonly height: number } {
  const { width, height } = sizes[page.size]
  return page.landscape ? { width: height, height: width } : { width, height }
}

const asDefinitionIssue = (path: string, { code, with: details }: Issue): DefinitionIssue =>
  details ? { path, code, with: details } : { path, code }
