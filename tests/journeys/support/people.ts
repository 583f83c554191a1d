import { packOf } from '../../support/world.ts'
import { demoPassword } from '#services/worlds/seed'
import { escaped, go, settled, type Visitor } from './visitor.ts'

/** Somebody of a pack's world.yaml: who they are, and the office where they act by a post. */
export interface Invented {
  readonly region: string
  readonly regionTitle: string
  readonly name: string
  readonly idNumber: string
  /** What professionals are called here. */
  readonly professional: string
  /** Title and office of the post; none for a professional. */
  readonly post?: { readonly title: string; readonly office: string }
}

/** The person or post of a key in the pack's world.yaml. */
export function invented(region: string, key: string): Invented {
  const { pack } = packOf(region)
  const post = pack.world.posts.find((it) => it.key === key)
  const person = pack.world.people.find((it) => it.key === (post?.person ?? key))
  if (!person) throw new Error(`world.yaml of ${region} has no person or post '${key}'.`)
  const office = pack.world.offices.find((it) => it.key === post?.office)
  return {
    region,
    regionTitle: pack.header.title,
    name: person.name,
    idNumber: person['id-number'],
    professional: pack.texts.terms['person'] ?? '',
    ...(post && {
      post: {
        title: pack.org.roles.find((it) => it.id === post.role)?.title ?? post.role,
        office: office?.name ?? '',
      },
    }),
  }
}

/** Signs in as a person does: region, id number, password, and where asked, as what. */
export async function signIn(visitor: Visitor, region: string, key: string): Promise<void> {
  const who = invented(region, key)
  await go(visitor, '/login')
  await typeCredentials(visitor, { ...who, password: demoPassword })
  const { page } = visitor
  const home = page.getByRole('heading', { level: 1, name: `${who.name}，您好` })
  const choice = page.getByRole('region', { name: '请选择身份' })
  await home.or(choice).first().waitFor()
  if (await choice.isVisible()) {
    const mine = who.post
      ? new RegExp(`${escaped(who.post.title)}.*${escaped(who.post.office)}`)
      : new RegExp(`^${who.professional}`)
    await choice.getByRole('button', { name: mine }).first().click()
    await home.waitFor()
  }
  await settled(visitor)
}

export async function typeCredentials(
  { page }: Visitor,
  who: { readonly regionTitle: string; readonly idNumber: string; readonly password: string },
): Promise<void> {
  await page.getByLabel('所属地区').selectOption({ label: who.regionTitle })
  await page.getByLabel(/^(身份证号|证件号)/).fill(who.idNumber)
  await page.getByLabel('密码', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}
