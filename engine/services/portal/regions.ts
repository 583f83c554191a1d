import type { RegionView } from '#core/api'
import type { Pack } from '#core/pack'
import { findPostIds } from '#storage/accounts'
import type { Context } from '../context.ts'
import { fallbackLength } from '../sessions/sign-in.ts'
import { demoPassword } from '../worlds/seed.ts'

/** The regions one can sign in to, with their words, their registrations, and in demo mode who to be. */
export async function listRegionViews(ctx: Context): Promise<readonly RegionView[]> {
  const rows = await ctx.packs.regions()
  return Promise.all(
    rows.map(async (it) => {
      const pack = await ctx.packs.pinned(it.region, it.pack)
      return regionView(pack, ctx.demo ? await findPostIds(ctx.db, it.region) : undefined)
    }),
  )
}

type PostIds = Awaited<ReturnType<typeof findPostIds>>

function regionView(pack: Pack, posts: PostIds | undefined): RegionView {
  const { header, texts } = pack
  return {
    id: header.id,
    title: header.title,
    short: header.short ?? header.title,
    platform: header.platform ?? header.title,
    ...(header.branding && { branding: header.branding }),
    terms: texts.terms,
    messages: texts.messages,
    passwordMin: header.passwords?.['min-length'] ?? fallbackLength,
    registrations: Object.values(pack.chains)
      .filter((it) => it['filed-by'].includes('anyone'))
      .map((it) => ({ chain: it.chain, title: it.title })),
    ...(posts && { demo: demoAccounts(pack, posts) }),
  }
}

function demoAccounts(pack: Pack, ids: PostIds): NonNullable<RegionView['demo']> {
  const { people, posts, offices } = pack.world
  const officeName = (key: string | undefined) => offices.find((it) => it.key === key)?.name ?? ''
  const asPeople = people.flatMap((it) =>
    it.demo && it.office
      ? [
          account(
            it.name,
            it['id-number'],
            'person',
            `${pack.texts.terms['person'] ?? ''} · ${officeName(it.office)}`,
            it.demo,
          ),
        ]
      : [],
  )
  const asPosts = posts.flatMap((it) => {
    const person = people.find((one) => one.key === it.person)
    const role = pack.org.roles.find((one) => one.id === it.role)
    const own = ids.find(
      (one) =>
        one.idNumber === person?.['id-number'] &&
        one.role === it.role &&
        one.officeKey === it.office,
    )
    return it.demo && person && own
      ? [
          account(
            person.name,
            person['id-number'],
            own.id,
            `${role?.title ?? it.role} · ${officeName(it.office)}`,
            it.demo,
            role?.may.includes('see-packs'),
          ),
        ]
      : []
  })
  return [...asPeople, ...asPosts]
}

const account = (
  name: string,
  idNumber: string,
  identity: string,
  role: string,
  hint: string,
  seesPacks = false,
) => ({
  name,
  idNumber,
  identity,
  role,
  hint,
  seesPacks,
  password: demoPassword,
})
