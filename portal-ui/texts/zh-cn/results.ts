export const results = {
  none: '还没有办理过的{filing}',
  noneSays: '办理过的会显示在这里，点名称可以查看全部过程。',
} as const
