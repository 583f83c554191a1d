import type { Body, SessionView } from '#core/api'
import { call, CallError } from './call.ts'

export const readRegions = () => call('GET /api/regions', {})
/** Nobody signed in is an answer, not an error. */
export async function readSession(): Promise<SessionView | null> {
  try {
    return await call('GET /api/session', {})
  } catch (error) {
    if (error instanceof CallError && error.status === 401) return null
    throw error
  }
}
export const signIn = (body: Body<'POST /api/session'>) => call('POST /api/session', {}, body)
export const signOut = () => call('DELETE /api/session', {})
export const takeIdentity = (identity: string) =>
  call('POST /api/session/identity', {}, { identity })
