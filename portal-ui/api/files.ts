import type { FileView } from '#core/api'
import { ApiError, kindOf, problemOf } from './api-error.ts'
import { newReference } from './new-key.ts'
import { signInAgain } from './sign-in-again.ts'

export interface Upload {
  readonly file: Blob
  readonly name: string
  readonly chain: string
  /** Of a registration: whoever registers has no session that would say it. */
  readonly region?: string
  readonly field: string
  /** Kept when the same file is tried again. */
  readonly key: string
  /** 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** Sends one file. XMLHttpRequest, because fetch cannot tell how far an upload is. */
export async function uploadFile(upload: Upload): Promise<FileView> {
  try {
    return await send(upload)
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'signed-out' && (await signInAgain())) {
      return send(upload)
    }
    throw error
  }
}

function send(upload: Upload): Promise<FileView> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    const reference = newReference()
    const { region } = upload
    const of = region === undefined ? '' : `?region=${encodeURIComponent(region)}`
    request.open('POST', `/api/files${of}`)
    request.responseType = 'json'
    request.setRequestHeader('idempotency-key', upload.key)
    request.setRequestHeader('x-reference', reference)
    request.upload.addEventListener('progress', (it) => {
      if (it.lengthComputable && it.total > 0) upload.onProgress(it.loaded / it.total)
    })
    request.addEventListener('load', () => {
      const body: unknown = request.response
      if (request.status >= 200 && request.status < 300 && body) done(body as FileView)
      else fail(new ApiError(kindOf(request.status), request.status, problemOf(body), reference))
    })
    request.addEventListener('error', () => fail(new ApiError('offline', 0, undefined, reference)))
    request.addEventListener('abort', () => fail(new ApiError('timeout')))
    upload.signal.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    form.set('chain', upload.chain)
    form.set('field', upload.field)
    form.set('file', upload.file, upload.name)
    request.send(form)
  })
}
