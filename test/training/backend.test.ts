import { afterEach, describe, expect, it, vi } from "vitest"

afterEach(() => {
  vi.doUnmock("onnxruntime-node")
  vi.resetModules()
})

const withoutOnnxRuntime = async () => {
  vi.resetModules()
  vi.doMock("onnxruntime-node", () => {
    throw new Error("libonnxruntime.so.1: cannot open shared object file")
  })
  return import("../../src/training/backend.ts")
}

describe("backends", () => {
  it("are all available where the package is installed whole, and auto takes the compiled one", async () => {
    const { backendNames, backendStatus, resolveBackend } = await import("../../src/training/backend.ts")

    expect(await Promise.all(backendNames.map(backendStatus))).toEqual(
      ["ort", "wasm", "cpu"].map((name) => ({ name, isAvailable: true, reason: "" }))
    )
    expect(await resolveBackend("auto")).toBe("ort")
  })

  it("fall back to wasm where onnxruntime does not load, and say why it does not", async () => {
    const { backendStatus, resolveBackend } = await withoutOnnxRuntime()

    expect(await resolveBackend("auto")).toBe("wasm")
    expect((await backendStatus("ort")).reason).not.toBe("")
  })

  it("that were asked for by name fail rather than fall back", async () => {
    const { loadRuntime, resolveBackend } = await withoutOnnxRuntime()

    await expect(loadRuntime(await resolveBackend("ort"), 1)).rejects.toThrow(
      /The backend "ort" cannot be used here: ./
    )
  })
})
