import type { ListView, RowView } from '#core/api'

export interface CardFace {
  /** Whom it is about, when the title does not say. */
  readonly who: string
  readonly title: string
  /** Hours awarded, else claimed, as the list shows them. */
  readonly figure: string
  readonly attributes: readonly { readonly title: string; readonly text: string }[]
}

const names = ['person.name', 'field.name', 'unit.name', 'office.name']
const titles = ['filing.title', 'field.title-name']
/** What was awarded says more than what was asked for; an empty cell is not shown. */
const figures = ['filing.awarded', 'filing.claimed']
/** Told elsewhere on the card, or of little use at a glance. */
const left = [
  'filing.state',
  'person.id-number',
  'field.id-number',
  'filing.awarded',
  'filing.claimed',
  'filing.holder',
]

/** What a card of the list says at a glance: title, one figure, at most three attributes. */
export function cardOf(row: RowView, columns: ListView['columns']): CardFace {
  const shown = columns.filter((it) => row.cells[it.of])
  const first = (wanted: readonly string[]) => wanted.find((of) => shown.some((it) => it.of === of))
  const who = first(names)
  const title = first(titles)
  const figure = first(figures)
  const used = [who, title, figure, ...left]
  const attributes = shown.filter((it) => !used.includes(it.of)).slice(-3)
  const text = (of: string | undefined) => (of === undefined ? '' : (row.cells[of] ?? ''))
  return {
    who: text(who),
    // What it is about is always known, whatever columns the pack shows.
    title: text(title) || text('filing.title') || text(who),
    figure: text(figure),
    attributes: attributes.map((it) => ({ title: it.title, text: text(it.of) })),
  }
}

/** Hours of a row, as a number; 0 where the list has no such column. */
export const hoursOf = (row: RowView): number =>
  Number(row.cells['filing.awarded'] || row.cells['filing.claimed']) || 0

/** Flags that want a look before anything is decided in a batch. */
export const isFlagged = (row: RowView): boolean => row.hints.some((it) => it.level !== 'info')
