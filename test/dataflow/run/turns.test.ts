import { once } from "node:events"
import { setImmediate } from "node:timers/promises"
import { Worker } from "node:worker_threads"
import { expect, it } from "vitest"
import { begins, end, noneEnds } from "../../../src/dataflow/run/threads/turns.ts"

const thread = (): { readonly worker: Worker; readonly said: Array<string> } => {
  const worker = new Worker("setInterval(() => {}, 1e6)", { eval: true })
  const said: Array<string> = []
  for (const event of ["online", "exit"]) worker.once(event, () => said.push(event))
  begins(worker)
  return { worker, said }
}

it("a thread is ended once it and all others have begun", async () => {
  const [first, second] = [thread(), thread()]

  await end(first.worker)

  expect(first.said).toEqual(["online", "exit"])
  expect(second.said).toEqual(["online"])
  await end(second.worker)
})

it("a thread begins once none is being ended", async () => {
  const { said, worker } = thread()
  await once(worker, "online")
  const ended = end(worker)
  await setImmediate()

  await noneEnds()

  expect(said).toEqual(["online", "exit"])
  await ended
})

it("a thread that ends before it runs holds up no other", async () => {
  const gone = new Worker("", { eval: true })
  begins(gone)
  void gone.terminate()

  const { said, worker } = thread()
  await end(worker)

  expect(said).toEqual(["online", "exit"])
})
