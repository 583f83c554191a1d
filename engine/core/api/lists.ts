/** Filings in lists, and many decided at once. */
import type { Hint } from './forms.ts'

export interface RowView {
  /** Since when it is where it is. */
  readonly since?: string
  readonly id: string
  readonly seq: number
  readonly state: string
  readonly stateType: string
  readonly label: string
  /** By column source, masked as the pack says, ready to show. */
  readonly cells: Readonly<Record<string, string>>
  readonly hints: readonly Hint[]
  /** Actions this identity may take now. */
  readonly actions: readonly string[]
  /** Sum label of its group (已处理/未处理). */
  readonly group?: string
}

export interface PageView<Row = RowView> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly page: number
  readonly size: number
  readonly tabs?: Readonly<Record<string, number>>
}

export interface BatchBody {
  readonly action: string
  readonly items: readonly { readonly id: string; readonly seen: number }[]
  readonly opinion?: string
  /** submit: the way all of them go. */
  readonly route?: { readonly id: string; readonly office?: string }
}

export interface ReceiptItem {
  readonly id: string
  readonly title: string
  readonly outcome: 'done' | 'not-allowed' | 'changed' | 'not-found'
  readonly says: string
  readonly seq?: number
}

export interface ReceiptView {
  readonly done: number
  readonly left: number
  readonly items: readonly ReceiptItem[]
}

export interface JobView {
  readonly id: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly total: number
  readonly done: number
  readonly left: number
  readonly items: readonly ReceiptItem[]
  readonly says?: string
}
