import type { FileFormat } from '#core/form'

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

/** The format the first bytes claim, of those we can take apart ourselves. Proves nothing yet. */
export function claimedFormat(bytes: Uint8Array): FileFormat | undefined {
  const head = ascii(bytes, 0, 12)
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (head.startsWith('BM')) return 'bmp'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp'
  if (head.startsWith('%PDF-')) return 'pdf'
  return undefined
}

/** The format a file's name claims. */
export function namedFormat(name: string): FileFormat | undefined {
  const extension = /\.([a-z0-9]+)\s*$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (extension === 'jpeg' || extension === 'jfif') return 'jpg'
  return (['jpg', 'png', 'gif', 'bmp', 'webp', 'pdf'] as const).find((it) => it === extension)
}

/** What the file is, to tell its owner: an extension such as `heic` or `zip`, or script, text, unknown. */
export async function describeFile(bytes: Uint8Array): Promise<string> {
  const start = ascii(bytes, 0, 4096)
  if (/^\s*(#!|<\?php|<script|<!doctype html|<html|<svg|@echo|MZ)|<script|<\?php/i.test(start))
    return 'script'
  const { fileTypeFromBuffer } = await import('file-type')
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (type) return type.ext
  return [...start].some(isControl) ? 'unknown' : 'text'
}

/** No text has these: all below the space but tab, line feed, form feed and return. */
const isControl = (character: string) => character < ' ' && !'\t\n\v\f\r'.includes(character)

const mostNameCharacters = 120

/**
 * A name fit to be shown and offered for download: no path, nothing invisible, nothing that turns the
 * reading direction (U+202E makes `gpj.exe` of `exe.jpg`).
 */
export function safeName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const visible = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu, '').trim()
  const letters = Array.from(visible)
  return letters.length <= mostNameCharacters
    ? visible
    : letters
        .slice(0, 100)
        .concat('…', letters.slice(-(mostNameCharacters - 101)))
        .join('')
}
