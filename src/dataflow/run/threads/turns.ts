/**
 * Threads of a process begin and end in turns, however many pools it has: Node can crash where one is set up while another
 * is taken down (nodejs/node#56312).
 */
import type { Worker } from "node:worker_threads"

const beginning = new Set<Promise<void>>()
const ending = new Set<Promise<void>>()

const allOf = async (changes: ReadonlySet<Promise<void>>): Promise<void> => {
  while (changes.size > 0) await Promise.all(changes)
}

const noted = async (changes: Set<Promise<void>>, change: Promise<void>): Promise<void> => {
  changes.add(change)
  await change
  changes.delete(change)
}

/** Resolves once no thread is being ended; at once where none is. */
export const noneEnds = (): Promise<void> => allOf(ending)

/** To be called with each thread that was just made. */
export const begins = (worker: Worker): void => {
  void noted(
    beginning,
    new Promise((resolve) => {
      for (const event of ["online", "exit"]) worker.once(event, () => resolve())
    })
  )
}

/** Ends a thread, as soon as none is being set up. */
export const end = async (worker: Worker): Promise<void> => {
  await allOf(beginning)
  await noted(ending, worker.terminate().then(() => undefined))
}
