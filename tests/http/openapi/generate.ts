import { join } from 'node:path'
import ts from 'typescript'
import { type Schema, Schemas } from './schemas.ts'

const file = 'engine/core/api/index.ts'

/** The contract of `core/api` as an OpenAPI 3.1 document: read from its types, written nowhere else. */
export function generateOpenapi(): Schema {
  const { config } = ts.readConfigFile('engine/core/tsconfig.json', ts.sys.readFile) as {
    config: unknown
  }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, 'engine/core')
  const program = ts.createProgram([join(process.cwd(), file)], {
    ...options,
    incremental: false,
    noEmit: true,
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFiles().find((it) => it.fileName.endsWith(file))
  const api = source?.statements.find(
    (it) => ts.isInterfaceDeclaration(it) && it.name.text === 'Api',
  )
  if (!api || !source) throw new Error(`${file} declares no Api.`)

  const schemas = new Schemas(checker)
  const problem = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source)!)
    .find((it) => it.name === 'Problem')
  schemas.of(checker.getDeclaredTypeOfSymbol(problem!))
  const paths: Record<string, Record<string, unknown>> = {}
  const routes = checker.getPropertiesOfType(checker.getTypeAtLocation(api))
  for (const symbol of routes) {
    const [method = '', path = ''] = symbol.name.split(' ')
    const at = path.replace(/:(\w+)/g, '{$1}')
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation(checker, schemas, symbol) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Xueshi',
      version: '1',
      description:
        'Answers other than 2xx carry a Problem: a code, a sentence, the field, what can be done.',
    },
    paths: { ...paths, ...bytes },
    components: {
      schemas: sorted(schemas.components),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'xueshi' } },
    },
  }
}

function operation(checker: ts.TypeChecker, schemas: Schemas, symbol: ts.Symbol): Schema {
  const [method = '', path = ''] = symbol.name.split(' ')
  const type = checker.getTypeOfSymbol(symbol)
  const part = (name: string) => {
    const found = checker.getPropertyOfType(type, name)
    return found && checker.getTypeOfSymbol(found)
  }
  const [body, query, reply] = [part('body'), part('query'), part('reply')]
  const says = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  const isUpload = symbol.name === 'POST /api/files'
  return {
    operationId: symbol.name.replace(/[^A-Za-z]+/g, '-').toLowerCase(),
    tags: [path.split('/')[2] ?? ''],
    ...(says !== '' && { description: says }),
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map((it) => ({
        name: it[1],
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...(query ? queryParameters(checker, schemas, query) : []),
      ...(method === 'GET' ? [] : [keyHeader]),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.of(body) } },
      },
    }),
    ...(isUpload && { requestBody: upload }),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: reply ? schemas.of(reply) : {} } },
      },
      default: {
        description: 'Problem',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function queryParameters(
  checker: ts.TypeChecker,
  schemas: Schemas,
  query: ts.Type,
): readonly Schema[] {
  return checker.getPropertiesOfType(query).map((it) => ({
    name: it.name,
    in: 'query',
    required: !(it.flags & ts.SymbolFlags.Optional),
    schema: schemas.of(checker.getNonNullableType(checker.getTypeOfSymbol(it))),
  }))
}

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Names the intent: the same key answers the same and writes nothing twice.',
  schema: { type: 'string', maxLength: 100 },
}
const text = { type: 'string' }
const upload = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file', 'chain', 'field'],
        properties: {
          file: { type: 'string', format: 'binary' },
          chain: text,
          field: text,
          kind: {
            ...text,
            description: 'The kind chosen in the form, where kinds have their own rules.',
          },
          filing: { ...text, description: 'An existing filing: the rules of its own pack hold.' },
        },
      },
    },
  },
}
const id = { name: 'id', in: 'path', required: true, schema: text }
const answers = (type: string) => ({
  200: { description: 'OK', content: { [type]: { schema: { type: 'string', format: 'binary' } } } },
  default: {
    description: 'Problem',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
})
/** Answered as bytes, so not in the typed contract. */
const bytes = {
  '/api/files/{id}': {
    get: {
      operationId: 'get-api-files-id',
      tags: ['files'],
      parameters: [id],
      responses: answers('*/*'),
    },
  },
  '/api/certificates/{id}/pdf': {
    get: {
      operationId: 'get-api-certificates-id-pdf',
      tags: ['certificates'],
      parameters: [id],
      responses: answers('application/pdf'),
    },
  },
}

const sorted = (it: Readonly<Record<string, Schema>>) =>
  Object.fromEntries(Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** As it stands in the repository. */
export const writeOpenapi = (): string => `${JSON.stringify(generateOpenapi(), null, 2)}\n`
