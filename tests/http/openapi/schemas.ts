import ts from 'typescript'

export type Schema = Readonly<Record<string, unknown>>

/** TypeScript types as JSON Schemas (2020-12, as OpenAPI 3.1 has them); named types become components. */
export class Schemas {
  readonly components: Record<string, Schema> = {}
  readonly #checker: ts.TypeChecker
  readonly #open = new Set<string>()

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  of(type: ts.Type): Schema {
    const name = this.#nameOf(type)
    if (name === undefined) return this.#shape(type)
    if (!(name in this.components) && !this.#open.has(name)) {
      this.#open.add(name)
      this.components[name] = this.#shape(type)
      this.#open.delete(name)
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  /** Interfaces and aliases of ours by their name; what the language brings is written out. */
  #nameOf(type: ts.Type): string | undefined {
    if (type.aliasTypeArguments?.length || this.#isList(type)) return undefined
    const symbol = type.aliasSymbol ?? type.symbol
    const name = symbol?.name
    if (
      !name ||
      name.startsWith('__') ||
      !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Union))
    )
      return undefined
    if (!type.aliasSymbol && (type as ts.TypeReference).typeArguments?.length) return undefined
    const declared = symbol.declarations?.[0]
    const isOurs = declared?.getSourceFile().fileName.includes('/engine/core/')
    const isNamed =
      declared && (ts.isInterfaceDeclaration(declared) || ts.isTypeAliasDeclaration(declared))
    return isOurs && isNamed ? name : undefined
  }

  #isList = (type: ts.Type): boolean =>
    this.#checker.isArrayType(type) || this.#checker.isTupleType(type)

  #shape(type: ts.Type): Schema {
    const { flags } = type
    if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {}
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & ts.TypeFlags.BooleanLiteral)
      return { const: this.#checker.typeToString(type) === 'true' }
    if (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' }
    if (flags & ts.TypeFlags.Number) return { type: 'number' }
    if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (flags & ts.TypeFlags.Null) return { type: 'null' }
    if (type.isUnion()) return this.#union(type)
    if (type.isIntersection()) return this.#intersection(type)
    return this.#isList(type) ? this.#list(type as ts.TypeReference) : this.#object(type)
  }

  #union(type: ts.UnionType): Schema {
    const parts = type.types.filter((it) => !(it.flags & ts.TypeFlags.Undefined))
    const isBoolean = (it: ts.Type) => Boolean(it.flags & ts.TypeFlags.BooleanLiteral)
    const literals = parts.filter((it) => it.isStringLiteral() || it.isNumberLiteral())
    const booleans = parts.filter(isBoolean)
    const others = parts.filter(
      (it) => !literals.includes(it as ts.LiteralType & ts.Type as never) && !isBoolean(it),
    )
    const schemas: Schema[] = [
      ...(literals.length > 0
        ? [{ enum: literals.map((it) => (it as ts.LiteralType).value) }]
        : []),
      ...(booleans.length === 2 ? [{ type: 'boolean' }] : booleans.map((it) => this.#shape(it))),
      ...others.map((it) => this.of(it)),
    ]
    return schemas.length === 1 ? schemas[0]! : { anyOf: schemas }
  }

  /** A text with a brand is a text; objects together have the properties of all. */
  #intersection(type: ts.IntersectionType): Schema {
    const plain = type.types.find((it) => it.flags & (ts.TypeFlags.String | ts.TypeFlags.Number))
    return plain ? this.#shape(plain) : this.#object(type)
  }

  #list(type: ts.TypeReference): Schema {
    const parts = this.#checker.getTypeArguments(type)
    if (!this.#checker.isTupleType(type))
      return { type: 'array', items: parts[0] ? this.of(parts[0]) : {} }
    return {
      type: 'array',
      prefixItems: parts.map((it) => this.of(it)),
      minItems: parts.length,
      maxItems: parts.length,
    }
  }

  #object(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {}
    const required: string[] = []
    for (const symbol of this.#checker.getPropertiesOfType(type)) {
      const isOptional = Boolean(symbol.flags & ts.SymbolFlags.Optional)
      const of = this.of(this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol)))
      const full = this.#isNullable(symbol) ? { anyOf: [of, { type: 'null' }] } : of
      const says = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker))
      properties[symbol.name] = says === '' ? full : { ...full, description: says }
      if (!isOptional) required.push(symbol.name)
    }
    const rest = this.#checker
      .getIndexInfosOfType(type)
      .filter((it) => it.keyType.flags & ts.TypeFlags.String)
    const inner = rest[0] && this.of(rest[0].type)
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(inner && { additionalProperties: inner }),
    }
  }

  #isNullable(symbol: ts.Symbol): boolean {
    const type = this.#checker.getTypeOfSymbol(symbol)
    return type.isUnion() && type.types.some((it) => it.flags & ts.TypeFlags.Null)
  }
}
