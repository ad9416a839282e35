import { configDefaults, defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

const exclude = [...configDefaults.exclude, "test/system/**", "assets/**", "test/.rig/**"]

/**
 * They stop a training on purpose, fail one, or load tfjs otherwise than all do: its one global engine, which others would
 * go on with, is in no known state afterwards.
 */
const apart = [
  "backend",
  "checked-runtime",
  "checkpoint",
  "compile/trace",
  "embed",
  "failure",
  "kept-steps",
  "load-tfjs-node",
  "missing-kernel",
  "padded-convolutions",
  "trainer"
].map((name) => `test/learn/training/${name}.test.ts`).concat("test/nodes/trainer.test.ts")

/** With as many workers as cores are busy, collecting garbage in more threads is a twentieth more work for all. */
const execArgv = ["--single-threaded-gc"]

/** The longest, in order: begun last, one of them alone would keep the others waiting. */
const longest = [
  "test/package/package.test.ts",
  "test/pipelines/easy.test.ts",
  "test/pipelines/medium-and-hard.test.ts",
  "test/app/cli/assign.test.ts",
  "test/pipelines/bad-input.test.ts",
  "test/pipelines/studies.test.ts",
  "test/dataflow/store/storm.test.ts",
  "test/dataflow/run/decisions.test.ts",
  "test/dataflow/code/links.test.ts"
]

class LongestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((file) => moduleId.endsWith(file))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    globalSetup: "test/compile-cache.ts",
    maxWorkers: 3, // compilers and threads of runs take the rest of two cores
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "together", // in processes that are used again: a third of the time was their starting
          include: ["test/**/*.test.ts"],
          exclude: [...exclude, ...apart],
          isolate: false,
          execArgv,
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      { test: { name: "apart", include: apart, exclude, execArgv, testTimeout: 60_000, hookTimeout: 60_000 } }
    ]
  }
})
