import { issue } from '#core/base'
import { Refused } from '#services/refusal'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import contract from './openapi.json' with { type: 'json' }

/** Values of a form are judged field by field in the core, which knows what to say about each. */
const values = { FieldValues: { type: 'object' } }
const { schemas } = contract.components
const ajv = new Ajv2020({ strict: false }).addSchema(
  { ...contract, components: { schemas: { ...schemas, ...values } } },
  'contract',
)
const known = new Map<string, ValidateFunction | undefined>()

/**
 * What the contract says of a route's body, asked before anything looks into it: a text is a text, a
 * list a list. Which texts are allowed is the business of whoever reads them.
 */
export function checkBody(route: string, body: unknown): void {
  if (!known.has(route)) known.set(route, validatorFor(route))
  const isAsSaid = known.get(route)
  if (!isAsSaid || isAsSaid(body)) return
  const [error] = isAsSaid.errors ?? []
  const at = (error?.instancePath ?? '').split('/').slice(1)
  throw new Refused(
    issue('bad-request', at, { detail: `${at.join('.')} ${error?.message ?? ''}`.trim() }),
  )
}

function validatorFor(route: string): ValidateFunction | undefined {
  const [method = '', path = ''] = route.split(' ')
  const named = path.replaceAll(/:(\w+)/g, '{$1}')
  const operations = (contract.paths as Readonly<Record<string, unknown>>)[named]
  const operation = (operations as Readonly<Record<string, Operation>> | undefined)?.[
    method.toLowerCase()
  ]
  if (!operation?.requestBody?.content['application/json']) return undefined
  const steps = [
    'paths',
    named,
    method.toLowerCase(),
    'requestBody',
    'content',
    'application/json',
    'schema',
  ]
  return ajv.compile({ $ref: `contract#/${steps.map(escaped).join('/')}` })
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
}
/** One step of a JSON pointer inside an address. */
const escaped = (step: string): string =>
  encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))
