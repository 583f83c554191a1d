import { issueCertificate } from '#services/certificates/issue'
import { certificatePdf, listCertificates } from '#services/certificates/read'
import { Hono } from 'hono'
import { answer, signedIn } from './answer.ts'
import type { Env } from './env.ts'
import { encodeName, pdfPolicy } from './files.ts'
import { aYear, yearIn } from './paging.ts'

/** Certificates issued, listed, and as PDF. */
export const certificatesApp = (): Hono<Env> => {
  const app = new Hono<Env>()
  answer(app, 'POST /api/certificates', async ({ world, viewer, body, key }) =>
    issueCertificate(
      world,
      viewer,
      {
        certificate: String(body.certificate),
        year: aYear(Number(body.year)),
        ...(typeof body.person === 'string' && { person: body.person }),
      },
      key,
    ),
  )
  answer(app, 'GET /api/certificates', async ({ world, viewer, query }) =>
    listCertificates(world, viewer, {
      person: query.person || undefined,
      query: query.query,
      year: yearIn(query.year),
    }),
  )
  app.get('/api/certificates/:id/pdf', async (c) => {
    const viewer = signedIn(c)
    const { name, bytes } = await certificatePdf(c.get('world'), viewer, c.req.param('id'))
    const how = c.req.query('download') === undefined ? 'inline' : 'attachment'
    c.header('content-type', 'application/pdf')
    c.header('content-disposition', `${how}; filename*=UTF-8''${encodeName(name)}`)
    c.header('content-security-policy', pdfPolicy)
    c.header('cache-control', 'private, no-store')
    return c.body(new Uint8Array(bytes))
  })
  return app
}
