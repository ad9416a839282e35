/** Tries a part of onnxruntime in a process of its own, where a driver may print, hang or crash without harm. */
import { execFile } from "node:child_process"
import { createRequire } from "node:module"
import type { TensorFlow } from "../../model/weights.ts"
import { writeOnnx } from "./onnx.ts"
import { trace } from "./trace.ts"

const script = `
const [file, provider, model] = process.argv.slice(1)
const ort = require(file)
ort.env.logLevel = "fatal"
ort.InferenceSession.create(Buffer.from(model, "base64"), { executionProviders: [provider] }).then(
  () => process.exit(0),
  (cause) => { console.log(JSON.stringify(String(cause.message))); process.exit(3) }
)`

/** Rejects with the reason when a session of onnxruntime cannot be opened on the provider. */
export const probeProvider = async (tf: TensorFlow, provider: string): Promise<void> => {
  const file = createRequire(import.meta.url).resolve("onnxruntime-node")
  const model = Buffer.from(writeOnnx(trace(tf, { x: [2] }, ({ x }) => ({ y: x!.add(1) })))).toString("base64")
  await new Promise<void>((resolve, reject) => {
    const options = { timeout: 5000 }
    execFile(process.execPath, ["-e", script, file, provider, model], options, (failure, stdout) => {
      if (failure === null) return resolve()
      const reason = failure.code === 3 ? JSON.parse(stdout.trim()) as string : `${provider} crashes or hangs`
      reject(new Error(reason, { cause: failure }))
    })
  })
}
