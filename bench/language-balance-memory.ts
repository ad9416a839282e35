/**
 * How much memory does studies/language-balance take to train at the size of its data? 1,000 clips in the layout of MERGE and
 * 1,617 in that of BanglaBeats are made and measured; then, in a process of its own, the ConvVAE of 128 × 128 pictures with the
 * channels of `--data` trains and encodes them all. Run: node bench/language-balance-memory.ts [epochs]
 */
import { gib, watchPipeline } from "./resident-memory.ts"

const epochs = process.argv[2] ?? "2"
const bar = 2 * gib
const run = ["run", "studies/language-balance"]
const size = ["--set", "plan-collections.english=1000", "--set", "plan-collections.bangla=1617"]
const model = ["--set", "train-conv-vae.channels=[16,32,64,128]", "--set", `train-conv-vae.epochs=${epochs}`]

const made = await watchPipeline([...run, "view-spectrograms", ...size])
const trained = await watchPipeline([...run, "encode-conv-vae", ...size, ...model])
const line = (what: string, { peak, seconds }: typeof made) =>
  `${what}: ${(peak / gib).toFixed(2)} GiB at most, ${seconds.toFixed(0)} s`
console.log([
  line("making and measuring 2,617 clips", made),
  line(`${epochs} epochs of the ConvVAE and encoding`, trained),
  `bar ${bar / gib} GiB`
].join("\n"))
const isWithin = [made, trained].every(({ code, peak }) => code === 0 && peak <= bar)
process.exitCode = isWithin ? 0 : 1
