import type { Body } from '#core/api'
import { call } from './call.ts'

export const readRegions = () => call('GET /api/regions', {}, undefined, { noSignIn: true })
export const readPortal = () => call('GET /api/portal', {})
export const readHome = () => call('GET /api/home', {})

export const readRegistration = (region: string, chain: string) =>
  call('GET /api/registrations/:region/:chain', { region, chain }, undefined, { noSignIn: true })
export const register = (
  region: string,
  chain: string,
  body: Body<'POST /api/registrations/:region/:chain'>,
  key: string,
) =>
  call('POST /api/registrations/:region/:chain', { region, chain }, body, { key, noSignIn: true })
