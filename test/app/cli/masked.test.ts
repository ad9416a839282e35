import { expect, it } from "vitest"
import { masked } from "./studio.ts"

it("what a command prints is compared without any trace of how long it took", () => {
  const quick = "✓ fits up to date in 0.2s  (0 ran, 3 cached)\n     0.4s  ◐ a  started\n  last run just now, took 0.1s"
  const slow = "✓ fits up to date in 1m02s  (0 ran, 3 cached; saved about 2m)\n   104.4s  ◐ a  started\n" +
    "  last run 3 minutes ago, took 12s"

  expect(masked(slow)).toBe(masked(quick))
  expect(masked("would run 3 of 3 nodes (about 4m, from past runs)")).toBe(
    masked("would run 3 of 3 nodes (about 1s, from past runs)")
  )
})
