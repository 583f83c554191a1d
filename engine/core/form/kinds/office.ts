import { reference } from './reference.ts'

export const office = reference
