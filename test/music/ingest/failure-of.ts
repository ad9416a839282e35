import { UnusableInput } from "../../../src/music/ingest/reader/unusable-input.ts"

/** The ingest error a call throws; fails the test when it throws none. */
export const failureOf = (call: () => unknown): UnusableInput => {
  try {
    call()
  } catch (error) {
    if (error instanceof UnusableInput) return error
    throw error
  }
  throw new Error("expected UnusableInput, nothing was thrown")
}
