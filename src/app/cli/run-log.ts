/** The full text of a failure, in a file beside the pipeline's artifacts. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Failure } from "../../dataflow/run/event.ts"
import { faultOf } from "../../dataflow/store/fault.ts"
import { visible } from "../../format/visible.ts"

/** Line by line, so that whoever prints the log is safe too. */
const loggedText = (text: string): string => text.split("\n").map(visible).join("\n")

/**
 * Writes a failed node's log below a pipeline's artifacts and says where it is, relative to the working folder, or why it
 * could not be kept.
 */
export const writeFailureLog = (
  artifacts: string,
  { failure, node, run }: {
    readonly run: string
    readonly node: string
    readonly failure: Failure
  }
): string => {
  const folder = path.join(artifacts, run.slice(0, 6))
  const file = path.join(folder, `${node}.log`)
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(file, `${loggedText(`${failure.tag}: ${failure.message}\n\n${failure.detail}`)}\n`)
    return `full log: ${path.relative(process.cwd(), file)}`
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    return `no log is kept: ${fault.message}`
  }
}
