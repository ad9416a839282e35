import { expect, it } from "vitest"
import { inPlace, linesInPlace } from "../../../src/dataflow/dsl/in-place.ts"

it("what fails is shown as the command lines that were asked for, and a program of another make as it is", () => {
  const words = inPlace({
    reads: { "a.txt": "in/a" },
    writes: { "b.txt": "out" },
    lines: ["cp a.txt  b.txt", "echo 'done'"]
  })

  expect(linesInPlace(words)).toBe("cp a.txt b.txt; echo 'done'")
  expect(linesInPlace(["sh", "-c", "# cp\nrm x"])).toBeUndefined()
  expect(linesInPlace(["python", "train.py"])).toBeUndefined()
})
