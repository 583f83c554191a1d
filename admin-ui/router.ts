import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { parts } from './pages/packs/parts.ts'
import { knownSession } from './session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    readonly open?: boolean
  }
}

const routes: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/packs' },
  {
    path: '/sign-in',
    component: () => import('./pages/sign-in/SignInPage.vue'),
    meta: { open: true },
  },
  { path: '/packs', component: () => import('./pages/packs/PacksPage.vue') },
  {
    path: `/packs/:region/:part(${parts.join('|')})?`,
    component: () => import('./pages/packs/PackPage.vue'),
  },
  { path: '/:rest(.*)*', component: () => import('./shell/NotFound.vue'), meta: { open: true } },
]

export const router = createRouter({
  history: createWebHistory('/admin/'),
  routes: [...routes],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

/** Nobody sees a page they would only be turned away from. */
router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const session = await knownSession().catch(() => null)
  return session
    ? true
    : { path: '/sign-in', query: to.path === '/packs' ? {} : { to: to.fullPath } }
})
