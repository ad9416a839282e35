import { IngestError } from "../../../src/music/ingest/reader/ingest-error.ts"

/** The ingest error a call throws; fails the test when it throws none. */
export const failureOf = (call: () => unknown): IngestError => {
  try {
    call()
  } catch (error) {
    if (error instanceof IngestError) return error
    throw error
  }
  throw new Error("expected an IngestError, nothing was thrown")
}
