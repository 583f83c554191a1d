import type { PackHash } from '../../engine/core/base/index.ts'
import type { FormDefinition } from '../../engine/core/form/index.ts'
import type { HoursDefinition } from '../../engine/core/hours/index.ts'
import type { OrgDefinition } from '../../engine/core/org/index.ts'
import type { Pack, ResolvedPack, WorldDefinition } from '../../engine/core/pack/index.ts'
import type { Conditions } from '../../engine/core/rules/index.ts'
import { compileChain, type ChainDefinition } from '../../engine/core/workflow/index.ts'

/** A pack made by hand: one form, one chain, three levels of offices. Tests change what they are about. */
export interface TinyParts {
  readonly chains?: readonly ChainDefinition[]
  readonly forms?: readonly FormDefinition[]
  readonly conditions?: Conditions
  readonly hours?: HoursDefinition
  readonly org?: OrgDefinition
  readonly world?: WorldDefinition
  readonly certificates?: ResolvedPack['certificates']
}

export const actionWords = {
  save: '保存',
  submit: '提交',
  approve: '通过',
  refuse: '不通过',
  return: '退回',
  record: '备案',
  withdraw: '撤回',
  delete: '删除',
  verify: '审验通过',
  'reject-verification': '审验不通过',
  reassign: '转交',
}

export const tinyOrg: OrgDefinition = {
  'office-types': [
    {
      id: 'unit',
      title: '单位',
      people: true,
      departments: true,
      superiors: { upper: { types: ['unit', 'bureau'] } },
    },
    { id: 'bureau', title: '主管部门', people: true, superiors: { upper: { types: ['hrss'] } } },
    { id: 'hrss', title: '人社部门', superiors: { upper: { types: ['hrss'] } } },
  ],
  relations: [
    { id: 'upper', title: '上级' },
    { id: 'peer', title: '同级人社' },
  ],
  roles: [
    {
      id: 'admin',
      title: '管理员',
      at: ['unit', 'bureau', 'hrss'],
      may: [
        'review',
        'declare',
        'see-people',
        'see-filings',
        'delete-filings',
        'close-review',
        'print-certificates',
      ],
    },
    {
      id: 'chief',
      title: '人社管理员',
      at: ['hrss'],
      may: ['review', 'verify', 'rescue', 'see-filings'],
    },
  ],
  person: {
    attributes: [
      { id: 'title', title: '职称', type: 'text' },
      { id: 'state-owned', title: '省属', type: 'boolean' },
    ],
  },
}

export const tinyForm: FormDefinition = {
  form: 'declaration',
  title: '学时登记',
  means: {
    title: 'name',
    kind: 'kind',
    year: 'year',
    claimed: 'hours',
    evidence: 'files',
    from: 'from',
    to: 'to',
  },
  sections: [
    {
      id: 'main',
      title: '内容',
      fields: ['kind', 'name', 'from', 'to', 'hours', 'year', 'promise', 'kind-fields', 'files'],
    },
  ],
  fields: [
    { id: 'kind', kind: 'kind', label: '类型', required: true },
    { id: 'name', kind: 'text', label: '内容', required: true, 'max-length': 50 },
    { id: 'from', kind: 'date-time', label: '开始时间' },
    { id: 'to', kind: 'date-time', label: '结束时间' },
    { id: 'hours', kind: 'hours', label: '学时', required: true },
    { id: 'year', kind: 'year', label: '年度', required: true },
    { id: 'promise', kind: 'promise', label: '承诺', required: true },
    { id: 'files', kind: 'attachments', label: '附件', 'max-files': 2 },
  ],
  kinds: [
    { id: 'training', title: '培训', hours: 'half-days', subject: 'professional' },
    {
      id: 'paper',
      title: '论文',
      subject: 'professional',
      fields: [{ id: 'rank', kind: 'number', label: '排名' }],
    },
  ],
}

export const tinyHours: HoursDefinition = {
  step: 1,
  unit: '学时',
  subjects: [
    { id: 'public', title: '公需' },
    { id: 'professional', title: '专业' },
  ],
  formulas: [
    {
      id: 'half-days',
      title: '半天计',
      shape: 'half-days',
      per: 4,
      count: 'elapsed',
      from: 'from',
      to: 'to',
      source: '示例',
      status: 'demo',
    },
  ],
  caps: [],
  duplicates: [],
  requirements: [
    { id: 'year', title: '年度要求', years: {}, total: 40, source: '示例', status: 'demo' },
  ],
  verdicts: { passed: '合格', failed: '不合格', none: '未认定' },
}

export const tinyChain: ChainDefinition = {
  chain: 'declaration',
  title: '学时申报',
  form: 'declaration',
  about: 'person',
  'filed-by': ['person', { post: 'declare', for: 'people-below' }],
  labels: {
    draft: '待提交',
    waiting: '待审核',
    returned: '已退回',
    approved: '通过认定',
    refused: '不予认定',
    deleted: '已删除',
  },
  steps: [
    {
      id: 'unit',
      title: '单位审核',
      who: { office: 'subject-unit' },
      may: ['approve', 'refuse', 'return'],
      skip: { when: 'review-closed' },
      return: { to: ['filer'] },
      edits: ['awarded'],
    },
    {
      id: 'final',
      title: '终审',
      who: { nearest: 'hrss' },
      may: ['approve', 'refuse', 'return'],
      return: { to: ['filer', 'unit'], 'straight-back': true },
      label: '待终审',
    },
  ],
  withdraw: { while: ['waiting'], to: 'draft' },
  delete: [
    { by: 'filer', while: ['draft'] },
    {
      by: { capability: 'delete-filings' },
      while: ['approved'],
      effects: [{ do: 'revoke-credits' }, { do: 'void-certificates' }],
    },
  ],
  resubmit: { from: ['refused'] },
  credits: { at: 'end' },
}

export const tinyWorld: WorldDefinition = {
  offices: [
    { key: 'hrss', type: 'hrss', name: '市人社局' },
    { key: 'bureau', type: 'bureau', name: '市住建局', superiors: { upper: ['hrss'] } },
    {
      key: 'unit',
      type: 'unit',
      name: '第一设计院',
      superiors: { upper: ['bureau'] },
      departments: [
        { key: 'east', name: '东院' },
        { key: 'east-1', name: '东院一所', parent: 'east' },
        { key: 'west', name: '西院' },
      ],
    },
    { key: 'empty', type: 'unit', name: '无人单位', superiors: { upper: ['bureau'] } },
  ],
  people: [
    {
      key: 'li',
      name: '李一',
      'id-number': '110101199001011237',
      office: 'unit',
      department: 'east-1',
    },
    { key: 'zhao', name: '赵二', 'id-number': '110101199001012352', office: 'unit' },
    { key: 'sun', name: '孙三', 'id-number': '110101199001013478', office: 'empty' },
    { key: 'wang', name: '王管', 'id-number': '110101199001014593', office: 'unit' },
    { key: 'qian', name: '钱东', 'id-number': '110101199001015617', office: 'unit' },
    { key: 'zhou', name: '周局', 'id-number': '110101199001016732', office: 'bureau' },
    { key: 'wu', name: '吴人社', 'id-number': '110101199001017858' },
  ],
  posts: [
    { key: 'unit-admin', person: 'wang', office: 'unit', role: 'admin' },
    { key: 'east-admin', person: 'qian', office: 'unit', department: 'east', role: 'admin' },
    { key: 'bureau-admin', person: 'zhou', office: 'bureau', role: 'admin' },
    { key: 'hrss-chief', person: 'wu', office: 'hrss', role: 'chief' },
  ],
}

/** The texts of a pack nobody reads. */
const texts = { terms: { person: '专业技术人员' }, issues: {}, messages: {}, actions: actionWords }

export function tinyPack(parts: TinyParts = {}): Pack {
  const chains = parts.chains ?? [tinyChain]
  const forms = parts.forms ?? [tinyForm]
  return {
    hash: 'tiny' as PackHash,
    header: { id: 'tiny', title: '示例区域', 'utc-offset': '+08:00' },
    org: parts.org ?? tinyOrg,
    conditions: parts.conditions ?? {},
    forms: Object.fromEntries(forms.map((it) => [it.form, it])),
    chains: Object.fromEntries(chains.map((it) => [it.chain, it])),
    machines: Object.fromEntries(chains.map((it) => [it.chain, compileChain(it, actionWords)])),
    hours: parts.hours ?? tinyHours,
    certificates: Object.fromEntries((parts.certificates ?? []).map((it) => [it.certificate, it])),
    texts,
    portal: { menus: [], lists: [] },
    world: parts.world ?? tinyWorld,
    offsetMinutes: 480,
  }
}
