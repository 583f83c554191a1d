import { explain, resolve, yamlOf, type NoSuchPath, type Provenance } from '#core/pack'
import { readPackFiles } from '#storage/pack-files'
import type { Io } from './io.ts'

/** Which file, line and layer gave a value, and what it hides. */
export function explainValue(folder: string, path: string, io: Io): number {
  const found = explain(resolve(readPackFiles(folder)).layered, path)
  if (!found.ok) {
    const { path: asked, at, removed, unset } = found.issue
    if (removed) {
      io.say(`${asked} 已去掉：${placeOf(removed.by)}:${removed.by.column}`)
      for (const it of removed.was) io.say(`  原来写在 ${placeOf(it)}`)
      return 0
    }
    if (unset !== undefined) {
      io.say(`${asked} 没有写（${at} 之下）；缺省：${unset}`)
      return 0
    }
    io.complain(nowhere(found.issue))
    return 1
  }
  const { value } = found
  io.say(`${value.path}\n${indented(value.value)}`)
  io.say(`  写在 ${placeOf(value)}:${value.column}`)
  for (const it of value.over) io.say(`  盖住 ${placeOf(it)}\n${indented(it.value)}`)
  return 0
}

const placeOf = (it: Pick<Provenance, 'layer' | 'file' | 'line'>) =>
  `${it.layer}/${it.file}:${it.line}`

function nowhere({ path, at, meant, known }: NoSuchPath): string {
  const wayOut = meant === undefined ? `现有：${known.join('、')}` : `是否想写 ${meant}？`
  return `没有 ${path}${at === '' ? '' : `（${at} 之下没有）`}；${wayOut}`
}

const indented = (value: unknown): string =>
  yamlOf(value)
    .trimEnd()
    .split('\n')
    .map((it) => `    ${it}`)
    .join('\n')
