/** `pipeline export`: pipelines and runs in the words of other tools. Next: export-dvc.ts, export-onnx.ts, export-openlineage.ts, export-ro-crate.ts. */
import * as Command from "effect/cli/Command"
import { exportDvcVerb } from "./export-dvc.ts"
import { exportOnnxVerb } from "./export-onnx.ts"
import { exportOpenLineage } from "./export-openlineage.ts"
import { exportRoCrate } from "./export-ro-crate.ts"

/** The verb. */
export const exportVerb = Command.make("export").pipe(
  Command.withDescription("Write pipelines and runs for other tools"),
  Command.withSubcommands([exportDvcVerb, exportOnnxVerb, exportOpenLineage, exportRoCrate])
)
