import type { DepartmentId, OfficeId, PersonId, PostId } from '#core/base'

export interface AttributeDefinition {
  readonly id: string
  readonly title: string
  readonly type: 'text' | 'number' | 'boolean' | 'day' | 'choice'
  readonly options?: readonly { readonly id: string; readonly title: string }[]
  /** Lists show it masked unless the viewer decides over the person. */
  readonly mask?: 'id-number' | 'phone' | 'name' | 'email'
}

/** 用人单位, 主管部门, 人社, 基地, 企业, … of one region. */
export interface OfficeTypeDefinition {
  readonly id: string
  readonly title: string
  /** Which superiors it may have, by relation; `types` are office type ids. */
  readonly superiors?: Readonly<
    Record<string, { readonly types: readonly string[]; readonly required?: boolean }>
  >
  readonly departments?: boolean
  /** People may belong to it: in some regions to any node of the tree (WH:174). */
  readonly people?: boolean
  readonly attributes?: readonly AttributeDefinition[]
}

/** A kind of superiority: 上级单位, 主管部门, 同级人社. The first that an office has is its way up. */
export interface RelationDefinition {
  readonly id: string
  readonly title: string
}

export interface AreaDefinition {
  readonly code: string
  readonly name: string
  readonly areas?: readonly AreaDefinition[]
}

/** What the holder of a role may do. A closed list: see config/README.md for each. */
export type Capability =
  | 'review'
  | 'verify'
  | 'declare'
  | 'see-people'
  | 'see-filings'
  | 'print-certificates'
  | 'delete-filings'
  | 'transfer'
  | 'change-superior'
  | 'close-review'
  | 'rescue'
  | 'see-packs'

export interface RoleDefinition {
  readonly id: string
  readonly title: string
  readonly at: readonly string[]
  readonly may: readonly Capability[]
  /** Limits `review`/`verify` to these chains. Absent: all. */
  readonly chains?: readonly string[]
}

export interface OrgDefinition {
  readonly 'office-types': readonly OfficeTypeDefinition[]
  readonly relations: readonly RelationDefinition[]
  readonly areas?: readonly AreaDefinition[]
  readonly roles: readonly RoleDefinition[]
  readonly person: { readonly attributes: readonly AttributeDefinition[] }
}

/** An office as it stands now. Names are kept in entries as of then. */
export interface Office {
  readonly id: OfficeId
  readonly type: string
  readonly name: string
  readonly code?: string
  readonly area?: string
  readonly superiors: Readonly<Record<string, readonly OfficeId[]>>
  /** 关闭审核权限 (HN:243): steps at this office pass up. */
  readonly closed?: boolean
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly departments: readonly Department[]
  readonly phone?: string
}
export interface Department {
  readonly id: DepartmentId
  readonly name: string
  readonly parent?: DepartmentId
  readonly disabled?: boolean
}
/** A role at an office; with a department it reaches only that department and those under it. */
export interface Post {
  readonly id: PostId
  readonly account: string
  readonly name: string
  readonly office: OfficeId
  readonly department?: DepartmentId
  readonly role: string
}
export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly office?: OfficeId
  readonly department?: DepartmentId
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** The offices and posts of one region at one moment: an immutable snapshot, looked up by id. */
export interface OrgView {
  readonly version: number
  office(id: OfficeId): Office | undefined
  /** Posts at this very office, any role, any department. */
  posts(office: OfficeId): readonly Post[]
  /** Offices that name this one as a superior, by any relation. */
  below(office: OfficeId): readonly Office[]
  ofType(type: string): readonly Office[]
  all(): readonly Office[]
  /** A department and the office it belongs to. */
  department(
    id: DepartmentId,
  ): { readonly office: Office; readonly department: Department } | undefined
}
