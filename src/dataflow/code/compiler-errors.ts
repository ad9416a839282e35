/** What the bundler found wrong in source files, one line each. */
import type { BuildFailure, Message } from "esbuild"

const isBuildFailure = (cause: unknown): cause is BuildFailure =>
  cause instanceof Error && "errors" in cause && Array.isArray(cause.errors) && cause.errors.length > 0

/** A message with its place, as editors and terminals link it; columns count from 1. */
const lineOf = ({ location, text }: Message): string =>
  `${location === null ? "" : `${location.file}:${location.line}:${location.column + 1}  `}${
    text.replaceAll(/\s+/g, " ")
  }`

/**
 * The errors of a build that failed, each on an indented line of its own; undefined for any other cause.
 *
 * @example
 * ```ts
 * compilerErrors(cause) // "it does not compile\n   nodes/a.ts:2:7  Expected \";\" but found \"b\""
 * ```
 */
export const compilerErrors = (cause: unknown): string | undefined =>
  isBuildFailure(cause)
    ? ["it does not compile", ...cause.errors.map((each) => `   ${lineOf(each)}`)].join("\n")
    : undefined
