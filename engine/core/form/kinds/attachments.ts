import { type FileValue, type Issue, issue } from '#core/base'
import type { FieldDefinition } from '../definition.ts'
import {
  type FieldKindRules,
  found,
  isNothing,
  isRecord,
  type KindContext,
  nothing,
  type Read,
  wrong,
} from './kind.ts'
import { readId } from './options.ts'
import { countCharacters, readText } from './texts.ts'

const most = 50
const endings: Readonly<Record<string, string>> = { jpeg: 'jpg', jpe: 'jpg', jfif: 'jpg' }

/** Files by id, each with a name and perhaps a caption. What is inside them was looked at on upload. */
export const attachments: FieldKindRules<readonly FileValue[]> = {
  asked: 'upload',
  empty: [],
  factType: 'number',
  read(raw) {
    if (isNothing(raw)) return nothing
    if (!Array.isArray(raw) || raw.length > most) {
      return wrong(issue('wrong-type', [], { expected: 'files' }))
    }
    const reads = raw.map(readFile)
    const issues = reads.flatMap((it, at) =>
      it.issues.map((one) => ({ ...one, at: [at, ...one.at] })),
    )
    return issues.length > 0 ? { issues } : found(reads.map((it) => it.value!))
  },
  check(files, field, context) {
    const max = field['max-files'] ?? 20
    const min = context.mode === 'draft' ? 0 : (field['min-files'] ?? 0)
    const count = files.length
    return [
      ...(count > max ? [issue('too-many-files', [], { max, count })] : []),
      ...(count < min ? [issue('too-few-files', [], { min, count })] : []),
      ...repeated(files),
      ...files.flatMap((file, at) => checkFile(file, field, context, at)),
    ]
  },
  show: (files) =>
    files.map((it) => (it.caption ? `${it.name}（${it.caption}）` : it.name)).join('、'),
  fact: (files) => files.length,
}

function readFile(raw: unknown): Read<FileValue> {
  if (!isRecord(raw)) return wrong(issue('wrong-type', [], { expected: 'file' }))
  const [file, name, caption] = [
    readId(raw.file),
    readText(raw.name, false),
    readText(raw.caption, false),
  ]
  const issues = [...file.issues, ...name.issues, ...caption.issues]
  if (issues.length > 0) return { issues: issues.slice(0, 1) }
  if (!file.value || !name.value || !isPlainName(name.value)) {
    return wrong(issue('bad-file-name', [], { name: name.value ?? '' }))
  }
  const value = { file: file.value, name: name.value }
  return found(caption.value ? { ...value, caption: caption.value } : value)
}
/** A name is shown and offered for download: no path, no hidden file, not endless. */
const isPlainName = (name: string): boolean =>
  countCharacters(name) <= 200 && !/[/\\:*?"<>|]/.test(name) && !name.startsWith('.')

function repeated(files: readonly FileValue[]): Issue[] {
  return files.flatMap((file, at) =>
    files.findIndex((it) => it.file === file.file) < at
      ? [issue('same-file-twice', [at], { name: file.name })]
      : [],
  )
}

function checkFile(
  file: FileValue,
  field: FieldDefinition,
  context: KindContext,
  at: number,
): Issue[] {
  const issues: Issue[] = []
  const ending = formatOf(file.name)
  const inside = context.file?.(file.file)
  if (context.file && !inside) return [issue('unknown-file', [at], { name: file.name })]
  const formats: readonly string[] | undefined = field.formats
  const isOffered = (format: string) => !formats || formats.includes(endings[format] ?? format)
  if (!isOffered(ending) || (inside && !isOffered(inside.format))) {
    issues.push(issue('format-not-allowed', [at], { name: file.name, formats }))
  }
  const megabytes = field['max-megabytes']
  if (inside && megabytes !== undefined && inside.bytes > megabytes * 1024 * 1024) {
    issues.push(issue('file-too-large', [at], { name: file.name, max: megabytes }))
  }
  return [...issues, ...checkCaption(file, field, context, at)]
}

/** Counted in characters, not bytes: 33 字 are fine, 34 are not (ZJ, C12-12). */
function checkCaption(
  file: FileValue,
  field: FieldDefinition,
  context: KindContext,
  at: number,
): Issue[] {
  const caption = field.caption
  const length = countCharacters(file.caption ?? '')
  const max = caption ? (caption['max-length'] ?? 100) : 0
  if (length > max) {
    const code = caption ? 'caption-too-long' : 'caption-not-asked'
    return [issue(code, [at, 'caption'], { max, length, name: file.name })]
  }
  const isMissing = caption?.required && length === 0 && context.mode !== 'draft'
  return isMissing ? [issue('caption-required', [at, 'caption'], { name: file.name })] : []
}

/** `jpg` of `证书.JPEG`; empty without an ending. */
export function formatOf(name: string): string {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return endings[ending] ?? ending
}
