import {
  fieldsFor,
  type FieldDefinition,
  type FileFormat,
  type FormDefinition,
  leafKinds,
} from '#core/form'
import type { UploadRules } from '#documents/evidence'

const megabyte = 1024 * 1024
/** The door takes no more, whatever a pack allows. */
export const hardLimit = 20 * megabyte
/** Where a pack names no size. */
const usual = 10
const pixels = 40_000_000
const everyFormat: readonly FileFormat[] = ['jpg', 'png', 'gif', 'bmp', 'webp', 'pdf']

/**
 * The attachments field of a form by its id; `rows.scan` for one inside rows. Without a kind, the
 * first kind that has it: the form does not tell which kind will be chosen.
 */
export function attachmentsField(
  form: FormDefinition,
  id: string,
  kind: string | undefined,
): FieldDefinition | undefined {
  const [outer, inner] = id.split('.')
  const kinds =
    kind === undefined ? [undefined, ...leafKinds(form.kinds).map((it) => it.id)] : [kind]
  for (const one of kinds) {
    const field = fieldsFor(form, one).find((it) => it.id === outer)
    const found = inner === undefined ? field : field?.fields?.find((it) => it.id === inner)
    if (found?.kind === 'attachments') return found
  }
  return undefined
}

export function rulesFor(field: FieldDefinition): UploadRules & { readonly megabytes: number } {
  const megabytes = Math.min(field['max-megabytes'] ?? usual, hardLimit / megabyte)
  return {
    formats: field.formats ?? everyFormat,
    maxBytes: megabytes * megabyte,
    maxPixels: pixels,
    megabytes,
  }
}
