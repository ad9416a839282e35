/**
 * A runtime of a device that is watched: the first results of everything it is given are compared with those of a
 * trusted one. Drivers get single shapes wrong that others around them get right, so no fixed test would do.
 */
import { assertSameNumbers } from "./compare-numbers.ts"
import { type Arrays, type Runtime, type Shapes, sizeOf } from "./runtime.ts"

const cut = (shapes: Shapes, arrays: Arrays, from: number, to?: number): Arrays =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = sizeOf(shape)
      return [name, arrays[name]!.subarray(from * size, to === undefined ? undefined : to * size)]
    })
  )

const join = (first: Arrays, rest: Arrays): Arrays =>
  Object.fromEntries(
    Object.entries(first).map(([name, array]) => {
      const joined = new Float32Array(array.length + rest[name]!.length)
      joined.set(array)
      joined.set(rest[name]!, array.length)
      return [name, joined]
    })
  )

/** The same runtime, whose calls and loops reject when their first results are not those of `reference`. */
export const checkedRuntime = (runtime: Runtime, reference: Runtime): Runtime => ({
  prepare: async (fn) => {
    const call = await runtime.prepare(fn)
    let isChecked = false
    return {
      run: async (inputs) => {
        const found = await call.run(inputs)
        if (!isChecked) {
          const trusted = await reference.prepare(fn)
          try {
            assertSameNumbers("this model", found, await trusted.run(inputs))
          } finally {
            await trusted.dispose()
          }
          isChecked = true
        }
        return found
      },
      dispose: () => call.dispose()
    }
  },
  startLoop: async (step, initial) => {
    const loop = await runtime.startLoop(step, initial)
    let isChecked = false
    const checkFirst = async (inputs: Arrays): Promise<Arrays> => {
      const first = cut(step.inputs, inputs, 0, 1)
      const found = await loop.run(1, first)
      const trusted = await reference.startLoop(step, initial)
      try {
        assertSameNumbers("this model", found, await trusted.run(1, first))
        assertSameNumbers("this model after one step", loop.read(), trusted.read())
      } finally {
        await trusted.dispose()
      }
      isChecked = true
      return found
    }
    return {
      run: async (turns, inputs) => {
        if (isChecked) return loop.run(turns, inputs)
        const found = await checkFirst(inputs)
        return turns === 1 ? found : join(found, await loop.run(turns - 1, cut(step.inputs, inputs, 1)))
      },
      read: loop.read,
      dispose: loop.dispose
    }
  }
})
