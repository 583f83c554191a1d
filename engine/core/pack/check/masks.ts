import { ownValue } from '../meant.ts'
import { at, word, type Say, type Spot } from './spot.ts'

/** Masks that hide what a field of a kind holds; texts may be anything, what is no text hides nothing. */
const all = ['id-number', 'phone', 'name', 'email']
const fitting: Readonly<Record<string, readonly string[]>> = {
  text: all,
  'long-text': all,
  'id-number': ['id-number'],
  phone: ['phone'],
  email: ['email'],
  person: ['name'],
}

export function checkMask(of: Spot, kind: string | undefined, say: Say): void {
  const mask = at(of, 'mask')
  if (!mask || kind === undefined) return
  const needs = ownValue(fitting, kind) ?? []
  if (!needs.includes(word(mask) ?? '')) say('mask-misfit', mask, { mask: word(mask), kind, needs })
}
