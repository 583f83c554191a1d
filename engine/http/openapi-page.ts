interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly format?: string
}
interface Operation {
  readonly tags: readonly string[]
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: { readonly 200: { readonly content: Content } }
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>
export interface Contract {
  readonly info: { readonly title: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** The contract as one page to read: no script, nothing fetched, every name a link to its shape. */
export function contractPage(contract: Contract): string {
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ path, method: method.toUpperCase(), ...it })),
  )
  const tags = [...new Set(operations.map((it) => it.tags[0] ?? ''))]
  const groups = tags.map((tag) => {
    const own = operations.filter((it) => it.tags[0] === tag)
    return `<section><h2 id="${escape(tag)}">${escape(tag)}</h2>${own.map(operationBlock).join('')}</section>`
  })
  const shapes = Object.entries(contract.components.schemas).map(
    ([name, it]) =>
      `<article id="schema-${escape(name)}"><h3>${escape(name)}</h3><pre>${shape(it, 0)}</pre></article>`,
  )
  const menu = tags.map((it) => `<a href="#${escape(it)}">${escape(it)}</a>`).join(' ')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>学时 · 接口说明</title><style>${style}</style></head><body><main>
<h1>学时 · 接口说明</h1>
<p>机器可读版本：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。除登录、注册、核验、机构选择外，都须先登录；会话在 Cookie 里。修改类请求可带 <code>Idempotency-Key</code>：同一个键重复发送只生效一次，回答相同。不成功的回答都是 <a href="#schema-Problem">Problem</a>：代码、一句话、所在字段、可以怎么办。</p>
<nav>${menu} <a href="#schemas">数据结构</a></nav>
${groups.join('')}
<section><h2 id="schemas">数据结构</h2>${shapes.join('')}</section>
</main></body></html>`
}

function operationBlock(
  it: Operation & { readonly path: string; readonly method: string },
): string {
  const parameters = (it.parameters ?? []).map(
    (one) =>
      `<li><code>${escape(one.name)}</code>${one.required ? '*' : ''} <small>${escape(one.in)}</small> ${shape(one.schema, 0)}</li>`,
  )
  const [bodyType, body] = Object.entries(it.requestBody?.content ?? {})[0] ?? []
  const [replyType, reply] = Object.entries(it.responses[200].content)[0] ?? []
  return `<article><h3><b>${it.method}</b> <code>${escape(it.path)}</code></h3>
${it.description ? `<p>${escape(it.description)}</p>` : ''}
${parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : ''}
${body ? `<details><summary>请求 <small>${escape(bodyType ?? '')}</small></summary><pre>${shape(body.schema, 0)}</pre></details>` : ''}
${reply ? `<details><summary>回答 <small>${escape(replyType ?? '')}</small></summary><pre>${shape(reply.schema, 0)}</pre></details>` : ''}</article>`
}

/** A schema as TypeScript would write it, indented. */
function shape(it: Schema, depth: number): string {
  if (it.$ref !== undefined) {
    const name = escape(it.$ref.slice(it.$ref.lastIndexOf('/') + 1))
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (it.const !== undefined) return escape(JSON.stringify(it.const))
  if (it.enum) return it.enum.map((one) => escape(JSON.stringify(one))).join(' | ')
  if (it.anyOf) return it.anyOf.map((one) => shape(one, depth)).join(' | ')
  if (it.prefixItems) return `[${it.prefixItems.map((one) => shape(one, depth)).join(', ')}]`
  if (it.type === 'array') return `${it.items ? shape(it.items, depth) : 'unknown'}[]`
  if (it.type !== 'object') return escape(it.format === 'binary' ? 'bytes' : (it.type ?? 'unknown'))
  return objectShape(it, depth)
}

function objectShape(it: Schema, depth: number): string {
  const pad = '  '.repeat(depth + 1)
  const lines = Object.entries(it.properties ?? {}).map(([name, inner]) => {
    const mark = it.required?.includes(name) ? '' : '?'
    const says = inner.description
      ? `  <i>${escape(inner.description.replaceAll('\n', ' '))}</i>`
      : ''
    return `${pad}${escape(name)}${mark}: ${shape(inner, depth + 1)}${says}`
  })
  if (it.additionalProperties) lines.push(`${pad}[…]: ${shape(it.additionalProperties, depth + 1)}`)
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (it) => marks[it] ?? it)

const style = `:root{color-scheme:light;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1f2329}
body{margin:0;background:#f5f6f8}main{max-width:960px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:1.6rem}h2{margin-top:2.2rem;border-bottom:2px solid #d0d5dd;text-transform:capitalize}
article{background:#fff;border:1px solid #e4e7ec;border-radius:8px;padding:8px 16px;margin:12px 0;overflow-x:auto}
h3{font-size:1rem;margin:.4rem 0}h3 b{display:inline-block;min-width:4.5em;color:#1a56b0}
pre{font:13px/1.6 ui-monospace,Menlo,Consolas,monospace;background:#f8f9fb;padding:12px;border-radius:6px;overflow-x:auto}
i{color:#5c6370;font-style:normal}small{color:#5c6370}a{color:#1a56b0}nav a{margin-right:12px}summary{cursor:pointer;padding:6px 0}`
