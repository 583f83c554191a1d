import { t } from './words.ts'

const minutesOfChina = 480

/** `2026年1月5日` of a day or of a moment in the region's time. */
export function dayText(text: string, offsetMinutes = minutesOfChina): string {
  const day = text.length > 16 ? localOf(text, offsetMinutes) : text
  const [year, month, date] = day.slice(0, 10).split('-').map(Number)
  if (!year || !month || !date) return ''
  return t('time.day', { year, month, day: date })
}

/** `2026年1月5日 14:30`. */
export function momentText(instant: string, offsetMinutes = minutesOfChina): string {
  const local = instant.length > 16 ? localOf(instant, offsetMinutes) : instant
  const day = dayText(local.slice(0, 10))
  return day === '' ? '' : `${day} ${local.slice(11, 16)}`
}

/** How long ago, in the words of somebody waiting. */
export function sinceText(instant: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(instant)) / 60_000)
  if (!Number.isFinite(minutes)) return ''
  if (minutes < 1) return t('time.justNow')
  if (minutes < 60) return t('time.minutesAgo', { n: minutes })
  if (minutes < 60 * 24) return t('time.hoursAgo', { n: Math.floor(minutes / 60) })
  return t('time.daysAgo', { n: Math.floor(minutes / 1440) })
}

/** Wall-clock time of this device, `10:32`. */
export function clockText(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

function localOf(instant: string, offsetMinutes: number): string {
  const at = Date.parse(instant)
  return Number.isFinite(at) ? new Date(at + offsetMinutes * 60_000).toISOString() : ''
}
