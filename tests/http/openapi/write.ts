import { writeFileSync } from 'node:fs'
import { writeOpenapi } from './generate.ts'

// node tests/http/openapi/write.ts, whenever the contract in core/api has changed.
writeFileSync('engine/http/openapi.json', writeOpenapi())
