import type { EffectDefinition, Transition } from '#core/workflow'
import type { Pack } from '#core/pack'
import type { Names } from './names.ts'

/** What a move does, in a few words. */
export function sayEffect(pack: Pack, names: Names, it: EffectDefinition): string {
  switch (it.do) {
    case 'credit':
      return `${names.term('awarded', '认定学时')}入账`
    case 'revoke-credits':
      return '收回已入账的学时'
    case 'void-certificates':
      return `学时不再满足要求的${names.term('certificate', '证书')}失效`
    case 'issue-certificate':
      return `生成${pack.certificates[it.certificate]?.title ?? it.certificate}`
    case 'open-account':
      return '开通账号'
    case 'close-account':
      return '关闭账号，证件号可重新注册'
    case 'apply-change':
      return '修改的信息生效'
    case 'move-person':
      return `转入“${names.field(it.to)}”中的机构`
    case 'move-office':
      return `上级变更为“${names.field(it.to)}”中的机构`
    case 'permit':
      return `准予办理一次“${names.chain(it.chain)}”`
    default: {
      const never: never = it
      throw new Error(`No such effect: ${JSON.stringify(never)}`)
    }
  }
}

const movers: Readonly<Record<Transition['by'], string>> = {
  filer: '申报人',
  holder: '当前审核机构',
  verifier: '审验机构',
  deleter: '有删除权限的管理员',
  system: '系统',
  rescuer: '改派人员',
}
export const sayMover = (by: Transition['by']): string => movers[by]
