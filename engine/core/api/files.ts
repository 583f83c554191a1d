import type { FileValue } from '#core/base'

export interface FileView extends FileValue {
  readonly mime: string
  readonly bytes: number
  readonly url: string
}
