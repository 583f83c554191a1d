import type { AccountId } from '#core/base'
import type { Actor, FilingState } from '#core/filing'
import type { Post } from '#core/org'
import { accountOf, type Stage } from './stage.ts'

/** Who a story calls by this key: a post, a person, anyone or the system. */
export function actorOf(stage: Stage, key: string, filing?: FilingState): Actor | undefined {
  if (key === 'system') return { kind: 'system', name: '系统' }
  if (key === 'anyone') {
    const account = filing?.filedBy.kind === 'anyone' ? filing.filedBy.account : undefined
    return { kind: 'anyone', name: '未登录', ...(account && { account }) }
  }
  const post = stage.posts.find((it) => it.id === key)
  if (post) return actorOfPost(stage, post)
  const person = stage.people.get(key)
  return person && { kind: 'person', account: accountOf(key), person: person.id, name: person.name }
}

function actorOfPost(stage: Stage, post: Post): Actor {
  return {
    kind: 'post',
    account: post.account as AccountId,
    post: post.id,
    name: post.name,
    role: post.role,
    office: post.office,
    officeName: stage.offices.get(post.office)?.name ?? post.office,
    ...(post.department && { department: post.department }),
  }
}
