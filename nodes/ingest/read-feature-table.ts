/** A CSV of features computed elsewhere, such as those published with GTZAN. Rules: src/ingest/feature-table.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { Quarantined } from "../../src/engine/quarantined.ts"
import { readFeatureTable as read } from "../../src/ingest/feature-table.ts"
import { Problem } from "./problem.ts"
import { Track } from "./track.ts"
import { reading } from "./unusable-input.ts"

export const readFeatureTable = /*#__PURE__*/ Node.make("read-feature-table", {
  params: Schema.Struct({
    file: Schema.NonEmptyString,
    /** The column that becomes the label; null takes the first of label, genre and class that is there. */
    labelColumn: Schema.NullOr(Schema.NonEmptyString)
  }),
  sources: { csv: (params) => params.file },
  inputs: {},
  outputs: {
    tracks: table(Track),
    features: vectors("feature"),
    problems: table(Problem),
    /** Always empty: a bad cell stops the reading with its line and column. */
    quarantine: table(Quarantined)
  },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const source = path.basename(params.file)
    const text = new TextDecoder().decode(yield* inputs.csv.read(source))
    const { labelColumn } = params
    const { features, ids, labels, problems } = yield* reading(() =>
      read(text, { source, ...(labelColumn === null ? {} : { labelColumn }) })
    )
    const { language, ...others } = labels
    const label = Object.values(others)[0]
    const cell = (column: ReadonlyArray<string> | undefined, i: number) =>
      column?.[i] === "" ? null : column?.[i] ?? null
    const tracks = ids.map((id, i) => ({
      id,
      title: id,
      artist: null,
      path: "",
      digest: "",
      label: cell(label, i),
      language: cell(language, i),
      lyrics: null,
      group: null,
      split: null
    }))
    report.summary(`${ids.length} tracks, ${features.names.length} features`)
    return { tracks, features: { ids, ...features }, problems, quarantine: [] }
  })
})
