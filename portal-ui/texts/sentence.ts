import { terms } from './terms.ts'

/** Fills `{name}` and `{term.unit}` in a sentence of the pack; a name without a value leaves nothing. */
export function fillSentence(
  sentence: string,
  values: Readonly<Record<string, unknown>> = {},
): string {
  return sentence.replace(/\{([\w.-]+)\}/g, (_, name: string) => {
    const value = name.startsWith('term.') ? terms.value[name.slice(5)] : values[name]
    if (value === undefined || value === null) return ''
    return Array.isArray(value) ? value.join('、') : String(value)
  })
}

/** 8 · 8.5, never 8.000000001. */
export const hoursText = (hours: number): string => String(Math.round(hours * 100) / 100)
