export const results = {
  noneHere: '这一栏里没有{filing}',
  noneHereSays: '其他栏里还有，数目写在各栏的名称后面。',
  none: '还没有办理过的{filing}',
  noneSays: '办理过的会显示在这里，点名称可以查看全部过程。',
} as const
