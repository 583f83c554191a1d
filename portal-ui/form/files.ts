import type { FieldDefinition } from '#core/form'
import { countCharacters, formatOf } from '#core/form'
import { t } from '../texts/index.ts'

const mimes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  pdf: 'application/pdf',
}
type Limits = Pick<FieldDefinition, 'formats' | 'max-megabytes' | 'max-files' | 'caption'>
const megabyte = 1024 * 1024

/** For the browser's file dialog. */
export const acceptOf = (field: Limits): string =>
  (field.formats ?? Object.keys(mimes)).map((it) => mimes[it]).join(',')
export const mimeOf = (name: string): string => mimes[formatOf(name)] ?? 'application/octet-stream'
export const isImage = (name: string): boolean => mimeOf(name).startsWith('image/')

export function sizeText(bytes: number): string {
  if (bytes >= megabyte) return `${(bytes / megabyte).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / 1024))} KB`
}

/** What may be handed in here, in one line. */
export function limitsText(field: Limits): string {
  const formats = field.formats ? field.formats.join('、') : t('form.files.any')
  const [count, size] = [field['max-files'], field['max-megabytes']]
  if (count !== undefined && size !== undefined)
    return t('form.files.limits', { formats, count, size })
  if (size !== undefined) return t('form.files.limitsNoCount', { formats, size })
  if (count !== undefined) return t('form.files.limitsNoSize', { formats, count })
  return t('form.files.formatsOnly', { formats })
}

/** Why a file cannot be taken, in a sentence; none when it can. Size of images is looked at after shrinking. */
export function refusalOf(
  file: { readonly name: string; readonly size: number },
  field: Limits,
): string | undefined {
  const { name } = file
  const format = formatOf(name)
  if (format === 'heic' || format === 'heif') return t('form.files.heic', { name })
  const allowed: readonly string[] = field.formats ?? Object.keys(mimes)
  if (!allowed.includes(format))
    return t('form.files.wrongType', { name, formats: allowed.join('、') })
  if (file.size === 0) return t('form.files.empty', { name })
  const max = field['max-megabytes']
  if (max !== undefined && file.size > max * megabyte && !canShrink(name, field))
    return tooBig(name, file.size, max)
  return undefined
}
export const tooBig = (name: string, size: number, max: number): string =>
  t('form.files.tooBig', { name, size: sizeText(size), max })

/** Pictures can be made smaller where jpg is taken; a PDF cannot. */
export const canShrink = (name: string, field: Limits): boolean =>
  ['jpg', 'png', 'webp', 'bmp'].includes(formatOf(name)) &&
  (field.formats === undefined || field.formats.includes('jpg'))

export const captionLength = (text: string | undefined): number => countCharacters(text ?? '')

/** The name under which a picture made smaller travels: `证书.png` becomes `证书.jpg`. */
export const asJpg = (name: string): string => name.replace(/\.[^.]+$/, '') + '.jpg'
