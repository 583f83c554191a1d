import {
  amount,
  byTag,
  choice,
  colour,
  count,
  flag,
  id,
  list,
  maybeSourced,
  object,
  ref,
  set,
  text,
  wordOr,
  type Properties,
  type Schema,
} from './parts.ts'

const box: Properties = {
  id: id('标识'),
  x: amount('距左（毫米）'),
  y: amount('距上（毫米）'),
  w: amount('宽（毫米）'),
  h: amount('高（毫米）'),
}
export const certificateDefs: Readonly<Record<string, Schema>> = {
  box: byTag('kind', '版面上的一块', box, {
    text: {
      text: text('文字，可含 {{来源 | 格式}}'),
      'font?': choice(['song', 'hei'], '字体：song 宋 · hei 黑'),
      'size?': amount('字号（磅）'),
      'bold?': flag('加粗'),
      'align?': choice(['left', 'center', 'right'], '对齐'),
      'line-height?': amount('行高（倍）'),
      'color?': colour('颜色'),
      'overflow?': choice(
        ['shrink', 'wrap', 'refuse'],
        '放不下时：shrink 缩小 · wrap 换行 · refuse 拒绝',
      ),
      'spacing?': amount('字距（磅）'),
    },
    qr: { value: text('二维码内容') },
    line: { 'color?': colour('颜色'), 'width?': amount('线宽（毫米）') },
    frame: {
      'color?': colour('颜色'),
      'width?': amount('线宽（毫米）'),
      'fill?': colour('底色'),
      'radius?': amount('圆角（毫米）'),
    },
    seal: { text: text('印章环文'), 'caption?': text('印章横文'), 'color?': colour('颜色') },
    image: { file: text('图片，assets/ 之下') },
  }),
  certificate: object('证书', {
    certificate: id('证书标识，与文件名相同'),
    title: text('名称'),
    needs: object('可以打印的条件', {
      'standing?': choice(['passed'], '年度结果'),
      'conditions?': set(id('条件名'), '须成立的条件'),
      says: text('不满足时的提示'),
    }),
    'printed-by': list(
      wordOr(
        ['person'],
        object('持有权限者', { capability: choice(['print-certificates'], '权限') }),
        '谁可以打印',
      ),
      '谁可以打印',
      1,
    ),
    number: text('编号格式，如 继教{year}{seq:6}'),
    'valid?': object('有效期', { 'years?': count('年数', 1) }),
    issuer: text('发证单位'),
    'void-when': choice(
      ['hours-taken-back', 'standing-falls', 'never'],
      '何时作废：hours-taken-back 该年度学时被收回 · standing-falls 年度结果不再达到 · never 不因此作废',
    ),
    page: object('版面', {
      size: choice(['A4', 'A5', 'B5'], '纸张'),
      'landscape?': flag('横向'),
      boxes: list(ref('box'), '版面上的块', 1),
    }),
    verify: object('核验页', { note: text('说明'), shows: set(text('来源'), '显示的内容') }),
    ...maybeSourced,
  }),
}
