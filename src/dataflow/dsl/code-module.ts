/**
 * Modules that a node imports by name while it runs, such as the network of a model it is handed. Each has a fingerprint
 * of its own, and the key of a step holds those that its inputs need and no others: an edit makes stale what computes
 * with it. What a step may import is what is in its key (run/threads/execute.ts).
 */

/** An import put off until it is called. */
export interface CodeModule<out M> {
  (): Promise<M>
  readonly "~module": true
}

/** Modules by the name under which artifacts ask for them: `needs` of an OutputRecord. */
export type CodeModules = Readonly<Record<string, CodeModule<unknown>>>

/**
 * A module for the `modules` of a node; to be exported by itself, as nodes are, so that its code can be hashed.
 *
 * @example
 * ```ts
 * import { codeModule } from "partita"
 * export const metrics = codeModule(() => import("partita/metric"))
 * ```
 */
export const codeModule = <M>(load: () => Promise<M>): CodeModule<M> =>
  Object.assign(() => load(), { "~module": true } as const)

/** Whether an exported value is a module of this kind. */
export const isCodeModule = (value: unknown): value is CodeModule<unknown> =>
  typeof value === "function" && "~module" in value
