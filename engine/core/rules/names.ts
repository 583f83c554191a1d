export type ConditionName = string
