import { configDefaults, defineConfig } from "vitest/config"

const exclude = [...configDefaults.exclude, "test/system/**", "assets/**", "test/.rig/**"]

/** They hold tfjs's one global engine, which a training that is stopped on purpose leaves in its hands. */
const apart = ["test/learn/training/**/*.test.ts", "test/nodes/trainer.test.ts"]

export default defineConfig({
  test: {
    maxWorkers: 4,
    projects: [
      {
        test: {
          name: "together", // in processes that are used again: a third of the time was their starting
          include: ["test/**/*.test.ts"],
          exclude: [...exclude, ...apart],
          isolate: false,
          testTimeout: 60_000
        }
      },
      { test: { name: "apart", include: apart, exclude, testTimeout: 60_000 } }
    ]
  }
})
