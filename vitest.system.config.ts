import { defineConfig } from "vitest/config"

/** Tests that need programs which npm cannot install; test/system/programs.ts names them, or what is missing. */
export default defineConfig({
  test: {
    include: ["test/system/**/*.test.ts"],
    globalSetup: "test/system/programs.ts",
    testTimeout: 60_000,
    maxWorkers: 2
  }
})
