import type sharpModule from 'sharp'

type Sharp = typeof sharpModule
let loading: Promise<Sharp> | undefined

/**
 * sharp, loaded by the first picture. One thread a picture and no cache: uploads come one by one from
 * many people, and one of them must not take the machine.
 */
export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  })
  return loading
}
