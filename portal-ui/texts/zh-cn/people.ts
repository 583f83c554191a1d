export const people = {
  none: '没有符合条件的人员',
  noneSays: '请换一个姓名或{id-number}后四位再查。',
  query: '姓名或{id-number}后四位',
  year: '年度',
  person: '{person}',
  back: '返回列表',
  facts: '基本信息',
  years: '各年度情况',
  yearsNone: '这位{person}还没有{hours}记录。',
  notAllowed: '您当前的身份不能查看人员',
  notAllowedSays: '请切换身份，或联系{unit-admin}。',
} as const
