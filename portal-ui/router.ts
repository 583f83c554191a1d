import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { knownSession } from './composables/use-session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to those not signed in. */
    readonly open?: boolean
    /** Drawn without menus. */
    readonly bare?: boolean
    /** One task fills the screen: no bar of other pages under a phone's thumb. */
    readonly focused?: boolean
  }
}

const routes: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/home' },
  {
    path: '/login',
    component: () => import('./pages/login/LoginPage.vue'),
    meta: { open: true, bare: true },
  },
  {
    path: '/register/:region/:chain',
    component: () => import('./pages/register/RegisterPage.vue'),
    meta: { open: true, bare: true },
  },
  {
    path: '/verify/:code?',
    component: () => import('./pages/verify/VerifyPage.vue'),
    meta: { open: true, bare: true },
  },
  {
    path: '/password',
    component: () => import('./pages/profile/PasswordPage.vue'),
    meta: { bare: true },
  },
  { path: '/home', component: () => import('./pages/home/HomePage.vue') },
  {
    path: '/apply/:chain/:id?',
    component: () => import('./pages/apply/ApplyPage.vue'),
    meta: { focused: true },
  },
  { path: '/filings', component: () => import('./pages/filings/FilingsPage.vue') },
  { path: '/filings/:id', component: () => import('./pages/filings/FilingPage.vue') },
  { path: '/inbox/:id?', component: () => import('./pages/inbox/InboxPage.vue') },
  { path: '/rescue/:id?', component: () => import('./pages/inbox/InboxPage.vue') },
  {
    path: '/verification/:id?',
    component: () => import('./pages/verification/VerificationPage.vue'),
  },
  { path: '/results', component: () => import('./pages/results/ResultsPage.vue') },
  { path: '/standing', component: () => import('./pages/standing/StandingPage.vue') },
  { path: '/certificates', component: () => import('./pages/certificates/CertificatesPage.vue') },
  { path: '/people', component: () => import('./pages/people/PeoplePage.vue') },
  { path: '/unit', component: () => import('./pages/unit/UnitPage.vue') },
  { path: '/profile', component: () => import('./pages/profile/ProfilePage.vue') },
  { path: '/:rest(.*)*', component: () => import('./shell/NotFound.vue'), meta: { open: true } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [...routes],
  // What an address names with # is scrolled to by its page, once it is drawn.
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash === '' ? { top: 0 } : false),
})

/** Nobody sees a page they would only be turned away from; a given password is changed first. */
router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const session = await knownSession().catch(() => null)
  if (!session) return { path: '/login', query: to.fullPath === '/home' ? {} : { to: to.fullPath } }
  if (session.mustChangePassword && to.path !== '/password') return { path: '/password' }
  return true
})

/** After an update the chunk a route needs is gone: load the new app at the address asked for. */
router.onError((error, to) => {
  const isChunk = /dynamically imported module|Loading chunk|Importing a module/i.test(
    String(error),
  )
  const tried = sessionStorage.getItem('reloaded-for') === to.fullPath
  if (!isChunk || tried) return
  sessionStorage.setItem('reloaded-for', to.fullPath)
  window.location.assign(to.fullPath)
})
