/** Modules at work: instantiated once per thread, with a memory that grows as it is asked to. */

/** As much of the global WebAssembly as is used; its types come with browser libraries only. */
interface WebAssemblyGlobal {
  readonly Module: new(bytes: Uint8Array) => object
  readonly Instance: new(module: object) => { readonly exports: object }
}

/** The memory that a module exports. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

const pageBytes = 65_536

/**
 * A module's exports, made when first asked for and then kept: V8 reserves gigabytes of addresses for each memory, so a
 * thread has one per module.
 */
export const machineOf = <Exports extends object>(
  bytes: () => Uint8Array
): () => Exports & { readonly memory: WasmMemory } => {
  let shared: (Exports & { readonly memory: WasmMemory }) | undefined
  return () => {
    if (shared === undefined) {
      const { Instance, Module } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal }).WebAssembly
      shared = new Instance(new Module(bytes())).exports as Exports & { readonly memory: WasmMemory }
    }
    return shared
  }
}

/** Makes a memory at least so large. What was in it stays; views of its old buffer do not. */
export const growTo = (memory: WasmMemory, bytes: number): void => {
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
}
