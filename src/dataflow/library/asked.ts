/** What a program asks of a pipeline, and as the engine takes it. */
import type { LoadOptions } from "../plan/loaded.ts"

/**
 * Which form of a pipeline: `set` holds parameters by "step.parameter" as plain values, `data` says what to work on as
 * after `--data`. Relative paths are those of the working folder.
 */
export interface Asked {
  readonly set?: Readonly<Record<string, unknown>>
  readonly data?: string
  readonly seed?: number
}

/** The same with values as texts, as on the command line. */
export const loadOptions = ({ data, seed, set = {} }: Asked): LoadOptions => ({
  set: Object.fromEntries(
    Object.entries(set).map(([path, value]) => [path, typeof value === "string" ? value : JSON.stringify(value)])
  ),
  ...(data === undefined ? {} : { data }),
  ...(seed === undefined ? {} : { seed })
})
