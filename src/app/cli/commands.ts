/** The tree of verbs that a person may call. */
import * as Command from "effect/cli/Command"
import { settingFlags } from "./global-flag.ts"
import { assign } from "./verb/assign.ts"
import { disk } from "./verb/disk.ts"
import { doctor } from "./verb/doctor.ts"
import { duplicates } from "./verb/duplicates.ts"
import { exportVerb } from "./verb/export.ts"
import { gc } from "./verb/gc.ts"
import { graph } from "./verb/graph.ts"
import { importVerb } from "./verb/import.ts"
import { init } from "./verb/init.ts"
import { lineage } from "./verb/lineage.ts"
import { metrics } from "./verb/metrics.ts"
import { note } from "./verb/note.ts"
import { params } from "./verb/params.ts"
import { path } from "./verb/path.ts"
import { pin, unpin } from "./verb/pin.ts"
import { playlists } from "./verb/playlists.ts"
import { plots } from "./verb/plots.ts"
import { query } from "./verb/query.ts"
import { report } from "./verb/report.ts"
import { restore } from "./verb/restore.ts"
import { run } from "./verb/run.ts"
import { runs } from "./verb/runs.ts"
import { show } from "./verb/show.ts"
import { similar } from "./verb/similar.ts"
import { status } from "./verb/status.ts"
import { sweep } from "./verb/sweep.ts"
import { sweeps } from "./verb/sweeps.ts"
import { tag } from "./verb/tag.ts"
import { ui } from "./verb/ui.ts"
import { verify } from "./verb/verify.ts"
import { watch } from "./verb/watch.ts"
import { why } from "./verb/why.ts"

/** The command with all its verbs, as they are grouped in its help. */
export const commands = Command.make("pipeline").pipe(
  Command.withDescription("Declarative, content-hashed pipelines for music research"),
  Command.withSubcommands([
    { group: "Work", commands: [run, sweep, assign, status, why] },
    { group: "Look", commands: [ui, graph, show, runs, sweeps, params, metrics, plots, report, lineage, query] },
    { group: "Listen", commands: [similar, path, playlists, watch, duplicates] },
    { group: "Keep", commands: [tag, note, pin, unpin, restore, disk, gc, verify, exportVerb, doctor] },
    { group: "Begin", commands: [init, importVerb] }
  ]),
  Command.withGlobalFlags(settingFlags)
)
