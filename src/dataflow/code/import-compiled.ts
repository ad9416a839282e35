/** The compiled form of a pipeline file: what the main thread plans with and workers run. */
import { pathToFileURL } from "node:url"
import type { Runnable } from "../dsl/pipeline.ts"
import { exportedNodes } from "../dsl/placement.ts"

/**
 * What the compiled entry exports; `modules` are the files that define nodes, by project-relative path, and `serve` is
 * the worker's side of a run, whose type the worker knows.
 */
export interface Compiled<out Serve = unknown> {
  readonly pipeline: Runnable
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly serve: Serve
}

/**
 * Imports a compiled pipeline and calls its nodes without a name after their exports. Its libraries are its own: only
 * plain values may pass between it and its importer.
 */
export const importCompiled = async (entry: string): Promise<Compiled> => {
  const compiled = await import(pathToFileURL(entry).href) as Compiled
  exportedNodes(compiled.modules)
  return compiled
}
