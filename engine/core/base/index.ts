/** The few words every room shares. Imports nothing. */
export * from './codes.ts'
export * from './ids.ts'
export { maskText } from './mask.ts'
export * from './result.ts'
export * from './time.ts'
export * from './words.ts'
