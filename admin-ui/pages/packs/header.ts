export interface HeaderFace {
  readonly basis: readonly { readonly id: string; readonly title: string; readonly link?: string }[]
  readonly platform: string
  readonly short: string
  readonly operator: string
  readonly contact: string
  readonly extends: string
  readonly utcOffset: string
}
type Loose = Readonly<Record<string, unknown>>

const textIn = (it: Loose, name: string): string =>
  typeof it[name] === 'string' ? String(it[name]) : ''
const objectIn = (it: unknown): Loose =>
  typeof it === 'object' && it !== null ? (it as Loose) : {}

/** What is shown of a pack's header; links only where they lead to a page. */
export function headerOf(header: Loose): HeaderFace {
  const branding = objectIn(header['branding'])
  const basis = Array.isArray(header['basis']) ? header['basis'] : []
  return {
    basis: basis.map(objectIn).map((it) => {
      const link = textIn(it, 'link')
      return {
        id: textIn(it, 'id'),
        title: textIn(it, 'title') || textIn(it, 'id'),
        ...(/^https?:\/\//.test(link) ? { link } : {}),
      }
    }),
    platform: textIn(header, 'platform'),
    short: textIn(header, 'short'),
    operator: textIn(branding, 'operator'),
    contact: textIn(branding, 'contact'),
    extends: textIn(header, 'extends'),
    utcOffset: textIn(header, 'utc-offset'),
  }
}
