import { ElConfigProvider } from 'element-plus'

/** What a template may hand to a component whose own types `exactOptionalPropertyTypes` cannot read. */
type Open = new () => {
  readonly $props: Readonly<Record<string, unknown>>
  readonly $slots: Readonly<Record<string, (scope: never) => unknown>>
}
export const ConfigProvider = ElConfigProvider as unknown as Open
