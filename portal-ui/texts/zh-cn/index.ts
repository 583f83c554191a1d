import { apply } from './apply.ts'
import { filings } from './filings.ts'
import { form } from './form.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { issues } from './issues.ts'
import { login } from './login.ts'
import { parts } from './parts.ts'
import { people } from './people.ts'
import { results } from './results.ts'
import { shell } from './shell.ts'
import { standing } from './standing.ts'
import { terms } from './terms.ts'
import { time } from './time.ts'
import { unit } from './unit.ts'
import { verification } from './verification.ts'
import { verify } from './verify.ts'

/** Everything the shell says, by page. `{hours}`, `{unit}` … are the region's terms. */
export const zhCn = {
  apply,
  filings,
  form,
  home,
  inbox,
  issues,
  login,
  parts,
  people,
  results,
  shell,
  standing,
  terms,
  time,
  unit,
  verification,
  verify,
} as const
