import type { Context } from '#services/context'
import { giveUp, openJobs, workOn } from '#services/jobs/work'
import { tidy } from '#services/jobs/tidy'
import { askDue } from '#services/offices/ask-again'
import { judgeAgain } from '#services/standings/again'

export interface Worker {
  /** A job was added: do not wait for the clock. */
  wake(): void
  /** Ends after the chunk at hand; what is left is taken up by the next start, or by another node. */
  stop(): Promise<void>
}
export interface WorkerOptions {
  /** Milliseconds between looks for jobs that other nodes left behind. */
  readonly every?: number
  /** Milliseconds between clearing up. */
  readonly tidyEvery?: number
  readonly log?: (line: string) => void
}

const usual = { every: 5_000, tidyEvery: 600_000 }
/** A job that fails this often in a row for no reason of its items is ended, and says so. */
const mostFailures = 5

/** Services woken by a queue and by the clock. Every node runs one; each chunk is done by one of them. */
export function startWorker(ctx: Context, options: WorkerOptions = {}): Worker {
  const log = options.log ?? console.error
  const failures = new Map<string, number>()
  let stopping = false
  let running: Promise<void> | undefined
  let again = false

  const wake = (): void => {
    if (stopping) return
    if (running) {
      again = true
      return
    }
    running = drain().finally(() => {
      running = undefined
      if (again && !stopping) {
        again = false
        wake()
      }
    })
  }
  const timer = setInterval(wake, options.every ?? usual.every).unref()
  const tidyTimer = setInterval(clearUp, options.tidyEvery ?? usual.tidyEvery).unref()
  wake()
  return {
    wake,
    async stop() {
      stopping = true
      clearInterval(timer)
      clearInterval(tidyTimer)
      await running
    },
  }

  /** A chunk of every open job in turn, so that a long one does not keep the short ones waiting. */
  async function drain(): Promise<void> {
    try {
      for (let isMore = true; isMore && !stopping; ) {
        isMore = false
        for (const job of await openJobs(ctx)) {
          if (stopping) return
          if ((await workOnce(job)) === 'more') isMore = true
        }
        if (!stopping && (await judgeAgain(ctx))) isMore = true
        if (!stopping && (await askDue(ctx))) isMore = true
      }
    } catch (error) {
      complain('jobs', error)
    }
  }

  async function workOnce(job: { readonly region: string; readonly id: string }): Promise<string> {
    try {
      const outcome = await workOn(ctx, job)
      failures.delete(job.id)
      return outcome
    } catch (error) {
      complain(`job ${job.id}`, error)
      const count = (failures.get(job.id) ?? 0) + 1
      failures.set(job.id, count)
      if (count >= mostFailures) await giveUp(ctx, job)
      return 'failed'
    }
  }

  function clearUp(): void {
    if (!stopping) tidy(ctx).catch((error: unknown) => complain('tidy', error))
  }
  function complain(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log(JSON.stringify({ level: 'error', what, detail }))
  }
}
