/** The loss of the tracks that a training held out, as a metric that a search can look for. */
import * as Schema from "effect/Schema"
import { HistoryRow } from "../../../nodes/row/history-row.ts"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { json } from "../../../src/dataflow/kind/json.ts"
import { table } from "../../../src/dataflow/kind/table.ts"

/** Mean loss of the held-out tracks after the last epoch. */
export const heldOut = Node.fn("held-out", {
  inputs: { history: table(HistoryRow) },
  outputs: { loss: json(Schema.Finite) },
  run: ({ inputs: { history }, report }) => {
    const loss = history.findLast(({ split }) => split === "validation")?.total
    if (loss === undefined) throw new Error("no tracks were held out")
    report.metric("loss", { value: loss, better: "lower" })
    return { loss }
  }
})
