export const verify = {
  title: '证书核验',
  says: '输入证书上的核验码，或扫描证书上的二维码，查看证书现在的状态。无需登录。',
  code: '核验码',
  codeNeed: '请输入核验码',
  submit: '核验',
  again: '核验另一张证书',
  checking: '正在核验…',
  found: '核验结果',
  state: { valid: '有效', void: '已失效', replaced: '已被替换', expired: '已过期', unknown: '没有找到' },
  checkedAt: '核验时间：{time}',
  now: '以上为核验时的状态。部分信息已隐去，以保护个人隐私。',
  replacedBy: '新证书编号：{number}',
} as const
