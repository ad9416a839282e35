/**
 * How soon the report's map stands, and how many frames a second it then gives while it is dragged: by a plain
 * canvas, by WebGL in software, which the map itself never takes, and by a GPU where `--gpu` says there is one. A folder as argument that regl-scatterplot is installed in,
 * `npm install --prefix FOLDER regl-scatterplot`, shows the same points by that.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { parseArgs } from "node:util"
import { type CDPSession, chromium, type Page } from "playwright-core"
import { rolldown } from "rolldown"
import { pageParts } from "../nodes/row/page-parts.ts"
import { findChromium } from "../src/app/cli/find-chromium.ts"
import { Random } from "../src/math/random.ts"
import type { ReportModel } from "../src/page/report/report-model.ts"
import { renderReport } from "../src/page/report/report.ts"

const seed = 7
const clusters = Array.from({ length: 12 }, (_, i) => `Cluster ${i + 1}`)
const counts = [1000, 10_000, 100_000]
const draggedMs = 4000

const software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
const painters: Readonly<Record<string, ReadonlyArray<string>>> = {
  "WebGL, software": software,
  "canvas, software": ["--disable-gpu", "--disable-3d-apis"]
}

/** The map asks for WebGL by a graphics processor alone; here it gets any. */
const anyWebgl = `{
  const { getParameter } = WebGL2RenderingContext.prototype
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    const value = getParameter.call(this, name)
    return typeof value === "string" ? value.replace(/swiftshader|llvmpipe|software/gi, "") : value
  }
}`

/** What a frame asks of the painter, counted in a visit of its own, since counting takes time too. */
const counted = `{
  const counts = window.asked = { calls: 0, uploaded: 0 }
  const wrap = (of, name, note) => {
    const own = of.prototype[name]
    of.prototype[name] = function (...given) { note(given); return own.apply(this, given) }
  }
  for (const name of ["fill", "stroke", "fillRect", "drawImage", "putImageData", "fillText", "strokeText"]) {
    wrap(CanvasRenderingContext2D, name, (given) => {
      counts.calls++
      if (name === "putImageData") counts.uploaded += given[0].data.byteLength
    })
  }
  for (const name of ["drawArrays", "drawArraysInstanced"]) wrap(WebGL2RenderingContext, name, () => counts.calls++)
  wrap(WebGL2RenderingContext, "bufferData", ([, data]) => { counts.uploaded += data.byteLength ?? data })
}`

/** Points in clumps of normal spread. */
const pointsOf = (count: number) => {
  const random = new Random(seed)
  const middles = clusters.map(() => [8 * random.normal(), 5 * random.normal()] as const)
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = middles[i % clusters.length]!
    return { x: x + random.normal(), y: y + random.normal(), group: i % clusters.length }
  })
}

const reportOf = (count: number): ReportModel => ({
  pipeline: "bench",
  configuration: "0",
  seed,
  dataSource: "made up",
  trackCount: count,
  facts: [],
  quarantined: [],
  remarks: [],
  methods: [],
  tables: [],
  kTables: [],
  clusterMethod: "K-Means",
  clusters: clusters.map((name) => ({ name, size: 0, topLabels: [], exemplars: [] })),
  figures: [],
  dagSvg: "",
  parameters: [],
  collapse: [],
  notes: [],
  points: pointsOf(count).map(({ group, x, y }, i) => ({
    id: `t${i}`,
    x,
    y,
    title: `Track ${i}`,
    artist: `Artist ${i % 997}`,
    cluster: clusters[group]!,
    audio: `audio/${i}.mp3`
  })),
  mapMethod: "t-SNE"
})

/** A page that shows the same points by regl-scatterplot. */
const reglPage = async (folder: string, count: number): Promise<string> => {
  const points = pointsOf(count)
  const reach = points.reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)), 0)
  const rows = points.map(({ group, x, y }) => [x / reach, y / reach, group])
  const entry = path.join(folder, "bench-entry.js")
  fs.writeFileSync(
    entry,
    `import create from "regl-scatterplot"
    const canvas = document.querySelector("canvas")
    const plot = create({ canvas, width: 820, height: 560, pointSize: 3, colorBy: "category",
      pointColor: ${
      JSON.stringify(clusters.map((_, i) => `#${(i * 1_234_567 % 0xffffff).toString(16).padStart(6, "0")}`))
    } })
    plot.draw(JSON.parse(document.getElementById("points").textContent)).then(() => document.body.dataset.drawn = "yes")`
  )
  const bundle = await rolldown({ input: entry, platform: "browser", logLevel: "silent" })
  const { output: [{ code }] } = await bundle.generate({ format: "iife", minify: true })
  await bundle.close()
  process.stdout.write(`regl-scatterplot bundled: ${Math.round(code.length / 1000)} kB\n`)
  return `<!doctype html><body><canvas class="over" style="width:820px;height:560px"></canvas>
<script type="application/json" id="points">${JSON.stringify(rows)}</script><script>${code}</script></body>`
}

/** Milliseconds from the beginning of the visit to the frame after the map's first. */
const firstPaint = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const look = () => document.querySelector(".stage .points") || document.body.dataset.drawn
      ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
      : requestAnimationFrame(look)
    look()
  })`)

interface Dragged {
  readonly frames: number
  readonly perSecond: number
}

/** The frames while a hand drags the map in circles. */
const framesWhileDragged = (page: Page): Promise<Dragged> =>
  page.evaluate<Dragged>(`new Promise((resolve) => {
    const surface = document.querySelector(".over"), box = surface.getBoundingClientRect()
    surface.setPointerCapture = () => {}
    const at = (kind, angle) => {
      const place = { clientX: box.x + box.width / 2 + 60 * Math.cos(angle), clientY: box.y + box.height / 2 + 60 * Math.sin(angle) }
      const both = { ...place, bubbles: true, button: 0, buttons: 1, pointerId: 1 }
      surface.dispatchEvent(new PointerEvent("pointer" + kind, both))
      surface.dispatchEvent(new MouseEvent("mouse" + kind, both))
    }
    at("down", 0)
    let frames = 0
    const began = performance.now()
    const step = (now) => {
      frames++
      at("move", frames / 10)
      if (now - began < ${draggedMs}) return requestAnimationFrame(step)
      at("up", frames / 10)
      resolve({ frames, perSecond: 1000 * frames / (performance.now() - began) })
    }
    requestAnimationFrame(step)
  })`)

const { positionals: [reglFolder], values: { gpu } } = parseArgs({
  allowPositionals: true,
  options: { gpu: { type: "boolean", default: false } }
})
const executablePath = findChromium(process.env)
if (executablePath === undefined) throw new Error("no Chromium on PATH")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-map-"))
const ways = gpu ? { ...painters, "WebGL, GPU": ["--enable-gpu", "--ignore-gpu-blocklist"] } : painters

/** Seconds that the page's main thread spent by Chromium's own count: in scripts, and in all of its tasks. */
const spent = async (session: CDPSession) => {
  const { metrics } = await session.send("Performance.getMetrics")
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { script: of("ScriptDuration"), tasks: of("TaskDuration") }
}

interface Asked {
  readonly calls: number
  readonly uploaded: number
}

const visited = async <A>(
  file: string,
  flags: ReadonlyArray<string>,
  scripts: ReadonlyArray<string>,
  use: (page: Page) => Promise<A>
) => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...flags] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    if (flags === software) await page.addInitScript(anyWebgl)
    for (const script of scripts) await page.addInitScript(script)
    await page.goto(pathToFileURL(file).href, { waitUntil: "commit" })
    return await use(page)
  } finally {
    await browser.close()
  }
}

const inMiddle = `document.querySelector(".over").scrollIntoView({ block: "center" })`

const measured = async (file: string, flags: ReadonlyArray<string>) => {
  const timed = await visited(file, flags, [], async (page) => {
    const paintMs = await firstPaint(page)
    await page.evaluate(inMiddle)
    const session = await page.context().newCDPSession(page)
    await session.send("Performance.enable", { timeDomain: "threadTicks" }) // of the processor: other work does not count
    const before = await spent(session)
    const { frames, perSecond } = await framesWhileDragged(page)
    const after = await spent(session)
    return {
      paintMs,
      perSecond,
      scriptMs: 1000 * (after.script - before.script) / frames,
      tasksMs: 1000 * (after.tasks - before.tasks) / frames
    }
  })
  const asked = await visited(file, flags, [counted], async (page) => {
    await firstPaint(page)
    const { uploaded } = await page.evaluate<Asked>("({ ...window.asked })")
    await page.evaluate(inMiddle)
    const before = await page.evaluate<Asked>("({ ...window.asked })")
    const { frames } = await framesWhileDragged(page)
    const after = await page.evaluate<Asked>("({ ...window.asked })")
    return {
      uploaded,
      calls: Math.round((after.calls - before.calls) / frames),
      more: (after.uploaded - before.uploaded) / frames
    }
  })
  return { ...timed, ...asked }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2)

try {
  process.stdout.write(`seed ${seed}, ${os.cpus().length} cores, load ${os.loadavg()[0]!.toFixed(1)}\n`)
  process.stdout.write(
    "| points | drawn by | page MB | first paint ms | frames a second | script ms a frame | main thread ms a frame | draw calls | MB at first | MB a frame |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
  )
  for (const count of counts) {
    const file = path.join(folder, `${count}.html`)
    const { html } = renderReport(reportOf(count), { fontCss: "", script: pageParts().script, figurePath: (id) => id })
    fs.writeFileSync(file, html)
    const pages = Object.entries(ways).map(([name, flags]) => ({ name, flags, file }))
    if (reglFolder !== undefined) {
      const other = path.join(folder, `regl-${count}.html`)
      fs.writeFileSync(other, await reglPage(path.resolve(reglFolder), count))
      pages.push({ name: "regl-scatterplot, software", flags: software, file: other })
    }
    for (const { file: shown, flags, name } of pages) {
      const { calls, more, paintMs, perSecond, scriptMs, tasksMs, uploaded } = await measured(shown, flags)
      const cells = [
        count.toLocaleString("en"),
        name,
        megabytes(fs.statSync(shown).size),
        Math.round(paintMs),
        perSecond.toFixed(1),
        scriptMs.toFixed(2),
        tasksMs.toFixed(2),
        calls.toLocaleString("en"),
        megabytes(uploaded),
        megabytes(more)
      ]
      process.stdout.write(`| ${cells.join(" | ")} |\n`)
    }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
