import type { Figure } from './measure.ts'

type Shown = Omit<Figure, 'wanted'> & { readonly wanted?: Figure['wanted'] }

/** The figures as the README shows them, between the line of heads and the next empty line. */
export function tableOf(figures: readonly Shown[]): string {
  const rows = figures.map(({ name, ours, unit, peer, ratio, wanted, reached }) => {
    const beside = peer ? `${peer.name}: ${peer.value}` : ''
    const aim =
      wanted === undefined
        ? ''
        : `${'ratio' in wanted ? `≥ ${wanted.ratio} ×` : `< ${wanted.most} ms`} ${reached ? '✓' : '✗'}`
    return `| ${name} | ${ours} ${unit} | ${beside} | ${ratio === undefined ? '' : `${ratio} ×`} | ${aim} |`
  })
  return ['|---|---|---|---|---|', ...rows].join('\n')
}

/** A README with today's table in the place of the old one. */
export const withTable = (readme: string, figures: readonly Shown[]): string =>
  readme.replace(/\|---\|---\|---\|---\|---\|\n(?:\|.*\n)+/, `${tableOf(figures)}\n`)
