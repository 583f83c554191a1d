/** A PostgreSQL of our own: found, placed, started, joined and stopped. Knows no tables. */
export { EmbeddedRefused } from './refused.ts'
export { openEmbedded, type Embedded, type EmbeddedOptions } from './open.ts'
export { findBinaries, type Binaries } from './binaries.ts'
export { giveFolder, makeFolderFor, makeHome, readHome, writeHome, type Home } from './home.ts'
export { serverOwner, type Owner } from './owner.ts'
