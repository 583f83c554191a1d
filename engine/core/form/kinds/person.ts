import { reference } from './reference.ts'

export const person = reference
