import { configDefaults, defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/system/**", "assets/**", "test/.rig/**"],
    testTimeout: 60_000,
    maxWorkers: 3
  }
})
