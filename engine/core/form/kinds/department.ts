import { reference } from './reference.ts'

export const department = reference
