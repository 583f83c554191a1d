/** People and offices, as they are found and chosen. */
export interface OfficeOption {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly code?: string
  readonly area?: string
}

export interface DepartmentOption {
  readonly id: string
  readonly name: string
  readonly parent?: string
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly idNumber: string
  readonly unit: string
  readonly department?: string
  readonly cells: Readonly<Record<string, string>>
}

export interface AreaView {
  readonly code: string
  readonly name: string
  readonly areas?: readonly AreaView[]
}

export interface SubordinateRow {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly code?: string
  readonly reviewers: number
  readonly waiting: number
  readonly closed: boolean
}
