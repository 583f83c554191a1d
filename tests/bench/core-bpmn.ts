import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'

/** The subset of bpmn-engine that is used here; its own types do not resolve under NodeNext. */
interface Execution {
  signal(message: { id: string; executionId?: string }): void
  getState(): unknown
  stop(): void
}
interface Bpmn {
  new (options: { name: string; source: string }): BpmnEngine
}
interface BpmnEngine {
  execute(options: object): Promise<Execution>
}

const approval = (id: string, title: string, next: string, condition: string) => `
  <userTask id="${id}" name="${title}" />
  <exclusiveGateway id="${id}-decided" default="${id}-refused" />
  <sequenceFlow id="${id}-out" sourceRef="${id}" targetRef="${id}-decided" />
  <sequenceFlow id="${id}-approved" sourceRef="${id}-decided" targetRef="${next}">
    <conditionExpression xsi:type="tFormalExpression">\${environment.services.${condition}}</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="${id}-refused" sourceRef="${id}-decided" targetRef="refused" />`

const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:bench">
<process id="declaration" isExecutable="true">
  <startEvent id="start" />
  <sequenceFlow id="begin" sourceRef="start" targetRef="draft" />
  <userTask id="draft" name="draft" />
  <sequenceFlow id="submitted" sourceRef="draft" targetRef="unit" />
  ${approval('unit', '单位审核', 'bureau', 'isKnownKind')}
  ${approval('bureau', '主管部门审核', 'hrss', 'isKnownKind')}
  ${approval('hrss', '人社终审', 'approved', 'isRecent')}
  <endEvent id="approved" />
  <endEvent id="refused" />
</process>
</definitions>`

/** One submission and three approvals by bpmn-engine, its state stored after each. */
export async function bpmnPlay(): Promise<number> {
  const { Engine } = createRequire(import.meta.url)('bpmn-engine') as { Engine: Bpmn }
  const facts = { kind: 'training', year: 2026, now: 2026 }
  const listener = new EventEmitter()
  const log: string[] = []
  const tasks: string[] = []
  const ended: string[] = []
  listener.on('activity.wait', (it: { id: string }) => tasks.push(it.id))
  listener.on('activity.end', (it: { id: string }) => ended.push(it.id))
  const engine = new Engine({ name: 'declaration', source })
  const execution = await engine.execute({
    listener,
    services: {
      isKnownKind: () => facts.kind === 'paper' || facts.kind === 'training',
      isRecent: () => facts.now - facts.year <= 1,
    },
  })
  let stored = ''
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    execution.signal({ id: task })
    log.push(JSON.stringify({ seq: log.length + 1, task }))
    stored = JSON.stringify(execution.getState())
  }
  if (!ended.includes('approved') || stored === '')
    throw new Error(`bpmn-engine ended in ${ended.join(', ')}.`)
  return log.length
}
