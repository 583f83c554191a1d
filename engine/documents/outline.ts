import type { PathCommand } from './canvas.ts'

/** A glyph's outline as PDF operators, filled by the non-zero rule; empty for a blank. */
export function outlineOperators(commands: readonly PathCommand[]): string {
  if (commands.length === 0) return ''
  let at: readonly [number, number] = [0, 0]
  const written = commands.map(({ command, args }) => {
    const from = at
    const [x = 0, y = 0, x2 = 0, y2 = 0] = args
    if (command === 'quadraticCurveTo') {
      at = [x2, y2]
      return cubic(from, [x, y], at)
    }
    if (args.length >= 2) at = [args.at(-2)!, args.at(-1)!]
    return [...args, operators[command]].join(' ')
  })
  return `${written.join('\n')}\nf`
}

const operators = { moveTo: 'm', lineTo: 'l', bezierCurveTo: 'c', closePath: 'h' } as const

type Point = readonly [number, number]

/** PDF knows cubic curves only: two thirds of the way to the one control point, from either end. */
function cubic(from: Point, control: Point, to: Point): string {
  const near = ([x, y]: Point) =>
    [x + ((control[0] - x) * 2) / 3, y + ((control[1] - y) * 2) / 3].map(
      (it) => Math.round(it * 10) / 10,
    )
  return [...near(from), ...near(to), ...to, 'c'].join(' ')
}
