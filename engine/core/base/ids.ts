declare const brand: unique symbol
type Brand<Name extends string> = string & { readonly [brand]: Name }

export type RegionId = Brand<'RegionId'>
export type OfficeId = Brand<'OfficeId'>
export type DepartmentId = Brand<'DepartmentId'>
export type PersonId = Brand<'PersonId'>
export type AccountId = Brand<'AccountId'>
export type PostId = Brand<'PostId'>
export type FilingId = Brand<'FilingId'>
export type CertificateId = Brand<'CertificateId'>
export type FileId = Brand<'FileId'>
/** sha-256 of the canonical JSON of a resolved pack, hex. */
export type PackHash = Brand<'PackHash'>

/** Whether a text is written as ids are; anything else names nothing, and the database would not take it. */
export const isId = (text: string): boolean => written.test(text)
const written = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
