/**
 * Whether PyTorch computes with our weights what we do: trains a VAE, saves it, loads it there and compares.
 * Run: node bench/torch-weights.ts, with $PYTHON naming an interpreter that has PyTorch.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { writeWeights } from "../src/format/safetensors.ts"
import { mlpVae } from "../src/learn/model/mlp-vae.ts"
import { onlyFeatures, rowsOf } from "../src/learn/training/data.ts"
import { decode, embed } from "../src/learn/training/embed.ts"
import { train } from "../src/learn/training/trainer.ts"
import { Random } from "../src/math/random.ts"
import { benchOptions } from "./training-options.ts"

const architecture = { features: 57, hidden: [32, 16], latents: 8, logVarLimit: 10, likelihood: "gaussian" } as const
const rows = 200
const random = new Random(1)
const x = { rows, cols: 57, data: Float32Array.from({ length: rows * 57 }, () => random.normal()) }
const model = mlpVae(architecture)
const { weights } = await train(model, onlyFeatures(x), { ...benchOptions, epochs: 20 }, {
  onEpoch: () => undefined,
  loadCheckpoint: () => undefined,
  saveCheckpoint: () => undefined,
  checkpointEveryMs: Infinity,
  nowMs: () => performance.now()
})
const trained = { model, weights, backend: "ort", threads: 1 } as const
const { mean } = await embed(trained, onlyFeatures(x))
const tracks = await decode(trained, rowsOf({ rows, cols: 8, data: mean }), null)

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weights-"))
const file = path.join(folder, "vae.safetensors")
const config = JSON.stringify({ architecture: { kind: "mlp-vae", ...architecture } })
fs.writeFileSync(file, writeWeights(weights, { architecture: "autoencoder", config }))
const listed = Array.from({ length: rows }, (_, i) => [...x.data.subarray(i * 57, (i + 1) * 57)])
const script = path.join(import.meta.dirname, "peers", "load_weights.py")
const peer = JSON.parse(
  execFileSync(process.env["PYTHON"] ?? "python3", [script, file], { input: JSON.stringify(listed), encoding: "utf8" })
) as Readonly<Record<"mean" | "tracks", ReadonlyArray<ReadonlyArray<number>>>> & { readonly version: string }
fs.rmSync(folder, { recursive: true })

const apart = (ours: Float32Array, theirs: ReadonlyArray<ReadonlyArray<number>>) =>
  theirs.flat().reduce((worst, value, i) => Math.max(worst, Math.abs(value - ours[i]!)), 0)
console.log(`PyTorch ${peer.version}, ${rows} tracks, largest difference`)
console.log(`  posterior means   ${apart(mean, peer.mean).toExponential(1)}`)
console.log(`  reconstructions   ${apart(tracks, peer.tracks).toExponential(1)}`)
