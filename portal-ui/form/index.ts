/** Draws a form of the core and keeps what is typed. Fetches nothing: pickers ask the `FormWorld` handed in. */
export { default as FieldFrame } from './FieldFrame.vue'
export { default as FormView } from './FormView.vue'
export { default as OfficePicker } from './OfficePicker.vue'
export { default as PersonSearch } from './PersonSearch.vue'
export { fieldComponents } from './kinds/index.ts'
export { type FormSource, type FormState, useFormState } from './form-state.ts'
export { type FormWorld, noWorld, provideFormWorld, useFormWorld } from './form-world.ts'
export { sentenceOf } from './sentence-of.ts'
