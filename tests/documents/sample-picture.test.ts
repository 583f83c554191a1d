import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { inspectUpload } from '../../engine/documents/evidence.ts'
import { drawSample, samplePage } from '../../engine/documents/sample-picture.ts'

const diploma = { title: '结业证书', lines: ['唐软件', '邕州虚拟理工大学', '高级研修班'] }

describe('a sample picture', () => {
  test('is a JPEG of its size, with frame, words and mark on it', async () => {
    const picture = sharp(await drawSample(diploma))
    const { format, width, height } = await picture.metadata()
    expect({ format, width, height }).toEqual({ format: 'jpeg', ...samplePage })
    expect(await inkIn(picture, { left: 0, top: 0, width: 80, height })).toBeGreaterThan(0.05)
    expect(await inkIn(picture, { left: 400, top: 140, width: 440, height: 120 })).toBeGreaterThan(
      0.1,
    )
    expect(await inkIn(picture, { left: 900, top: 600, width: 220, height: 200 })).toBeGreaterThan(
      0.05,
    )
  })

  test('is the same bytes for the same words, and others for others', async () => {
    const [one, again, other] = await Promise.all([
      drawSample(diploma),
      drawSample(diploma),
      drawSample({ ...diploma, title: '获奖证书' }),
    ])
    expect(Buffer.compare(one, again)).toBe(0)
    expect(Buffer.compare(one, other)).not.toBe(0)
  })

  test('words too long for the page are set smaller, inside the frame', async () => {
    const picture = sharp(await drawSample({ title: '证'.repeat(60), lines: ['名'.repeat(90)] }))
    const beside = { left: 62, top: 120, width: 60, height: 320 }
    expect(await inkIn(picture, beside)).toBe(0)
  })

  test('passes as evidence', async () => {
    const rules = { formats: ['jpg'], maxBytes: 4_000_000, maxPixels: 40_000_000 } as const
    const kept = await inspectUpload(await drawSample(diploma), rules, '结业证书.jpg')
    expect(kept).toMatchObject({ ok: true, value: { mime: 'image/jpeg', ...samplePage } })
  })
})

type Part = Readonly<Record<'left' | 'top' | 'width' | 'height', number>>
/** Which share of a part is drawn on: darker than half-way down from the paper. */
async function inkIn(picture: Sharp, part: Part): Promise<number> {
  const data = await picture.clone().extract(part).greyscale().raw().toBuffer()
  return [...data].filter((it) => it < 128).length / data.length
}
