/** `pipeline ui` in a real browser, beside runs of other processes. */
import { type ChildProcess, spawn } from "node:child_process"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { launcher, Studio } from "../app/cli/studio.ts"
import { startBrowser } from "./browser.ts"

const nasty = `<img src=x onerror="alert(1)"> & "quoted"`

let studio: Studio
let browser: Browser
let server: ChildProcess
let address: string
const complaints: Array<string> = []

/** What the running server says first: its address. */
const startServer = async (): Promise<string> => {
  server = spawn(process.execPath, [launcher, "ui", "--port", "0", "--no-open"], { cwd: studio.root })
  return new Promise((resolve) =>
    server.stdout!.setEncoding("utf8").on("data", (text: string) => {
      const [url] = /http:\S+/.exec(text) ?? []
      if (url !== undefined) resolve(url)
    })
  )
}

/** A window on the page that keeps all complaints, and every request to somebody else. */
const open = async (fragment = "", width = 1440): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text())
  })
  page.on("pageerror", (error) => void complaints.push(error.message))
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(address).origin) && !request.url().startsWith("data:")) {
      complaints.push(request.url())
    }
  })
  await page.goto(`${address}${fragment}`)
  await page.locator("main h1").first().waitFor()
  return page
}

const texts = (page: Page, selector: string): Promise<ReadonlyArray<string>> => page.locator(selector).allInnerTexts()

beforeAll(async () => {
  studio = new Studio()
  studio.program(["run", "demo", "-q"])
  studio.program(["run", "demo", "-q", "--set", "train.beta=5"])
  studio.program(["note", "last", nasty])
  studio.program(["sweep", "demo", "--grid", "train.beta=1,3,8", "-q"])
  browser = await startBrowser()
  address = await startServer()
}, 60_000)
afterAll(async () => {
  await browser.close()
  server.kill("SIGINT")
  studio[Symbol.dispose]()
})

it("runs stand in a table with what tells them apart, and a filter narrows it", async () => {
  const page = await open()

  const heads = await texts(page, "thead th")
  const before = await page.locator("tbody tr").count()
  await page.getByLabel("Filter runs").fill("train.beta=5; status=succeeded")
  await page.locator(".bar .count").filter({ hasText: "1 run" }).waitFor()
  await page.getByLabel("Filter runs").fill("train.bta=2")
  const said = await page.locator(".refused").innerText()

  expect(heads).toContain("train.beta")
  expect(before).toBeGreaterThanOrEqual(4)
  expect(said).toContain("No run has a fact, parameter or metric \"train.bta\".")
  expect(page.url()).not.toContain("token")
  await page.close()
})

it("two runs that are marked stand beside each other, with only what differs", async () => {
  const page = await open()

  for (const beta of [/^4$/, /^5$/]) {
    const cell = page.locator("td", { hasText: beta })
    await page.locator("tbody tr").filter({ has: cell }).locator("input[type=checkbox]").check()
  }
  await page.getByRole("button", { name: "Compare 2 runs" }).click()
  await page.getByText("2 runs beside each other").waitFor()

  const given = await texts(page, "[aria-label='What the runs were given otherwise'] tbody tr")
  expect(given.map((row) => row.split(/\s+/))).toEqual([["train.beta", "4", "5"]])
  expect((await texts(page, "[aria-label='Metrics that differ'] tbody")).join("")).toContain("better")
  await page.close()
})

it("a sweep is ranked and drawn, and leads to its runs", async () => {
  const page = await open("#/sweeps")

  await page.locator("tbody a").first().click()
  await page.locator("#chart-parallel .scroll svg").waitFor()
  const places = await texts(page, "[aria-label='Settings, the best first'] tbody tr td:first-child")
  await page.locator("[aria-label='Settings, the best first'] tbody a").first().click()
  await page.getByText("How it was asked").waitFor()

  expect(places).toEqual(["1", "2", "3"])
  await page.close()
})

it("an artifact is found by the keyboard alone, with the runs that hold it", async () => {
  const page = await open("", 390)

  await page.locator("body").press("/")
  await page.keyboard.type("artifact score.score")
  await page.keyboard.press("Enter")
  await page.locator(".hits a").first().focus()
  await page.keyboard.press("Enter")
  await page.getByText("Where it is from").waitFor()

  expect(await page.locator("main pre").innerText()).toMatch(/^0\.\d+$/)
  expect(await page.locator("[aria-label='Runs that hold it'] tbody tr").count()).toBeGreaterThan(0)
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390)
  await page.close()
})

it("the page of a run's steps opens within, in an origin of its own", async () => {
  const page = await open()

  await page.locator("tbody a").first().click()
  await page.getByRole("button", { name: "Walk through the steps" }).click()
  const inside = page.frameLocator("iframe")
  await inside.getByText("train", { exact: true }).first().waitFor()
  const origin = await inside.locator("html").evaluate("self.origin")
  await page.keyboard.press("Escape")

  expect(origin).toBe("null")
  expect(await page.locator("iframe").count()).toBe(0)
  await page.close()
})

it("a note is text, whatever it holds", async () => {
  const page = await open()

  await page.locator("tbody").getByText(nasty).waitFor()

  expect(await page.locator("main img").count()).toBe(0)
  await page.close()
})

it("a run of another process comes on while one looks, and joins the table when it ends", async () => {
  const page = await open()
  const before = await page.locator("tbody tr").count()

  const run = spawn(process.execPath, [launcher, "run", "demo", "-q", "--set", "train.sleepMs=6000"], {
    cwd: studio.root
  })
  const ended = new Promise((resolve) => run.on("close", resolve))
  await page.locator(".going .at").filter({ hasText: "train epoch 20/20 loss" }).waitFor()
  await page.locator(".going header a").click()
  await page.getByText("A run that goes on").waitFor()
  const curve = await page.locator(".going").innerText()
  const plan = await page.locator(".going .plan li").allInnerTexts()
  await ended
  await page.getByText("How it was asked").waitFor()
  await page.getByRole("link", { name: "Runs", exact: true }).click()
  await page.locator("main").getByText(`${before + 1} runs`).waitFor()

  expect(curve).toContain("1 of 3 steps")
  expect(plan.map((step) => /cached|done|at work|waiting/.exec(step)?.[0].replace("cached", "done"))).toEqual([
    "done",
    "at work",
    "waiting"
  ])
  await page.close()
})

it("nobody complained, and no page asked anybody else", () => {
  expect(complaints).toEqual([])
})
