import { afterEach, describe, expect, it, vi } from "vitest"
import { BackendUnavailable } from "../../../src/learn/training/backend-unavailable.ts"
import {
  autoOrder,
  backendNames,
  backendStatus,
  bundledBackends,
  resolveBackend
} from "../../../src/learn/training/backend.ts"

const tfjsNode = "../../../src/learn/training/load-tfjs-node.ts" // somebody may have installed it here
const packages = ["onnxruntime-node", "onnxruntime-web", "@tensorflow/tfjs-backend-wasm", tfjsNode]

afterEach(() => {
  for (const name of packages) vi.doUnmock(name)
  vi.resetModules()
})

/** The backends as a process sees them in which importing these packages fails. */
const without = async (...names: ReadonlyArray<string>) => {
  vi.resetModules()
  for (const name of [...names, tfjsNode]) {
    vi.doMock(name, () => {
      throw new Error("libonnxruntime.so.1: cannot open shared object file")
    })
  }
  return import("../../../src/learn/training/backend.ts")
}

describe("backends", () => {
  it("that npm installs with this package all compute, and auto takes the compiled one", async () => {
    const found = []
    for (const name of bundledBackends) found.push(await backendStatus(name))

    expect(found.map(({ isAvailable, name }) => [name, isAvailable])).toEqual([["ort", true], ["ort-wasm", true], [
      "wasm",
      true
    ], [
      "cpu",
      true
    ]])
    expect(autoOrder.indexOf("ort")).toBeLessThan(autoOrder.indexOf("tfjs-node"))
  })

  it("are all tried by auto but WebGPU, which nobody asked npm for", () => {
    expect(backendNames.filter((name) => !(autoOrder as ReadonlyArray<string>).includes(name))).toEqual(["ort-webgpu"])
  })

  it("say what to do when they are not there", async () => {
    const status = await backendStatus("tfjs-node-gpu")

    expect(status).toEqual({
      name: "tfjs-node-gpu",
      isAvailable: false,
      reason: "@tensorflow/tfjs-node-gpu is not installed",
      hint: expect.stringContaining("npm install --no-save @tensorflow/tfjs-node-gpu@4.22.0")
    })
  })

  it("fall back to wasm where onnxruntime does not load, and say why it does not", async () => {
    const missing = await without("onnxruntime-node")

    expect(await missing.resolveBackend("auto")).toBe("wasm")
    expect(await missing.backendStatus("ort")).toMatchObject({
      isAvailable: false,
      hint: expect.stringContaining("npm install")
    })
  })

  it("fall back to cpu where wasm does not load either", async () => {
    const missing = await without("onnxruntime-node", "@tensorflow/tfjs-backend-wasm")

    expect(await missing.resolveBackend("auto")).toBe("cpu")
  })

  it("that were asked for by name fail rather than fall back", async () => {
    const missing = await without("onnxruntime-node")

    await expect(missing.loadRuntime(await missing.resolveBackend("ort"), 1)).rejects.toThrow(
      /The backend "ort" cannot be used here: ./
    )
  })

  it("of a provider that onnxruntime was built without reject before anything is computed", async () => {
    vi.resetModules()
    vi.doMock("onnxruntime-node", () => ({
      default: { env: { versions: { node: "1.30.0" } }, listSupportedBackends: () => [{ name: "cpu" }] }
    }))
    const { backendStatus } = await import("../../../src/learn/training/backend.ts")

    expect(await backendStatus("ort-cuda")).toEqual({
      name: "ort-cuda",
      isAvailable: false,
      reason: "this onnxruntime-node knows no cuda, only cpu",
      hint: expect.stringContaining("CUDA")
    })
  })

  it("whose package is absent name it, and say how to bring it back", () => {
    const cause = new Error("Cannot find package 'onnxruntime-node' imported from /home/me/partita/dist/pipeline.js")

    expect(new BackendUnavailable("ort-cuda", cause)).toMatchObject({
      message: "The backend \"ort-cuda\" cannot be used here: onnxruntime-node is not installed",
      hint: expect.stringMatching(/^npm install --ignore-scripts onnxruntime-node@/),
      cause
    })
  })

  it("whose driver fails say so without naming the file that onnxruntime was built from", () => {
    const cause = new Error("/src/core/webgpu_context.cc:136 auto Initialize() Failed to get a WebGPU adapter\n at x")

    expect(new BackendUnavailable("ort-webgpu", cause).reason).toBe("Failed to get a WebGPU adapter")
  })

  it("keep the name they were asked for by, whatever auto would take", async () => {
    expect(await resolveBackend("cpu")).toBe("cpu")
  })
})
