import type { Sourced } from '#core/base'

/** A certificate kind of the region: when it may be printed, by whom, how it looks, how it is numbered. */
export interface CertificateDefinition extends Partial<Sourced> {
  readonly certificate: string
  readonly title: string
  /** All must hold: the year's verdict, and/or named conditions. */
  readonly needs: {
    readonly standing?: 'passed'
    readonly conditions?: readonly string[]
    readonly says: string
  }
  readonly 'printed-by': readonly ('person' | { readonly capability: 'print-certificates' })[]
  /** Pieces joined: text, `{year}`, `{seq:6}` (per region, certificate and year). */
  readonly number: string
  readonly valid?: { readonly years?: number }
  readonly issuer: string
  /**
   * Void at once (P5): when any hours of the year are taken back (GX-A:48 原证书自动失效), or only when
   * what it needs no longer holds. A re-issue gets a new number (P7).
   */
  readonly 'void-when': 'hours-taken-back' | 'standing-falls' | 'never'
  readonly page: PageDefinition
  readonly verify: { readonly note: string; readonly shows: readonly string[] }
}

export interface PageDefinition {
  readonly size: 'A4' | 'A5' | 'B5'
  readonly landscape?: boolean
  readonly boxes: readonly BoxDefinition[]
}
interface Placed {
  readonly id: string
  /** mm from the top left. */
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
/** `{{person.name}}`, `{{issued | date-cn}}`: dotted names of documented sources with named formats. */
export type BoxDefinition = Placed &
  (
    | {
        readonly kind: 'text'
        readonly text: string
        readonly font?: 'song' | 'hei'
        readonly size?: number
        readonly bold?: boolean
        readonly align?: 'left' | 'center' | 'right'
        readonly 'line-height'?: number
        readonly color?: string
        readonly overflow?: 'shrink' | 'wrap' | 'refuse'
        readonly spacing?: number
      }
    | { readonly kind: 'qr'; readonly value: string }
    | { readonly kind: 'line'; readonly color?: string; readonly width?: number }
    | {
        readonly kind: 'frame'
        readonly color?: string
        readonly width?: number
        readonly fill?: string
        readonly radius?: number
      }
    | {
        readonly kind: 'seal'
        readonly text: string
        readonly caption?: string
        readonly color?: string
      }
    | { readonly kind: 'image'; readonly file: string }
  )

/** What placeholders may name. Frozen at issue and kept with the certificate (pinned data). */
export interface CertificateData {
  readonly number: string
  readonly year: number
  readonly issued: string
  readonly issuer: string
  readonly 'verify-url': string
  readonly person: Readonly<Record<string, string>>
  readonly unit: Readonly<Record<string, string>>
  readonly hours: { readonly total: number; readonly subjects: Readonly<Record<string, number>> }
  readonly verdict: string
}
export type CertificateState = 'valid' | 'void' | 'replaced' | 'expired'
