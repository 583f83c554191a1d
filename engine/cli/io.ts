/** Where a command speaks, and where it stands. */
export interface Io {
  say(text: string): void
  complain(text: string): void
  /** The project's folder. */
  readonly home: string
}
