/** Views of `pipeline ui` over the runs of this folder: which of them, and how each is come to. */
import type { Page } from "playwright-core"

/** One picture of `pipeline ui`. */
export interface UiShot {
  readonly name: string
  readonly says: string
  readonly isPhone?: true
  /** Where it begins, as a fragment of the address. */
  readonly at: string
  /** What is pressed from there until the view stands. */
  readonly reach: (page: Page) => Promise<void>
}

const openFirst = async (page: Page, until: string): Promise<void> => {
  await page.locator("tbody a").first().click()
  await page.locator(until).first().waitFor()
}

/** All of them, in the order of the page. */
export const uiShots: ReadonlyArray<UiShot> = [
  {
    name: "ui-runs",
    says: "`pipeline ui`: runs, what each was given, what it scored",
    at: "#/runs",
    reach: (page) => page.locator("tbody tr").first().waitFor()
  },
  {
    name: "ui-compare",
    says: "Runs beside each other: curves, parameters and metrics that differ",
    at: "#/runs",
    reach: async (page) => {
      const boxes = page.locator("tbody input[type=checkbox]")
      for (const row of [0, 1, 2]) await boxes.nth(row).check()
      await page.getByRole("button", { name: /^Compare/ }).click()
      await page.getByText("beside each other").waitFor()
    }
  },
  {
    name: "ui-sweep",
    says: "A sweep: its best settings, parallel coordinates, what mattered",
    at: "#/sweeps",
    reach: (page) => openFirst(page, "#chart-parallel svg")
  },
  {
    name: "ui-run",
    says: "One run: how it was asked, its steps, curves and metrics",
    at: "#/runs",
    reach: (page) => openFirst(page, "text=How it was asked")
  },
  {
    name: "ui-phone",
    says: "The same runs on a phone",
    isPhone: true,
    at: "#/runs",
    reach: (page) => page.locator("tbody tr").first().waitFor()
  }
]
