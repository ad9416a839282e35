import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as http from "node:http"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Listening, serve } from "../../../../src/app/cli/ui/serve.ts"
import { shownOf } from "../../../../src/app/cli/ui/shown.ts"
import { toldToOthers } from "../../../../src/dataflow/run/live-log.ts"
import { addNote, addTag } from "../../../../src/dataflow/store/marks.ts"
import { Store } from "../../../../src/dataflow/store/store.ts"
import { writeManifest } from "../../../../src/format/manifest.ts"
import { writeTable } from "../../../../src/format/parquet.ts"
import type {
  ArtifactAnswer,
  CompareAnswer,
  Hit,
  LiveAnswer,
  RunAnswer,
  RunsAnswer
} from "../../../../src/page/web/ui/answers.ts"
import { bytesOf, recordOf } from "../../../dataflow/store/temporary-store.ts"

const nasty = `<img src=x onerror="alert(1)">‮ ../../etc/passwd`
const named = "<b>é #1% ‮"
const token = "a-token-of-this-test"

let folder: string
let store: Store
let scope: Scope.Closeable
let listening: Listening

const addRun = async (run: string, beta: number, ari: number) => {
  const file = path.join(folder, `${run}.parquet`)
  const columns = [{ name: "epoch", type: "int" }, { name: "loss", type: "number" }, {
    name: nasty,
    type: "string"
  }] as const
  await writeTable(
    columns,
    Array.from({ length: 120 }, (_, i) => ({ epoch: i, loss: beta / (i + 1), [nasty]: nasty })),
    file
  )
  const page = store.putBytes(bytesOf(`<!doctype html><p>report of ${run}`))
  const manifest = writeManifest({ entries: [{ path: `${named}.html`, ...page }, { path: "notes/ü #1.txt", ...page }] })
  const record = store.publish({
    ...recordOf(`train-${run}`, {
      history: { kind: "table", ...store.putBytes(fs.readFileSync(file)), summary: "120 rows" },
      report: { kind: "document", ...store.putBytes(manifest), summary: nasty }
    }),
    run
  })
  store.recordRun({
    version: 1,
    pipeline: "demo",
    run,
    seed: 7,
    status: "succeeded",
    finishedAt: `2026-01-0${beta}T00:00:00.000Z`,
    params: { "train.beta": beta, "train.name": nasty, "report.captions": [{ chapter: beta }] },
    overrides: { "train.beta": String(beta) },
    metrics: { train: { ARI: { value: ari, better: "higher", isHeadline: true } } },
    steps: {
      train: {
        key: record.key,
        outputs: { history: record.outputs["history"]!.digest, report: record.outputs["report"]!.digest }
      }
    }
  })
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-ui-"))
  store = Store.open(path.join(folder, "cache"), { fsync: false, warn: () => undefined })
  await addRun("aaaaaaaaaaaa", 1, 0.2)
  await addRun("bbbbbbbbbbbb", 4, 0.5)
  addTag(store.files, "aaaaaaaaaaaa", { at: "2026-01-01T00:00:00.000Z", tag: "paper" })
  addNote(store.files, "aaaaaaaaaaaa", { at: "2026-01-01T00:00:00.000Z", text: nasty })
  scope = Scope.makeUnsafe()
  listening = await Effect.runPromise(
    Scope.provide(serve({ port: 0, token, shown: shownOf(store, `p${nasty}`) }), scope)
  )
})
afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  fs.rmSync(folder, { recursive: true, force: true })
})

interface Reply {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** A request as it is given: no client puts its path in order first. */
const request = (
  target: string,
  { headers = {}, method = "GET" }: { readonly method?: string; readonly headers?: http.OutgoingHttpHeaders } = {}
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const asked = http.request(
      { host: "127.0.0.1", port: listening.port, path: target, method, headers, setHost: true },
      (response) => {
        let body = ""
        response.setEncoding("utf8").on("data", (text: string) => void (body += text))
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }))
      }
    )
    asked.on("error", reject)
    asked.end()
  })

const authorization = { Authorization: `Bearer ${token}` }
const data = (target: string) => request(`/api/${target}`, { headers: authorization })
const told = async <A>(target: string): Promise<A> => JSON.parse((await data(target)).body) as A

it("the page is given with a policy under which nothing runs but its own script, and names no secret", async () => {
  const { body, headers, status } = await request("/")

  expect(status).toBe(200)
  expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:|\*/)
  expect(headers["access-control-allow-origin"]).toBeUndefined()
  expect(headers["referrer-policy"]).toBe("no-referrer")
  expect(body).not.toContain(token)
  expect(body).not.toContain("<img")
  expect(body).not.toMatch(/<script(?! src="\/ui\.js" defer>)|style=|onerror="/)
})

it("data needs the token, this host, no other page, and a method that only reads", async () => {
  const asked = [
    await request("/api/runs"),
    await request("/api/runs", { headers: { Authorization: "Bearer wrong" } }),
    await request("/api/runs", { headers: { ...authorization, Host: "evil.example" } }),
    await request("/api/runs", { headers: { ...authorization, Origin: "http://evil.example" } }),
    await request("/api/runs", { method: "POST", headers: authorization }),
    await request("/api/runs", { method: "HEAD", headers: authorization }),
    await data("runs")
  ]

  expect(asked.map(({ status }) => status)).toEqual([401, 401, 421, 403, 405, 200, 200])
  expect(asked[5]!.body).toBe("")
})

it("it listens on loopback alone", async () => {
  const outside = Object.values(os.networkInterfaces()).flat().find((each) =>
    each?.internal === false && each.family === "IPv4"
  )
  const reached = await new Promise<boolean>((resolve) => {
    if (outside === undefined) return resolve(false)
    const asked = http.request({ host: outside.address, port: listening.port, timeout: 500 }, () => resolve(true))
    asked.on("error", () => resolve(false)).on("timeout", () => asked.destroy()).end()
  })

  expect(reached).toBe(false)
})

it("no address leads out of what is shown", async () => {
  const { reports } = await told<RunAnswer>("run?run=aaaaaaaaaaaa")
  const [, pass, digest] = /^\/file\/([^/]+)\/([^/]+)\//.exec(reports[0]!.url)!
  const ways = [
    "/../../etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/ui.css/../../package.json",
    "//etc/passwd",
    "/api/../../VERSION",
    "/constructor",
    `/file/${pass}/${digest}/../../VERSION`,
    `/file/${pass}/${digest}/..%2f..%2fVERSION`,
    `/file/${pass}/${digest}/%00`,
    `/file/${pass}/../VERSION/x`
  ]

  const statuses = await Promise.all(ways.map(async (way) => (await request(way, { headers: authorization })).status))

  expect(statuses.every((status) => status === 403 || status === 404 || status === 401)).toBe(true)
  expect((await data("constructor")).status).toBe(404)
  expect((await data("run?run=../../x")).status).toBe(404)
  expect((await data("artifact?run=aaaaaaaaaaaa&name=__proto__.x")).status).toBe(404)
})

it("a page of a run's own is given by its name, in an origin of its own", async () => {
  const { reports } = await told<RunAnswer>("run?run=aaaaaaaaaaaa")

  const { body, headers } = await request(reports[0]!.url)

  expect(body).toBe("<!doctype html><p>report of aaaaaaaaaaaa")
  expect(headers["content-type"]).toBe("text/html; charset=utf-8")
  expect(headers["content-security-policy"]).toMatch(/^sandbox allow-scripts allow-downloads; default-src 'none'/)
  expect(headers["content-security-policy"]).not.toMatch(/allow-same-origin|connect-src/)
})

it("runs are told with the parameters that differ, and filtered in the words of runs --where", async () => {
  const all = await told<RunsAnswer>("runs")
  const some = await told<RunsAnswer>(`runs?filter=${encodeURIComponent("train.beta>=2; status=succeeded")}`)
  const found = await told<RunsAnswer>("runs?filter=paper")
  const wrong = await data(`runs?filter=${encodeURIComponent("train.bta>1")}`)

  expect(all.runs.map(({ metrics, params, run }) => [run, params, metrics["ARI"]?.value])).toEqual([
    ["bbbbbbbbbbbb", { "train.beta": "4" }, 0.5],
    ["aaaaaaaaaaaa", { "train.beta": "1" }, 0.2]
  ])
  expect(some.runs.map(({ run }) => run)).toEqual(["bbbbbbbbbbbb"])
  expect(found.runs.map(({ notes, run, tags }) => [run, tags, notes])).toEqual([["aaaaaaaaaaaa", ["paper"], [nasty]]])
  expect((JSON.parse(wrong.body) as RunsAnswer).refused?.message).toBe(
    "No run has a fact, parameter or metric \"train.bta\"."
  )
})

it("two runs beside each other tell what differs, with one curve over the other", async () => {
  const { given, metrics, plots } = await told<CompareAnswer>("compare?runs=aaaaaaaaaaaa,bbbbbbbbbbbb")

  expect(given).toEqual([
    { name: "train.beta", values: ["1", "4"] },
    { name: "report.captions", values: ["[{\"chapter\":1}]", "[{\"chapter\":4}]"] }
  ])
  expect(metrics).toEqual([{ name: "ARI", better: "higher", values: [0.2, 0.5] }])
  expect(plots.map(({ lines, title }) => [title, lines.map(({ points }) => points[1])])).toEqual([
    ["loss, train.history", [[1, 0.5], [1, 2]]]
  ])
})

it("a search takes in as much as a line holds, and what has the words in its name comes first", async () => {
  const search = (asked: string) => told<{ readonly hits: ReadonlyArray<Hit> }>(`search?q=${encodeURIComponent(asked)}`)
  const names = async (asked: string) => (await search(asked)).hits.map(({ name }) => name)

  expect((await names("train"))[0]).toBe("train")
  expect(await names("ARI ari ARI")).toEqual(await names("ari"))
  expect(await names(`ari${" ".repeat(200)}nothing has this`)).toEqual(await names("ari"))
  expect(await names("ari nothing-has-this")).toEqual([])
})

it("an artifact is told by pages, with its columns' numbers and the runs that hold it", async () => {
  const { content, holders } = await told<ArtifactAnswer>(
    "artifact?run=aaaaaaaaaaaa&name=train.history&from=100&sort=loss&down=1"
  )

  expect(holders).toEqual([{ run: "aaaaaaaaaaaa", pipeline: "demo", name: "train.history" }])
  if (content.kind !== "rows") throw new Error(content.kind)
  expect([content.count, content.from, content.rows.length]).toEqual([120, 100, 20])
  expect(content.rows[0]).toEqual(["100", "0.0099", nasty])
  expect(content.columns.find(({ name }) => name === "epoch")).toMatchObject({ low: "0", high: "119", mean: "59.5" })
  expect(content.columns.find(({ name }) => name === "loss")).toMatchObject({ high: "1" })
})

it("a run that goes on is told to whoever listens, and that it has ended; what a killed one left is cleared", async () => {
  fs.mkdirSync(path.join(store.root, "live", "dddddddddddd"), { recursive: true })
  const heard: Array<LiveAnswer> = []
  const asked = http.get({
    host: "127.0.0.1",
    port: listening.port,
    path: "/api/events",
    headers: authorization
  }, (response) => {
    response.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n")) {
        if (line.startsWith("data: ")) heard.push(JSON.parse(line.slice(6)) as LiveAnswer)
      }
    })
  })
  const until = async (holds: (answer: LiveAnswer) => boolean) => {
    for (let i = 0; i < 200 && !heard.some(holds); i++) await new Promise((resolve) => setTimeout(resolve, 25))
    return heard.find(holds)
  }
  const other = Store.open(store.root, { fsync: false, warn: () => undefined }) // as another process would
  const run = "cccccccccccc"
  const ended = Effect.runPromise(Effect.scoped(Effect.gen(function*() {
    yield* other.lease(run)
    const tell = yield* toldToOthers(other, run, () => undefined)
    const nodes = [{ name: "train", group: "train", inputs: [] }]
    tell({ _tag: "RunStarted", at: 0, run, pipeline: "demo", seed: 7, nodes, cached: 0 })
    tell({ _tag: "NodeStarted", at: 1, node: "train", key: "k", reasons: [] })
    tell({ _tag: "NodeProgress", at: 5, node: "train", unit: "epoch", done: 3, of: 9, values: { loss: 2.5 } })
    yield* Effect.promise(() => until(({ live }) => live.length === 1))
  })))

  const going = await until(({ live }) => live.length === 1)
  await ended
  const after = await until((answer) => answer.live.length === 0 && heard.indexOf(answer) > heard.indexOf(going!))
  asked.destroy()

  expect(going!.live[0]).toMatchObject({ run, pipeline: "demo", done: 0, of: 1 })
  expect(going!.live[0]!.steps).toMatchObject([{
    step: "train",
    state: "running",
    share: 1 / 3,
    text: "epoch 3/9  loss 2.50"
  }])
  expect(after?.live).toEqual([])
  expect(fs.readdirSync(path.join(store.root, "live"))).toEqual([])
})

it("a port that is taken is said, and what to do", async () => {
  const again = await Effect.runPromiseExit(
    Effect.scoped(serve({ port: listening.port, token, shown: shownOf(store, "p") }))
  )

  expect(JSON.stringify(again)).toContain("is taken: perhaps by another pipeline ui.")
  expect(JSON.stringify(again)).toContain("--port 0")
})
