import type { Instant } from '#core/base'
import type { LaidOutBox, LaidOutPage, LaidOutText } from '#core/certificate'

export const info = {
  title: '继续教育合格证书',
  author: '某市人力资源和社会保障局',
  language: 'zh-CN',
  subject: '2026 年度',
  at: '2026-11-22T02:00:00.000Z' as Instant,
} as const

/** A text box with what most of them share. */
export function aText(text: string, its: Partial<LaidOutText> = {}): LaidOutText {
  return {
    kind: 'text',
    x: 20,
    y: 20,
    w: 200,
    h: 12,
    text,
    font: 'song',
    size: 16,
    align: 'left',
    overflow: 'shrink',
    ...its,
  }
}
export const aPage = (...boxes: LaidOutBox[]): LaidOutPage => ({
  width: 297,
  height: 210,
  boxes,
})

/** The A4 landscape certificate of the tests and of the bench. */
export function aCertificate(name = '欧阳文𬭎', number = 'JX-2026-000123'): LaidOutPage {
  const body = `　　${name} 同志（身份证号：4501**********123X）于2026年度参加专业技术人员继续教育学习，累计完成学时90学时，其中公需科目30学时，专业科目60学时，达到年度继续教育学时要求，考核合格，特发此证。`
  const red = '#b3261e'
  const gold = '#b08d3c'
  const small = { size: 11, font: 'hei', color: '#333333' } as const
  return aPage(
    { kind: 'rect', x: 0, y: 0, w: 297, h: 210, fill: '#fffdf6' },
    { kind: 'rect', x: 9, y: 9, w: 279, h: 192, stroke: gold, lineWidth: 1.4 },
    { kind: 'rect', x: 12, y: 12, w: 273, h: 186, stroke: gold, lineWidth: 0.35 },
    aText('专业技术人员继续教育', {
      id: 'heading',
      x: 30,
      y: 30,
      w: 237,
      h: 10,
      size: 18,
      align: 'center',
      letterSpacing: 6,
      color: '#444444',
    }),
    aText('合格证书', {
      id: 'title',
      x: 30,
      y: 45,
      w: 237,
      h: 20,
      size: 44,
      bold: true,
      align: 'center',
      letterSpacing: 16,
      color: red,
    }),
    { kind: 'line', x1: 98.5, y1: 70, x2: 198.5, y2: 70, width: 0.4, color: gold },
    aText(body, {
      id: 'body',
      x: 42,
      y: 82,
      w: 213,
      h: 52,
      size: 18,
      lineHeight: 1.85,
      overflow: 'wrap',
    }),
    aText(`证书编号：${number}`, { id: 'number', x: 42, y: 173, w: 90, h: 6, ...small }),
    aText('扫描二维码查验证书真伪', {
      id: 'hint',
      x: 42,
      y: 180,
      w: 90,
      h: 6,
      ...small,
      size: 9,
      color: '#666666',
    }),
    {
      kind: 'qr',
      id: 'qr',
      x: 40,
      y: 140,
      size: 31,
      value: `https://xueshi.example/verify/${number}?c=8F3K-22QD`,
    },
    {
      kind: 'seal',
      id: 'seal',
      x: 199,
      y: 136,
      diameter: 42,
      text: '某市人力资源和社会保障局',
      centre: 'star',
      caption: '继续教育专用章',
      color: '#d0201a',
    },
    aText('某市人力资源和社会保障局', {
      id: 'issuer',
      x: 180,
      y: 154,
      w: 80,
      h: 7,
      size: 16,
      align: 'center',
    }),
    aText('二〇二六年十一月二十二日', {
      id: 'day',
      x: 180,
      y: 164,
      w: 80,
      h: 7,
      size: 14,
      align: 'center',
    }),
  )
}
