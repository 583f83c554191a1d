import type { FilingState } from '#core/filing'

/** The columns of a filing's row that follow from its state; the doctor holds rows against the same. */
export const columnsOf = (state: FilingState, stateType: string) => ({
  seq: state.seq,
  state: state.state as string,
  state_type: stateType,
  title: state.title,
  kind: state.kind ?? null,
  year: state.year ?? null,
  subject: state.subject ?? null,
  claimed: state.claimed ?? null,
  awarded: state.awarded ?? null,
  credited: state.credited,
  stuck: state.stuck,
  since: state.since as string,
  submitted_at: state.submittedAt ?? null,
  decided_at: state.decidedAt ?? null,
})
