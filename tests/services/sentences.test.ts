import { describe, expect, test } from 'vitest'
import { issue } from '#core/base'
import { fill, sentenceOf } from '#services/sentences'
import { packOf } from '../support/world.ts'

describe('a sentence of the region', () => {
  test('asks for what is missing in the word for giving it', () => {
    const { texts } = packOf('guangxi').pack
    const says = (asked?: string) =>
      sentenceOf(texts, issue('required', ['it'], { label: '承诺', ...(asked && { asked }) }))
    expect([says(), says('tick'), says('upload')]).toEqual([
      '请填写“承诺”。',
      '请勾选“承诺”。',
      '请上传“承诺”。',
    ])
    expect(says('in-words-nobody-has'), 'else in the plain one').toBe('请填写“承诺”。')
  })
  test('says days and times as people say them, whoever gave them', () => {
    const says = (value: unknown) => fill('{it}', { it: value })
    expect(says('2027-01-01')).toBe('2027年1月1日')
    expect(says('2026-12-31T09:05')).toBe('2026年12月31日09:05')
    expect(says(['2026-03-01', '2026-03-02'])).toBe('2026年3月1日、2026年3月2日')
    expect(says('2026-02-30')).toBe('2026-02-30')
    expect(says('编号 2026-03-01')).toBe('编号 2026-03-01')
  })
})
