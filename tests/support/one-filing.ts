import type { PersonId } from '../../engine/core/base/index.ts'
import {
  blank,
  decide,
  type Actor,
  type Command,
  type Decision,
  type FilingState,
  type World,
} from '../../engine/core/filing/index.ts'
import type { Pack } from '../../engine/core/pack/index.ts'
import type { Conditions } from '../../engine/core/rules/index.ts'
import type { ChainDefinition, StepDefinition } from '../../engine/core/workflow/index.ts'
import { tinyChain, tinyPack, type TinyParts } from './tiny-pack.ts'
import { filled, headOf, personActor, postActor, worldOf, type WorldChange } from './tiny-world.ts'

export const li = personActor('li')
export const [unitStep, finalStep] = tinyChain.steps as [StepDefinition, StepDefinition]
export const system: Actor = { kind: 'system', name: '系统' }

/** The world with offices and people changed, or with anything else of it given. */
export type Given = WorldChange & Pick<Partial<World>, 'referred' | 'now'>

/** One filing, acted on again and again; the world is as it is told for each act. */
export class Filing {
  readonly pack: Pack
  state: FilingState
  constructor(
    chain: Partial<ChainDefinition> = {},
    conditions: Conditions = {},
    filer: Actor = li,
    parts: TinyParts = {},
  ) {
    this.pack = tinyPack({ ...parts, chains: [{ ...tinyChain, ...chain }], conditions })
    this.state = blank(this.pack, headOf(filer, { person: 'li' as PersonId }))
  }
  post(key: string): Actor {
    return postActor(this.pack, key)
  }
  try(action: Command['action'], by: Actor, more: Partial<Command> = {}, world: Given = {}) {
    const { referred, now: at } = world
    const loaded: World = {
      ...worldOf(this.pack, world),
      ...(referred && { referred }),
      ...(at && { now: at }),
    }
    return decide(
      this.pack,
      this.state,
      this.state,
      { action, by, at: loaded.now, ...more },
      loaded,
    )
  }
  do(...given: Parameters<Filing['try']>): Decision {
    const outcome = this.try(...given)
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.issue)}`)
    this.state = outcome.value.state
    return outcome.value
  }
  submitted(world: Given = {}): this {
    this.do('submit', this.state.filedBy, { data: filled }, world)
    return this
  }
  refusal(...given: Parameters<Filing['try']>) {
    const outcome = this.try(...given)
    return outcome.ok ? 'allowed' : outcome.issue
  }
  get held(): readonly string[] {
    return this.state.desks.filter((it) => !it.done).map((it) => it.office)
  }
}
