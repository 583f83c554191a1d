import type { IdentityView, SessionView } from '#core/api'
import type { DepartmentId, OfficeId } from '#core/base'
import type { OrgView } from '#core/org'
import type { Pack } from '#core/pack'
import type { Context } from '../context.ts'
import { type Identity, identitiesOf, type Viewer } from '../viewer.ts'

/** Who is signed in, as what, and what else they could be. */
export async function sessionView(
  ctx: Context,
  viewer: Viewer,
  mustChangePassword: boolean,
): Promise<SessionView> {
  const identities = await identitiesOf(ctx, viewer.region, viewer.account)
  const views = identities.map((it) => identityView(viewer.pack, viewer.org, it))
  const own = viewer.person ? 'person' : viewer.post!.id
  return {
    name: viewer.name,
    region: viewer.region,
    identity: views.find((it) => it.id === own)!,
    identities: views,
    mustChangePassword,
    demo: ctx.demo,
  }
}

export function identityView(pack: Pack, org: OrgView, it: Identity): IdentityView {
  const office = org.office((it.post?.office ?? it.person?.office) as OfficeId)?.name
  const department = (it.post?.department ?? it.person?.department) as DepartmentId | undefined
  const inside = department && org.department(department)?.department.name
  return {
    id: it.id,
    kind: it.kind,
    title: it.post
      ? (pack.org.roles.find((one) => one.id === it.post!.role)?.title ?? it.post.role)
      : (pack.texts.terms['person'] ?? ''),
    ...(office && { office }),
    ...(inside && { department: inside }),
  }
}
