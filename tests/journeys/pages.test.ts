import { describe, test } from 'vitest'
import { look } from './support/looks.ts'
import { office } from './support/office.ts'
import { packOf } from '../support/world.ts'
import { go, says } from './support/visitor.ts'

/** What no journey has passed through: every entry of a menu, and the pages that are in none. */
const visits = [
  ['henan', 'zhang', 'person'],
  ['henan', 'city-admin', 'hrss-admin'],
  ['weihai', 'school-admin', 'unit-admin'],
  ['guangxi', 'chief', 'unit-admin'],
  ['zhejiang-construction', 'province-reviewer', 'province-reviewer'],
] as const

const henan = office('henan')

test.each(visits)('every page of the menu can be looked at: %s, %s', async (region, key, role) => {
  const visitor = await henan.as(key, region)
  for (const [name, address] of addressesOf(region, role)) {
    await go(visitor, address)
    await look(visitor, `${region}-${role}-${name}`, { quick: true })
  }
})

describe('outside every menu', () => {
  test('one’s own pages, and one that does not exist', async () => {
    const zhang = await henan.as('zhang')
    for (const address of ['/password', '/profile', '/nowhere']) {
      await go(zhang, address)
      await look(zhang, `page${address.replace('/', '-')}`)
    }
  })
  test('anyone may type the number of a certificate', async () => {
    const anyone = await henan.visitor()
    await go(anyone, '/verify')
    await look(anyone, 'verify-empty')
    await go(anyone, '/verify/NOBODY-HAS-THIS-CODE')
    await says(anyone, /没有查到这张证书/)
    await look(anyone, 'verify-unknown')
  })
})

function addressesOf(region: string, role: string): readonly (readonly [string, string])[] {
  const menu = packOf(region).pack.portal.menus.find(
    (it) => it.for === role || it.for.includes(role),
  )
  return (menu?.items ?? []).map((it) => {
    if (it.page === 'file') return [`file-${it.chain}`, `/apply/${it.chain}`]
    const query = new URLSearchParams()
    if (it.list) query.set('list', it.list)
    if (it.chain) query.set('chain', it.chain)
    return [`${it.page}${it.list ? `-${it.list}` : ''}`, `/${it.page}?${query}`]
  })
}
