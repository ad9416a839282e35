import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { beforeEach, describe, expect, it } from "vitest"
import { queryHistory } from "../../../src/dataflow/history/query.ts"
import { addNote, addTag, pinRun } from "../../../src/dataflow/store/marks.ts"
import type { RunRecord } from "../../../src/dataflow/store/run-record.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { canonicalJson } from "../../../src/format/canonical-json.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { writeTable } from "../../../src/format/parquet.ts"
import { recordOf, temporaryFolder, temporaryStore } from "../store/temporary-store.ts"

const never = path.join(os.tmpdir(), "partita-never") // what no query may write
let store: Store

/** A run of easy whose training had some β; the second takes what the first has made. */
const addRun = async (run: string, beta: number, ari: number, madeBy = run): Promise<RunRecord> => {
  const file = path.join(temporaryFolder(), "history.parquet")
  const columns = [
    { name: "epoch", type: "int" },
    { name: "split", type: "string" },
    { name: "reconstruction", type: "number" },
    { name: "kl", type: "number" }
  ] as const
  await writeTable(
    columns,
    [1, 2].map((epoch) => ({ epoch, split: "train", reconstruction: 9 / epoch, kl: beta })),
    file
  )
  const history = { kind: "table", ...store.putBytes(fs.readFileSync(file)), summary: "2 rows" }
  const keyRecord = { node: "train", beta }
  const record = store.publish({
    ...recordOf("train", { history }),
    keyRecord,
    key: digestOf(canonicalJson(keyRecord)),
    metrics: { "ARI (label)": { value: ari, better: "higher", isHeadline: true } },
    durationMs: 2_000,
    run: madeBy
  })
  const ran: RunRecord = {
    version: 1,
    pipeline: "easy",
    run,
    seed: 7,
    status: "succeeded",
    finishedAt: `2026-01-0${beta}T00:00:00.000Z`,
    params: { "train.beta": beta, "train.kind": "vae" },
    overrides: { "train.beta": String(beta) },
    commit: { hash: "a".repeat(40), isDirty: true },
    steps: { train: { key: record.key, outputs: { history: history.digest } } }
  }
  store.recordRun(ran)
  return ran
}

beforeEach(async () => {
  store = temporaryStore()
  await addRun("aaaaaa000001", 1, 0.4)
  await addRun("bbbbbb000002", 4, 0.5)
  const again = await addRun("aaaaaa000001", 1, 0.4)
  store.recordRun({ ...again, run: "cccccc000003", finishedAt: "2026-01-09T00:00:00.000Z" })
  addItems()
})

/** A run of a mapped step of which one item was set aside. */
const addItems = (): void => {
  const family = digestOf("family")
  const batch = store.putBytes(new TextEncoder().encode("[1,2]")).digest
  const done = { _tag: "Done", batch: { out: batch }, start: { out: 0 }, end: { out: 1 } } as const
  store.publishItems(family, [
    { itemKey: digestOf("one"), outcome: done },
    { itemKey: digestOf("two"), outcome: done },
    { itemKey: digestOf("three"), outcome: { _tag: "Quarantined", reason: "silent" } }
  ])
  const record = store.publish({ ...recordOf("features", {}), family })
  for (const run of ["dddddd000004", "eeeeee000005"]) {
    store.recordRun({
      pipeline: "mapped",
      run,
      seed: 7,
      finishedAt: `2026-02-0${run.at(-1)}T00:00:00.000Z`,
      steps: { features: { key: record.key, outputs: {} } }
    })
  }
}

const rows = async (sql: string) => (await queryHistory(store, sql)).rows

describe("SQL over the history", () => {
  it("joins runs, parameters and metrics", async () => {
    expect(
      await rows(
        "select p.number, m.value from params p join metrics m using (run) where path = 'train.beta' order by all"
      )
    ).toEqual([[1, 0.4], [1, 0.4], [4, 0.5]])
    expect(await rows("select run from traces where made_by <> run and step = 'train'")).toEqual([["cccccc000003"]])
    expect(await rows("select size_bytes > 0, kind from artifacts where run = 'bbbbbb000002'")).toEqual([[
      true,
      "table"
    ]])
  })

  it("tells the items of a mapped step once, however many runs share them", async () => {
    expect(await rows("select run, step, status, count(*)::int from items group by all order by status")).toEqual([
      ["eeeeee000005", "features", "done", 2],
      ["eeeeee000005", "features", "quarantined", 1]
    ])
  })

  it("tells the metrics that a run keeps, and of one that kept none those its actions left", async () => {
    const [old] = store.runs()
    const metrics = { train: { "ARI (label)": { value: 0.9, better: "higher" as const, baseline: 0.1 } } }
    store.recordRun({ ...old!, run: "ffffff000006", finishedAt: "2026-03-01T00:00:00.000Z", metrics })

    expect(await rows("select value, baseline, is_headline from metrics where run like 'ffffff%'")).toEqual([
      [0.9, 0.1, false]
    ])
    expect(await rows("select value, baseline, is_headline from metrics where run like 'bbbbbb%'")).toEqual([
      [0.5, null, true]
    ])
  })

  it("tells parameters as they are: texts, lists, numbers, and which were set", async () => {
    const [old] = store.runs()
    const params = { "a.text": "it's \"so\"", "a.list": [1, "x"], "a.small": 1e-7, "a.none": null, "a.is": true }
    store.recordRun({
      ...old!,
      run: "ffffff000007",
      finishedAt: "2026-03-02T00:00:00.000Z",
      params,
      overrides: { "a.is": "true" }
    })

    expect(await rows("select path, value, number, is_set from params where run like 'ffffff%' order by path")).toEqual(
      [
        ["a.is", "true", null, true],
        ["a.list", "[1,\"x\"]", null, false],
        ["a.none", "null", null, false],
        ["a.small", "1e-7", 1e-7, false],
        ["a.text", "it's \"so\"", null, false]
      ]
    )
  })

  it("reads the tables of the latest whole run of a pipeline, or of the run that is named", async () => {
    expect(await rows("select kl from easy.\"train.history\" where epoch = 2")).toEqual([[1]])
    expect(await rows("select kl from \"bbbbbb\".\"train.history\" where epoch = 2")).toEqual([[4]])
  })

  it("knows tags, notes and pins, and reads the tables of a tagged run", async () => {
    const at = "2026-02-01T00:00:00.000Z"
    addTag(store.files, "bbbbbb000002", { tag: "best", at })
    addTag(store.files, "bbbbbb000002", { tag: "it's", at })
    addNote(store.files, "aaaaaa000001", { text: "'); drop table runs; --", at })
    pinRun(store.files, "aaaaaa000001", at)

    expect(await rows("select run, tags, notes, is_pinned from runs where tags is not null or is_pinned order by run"))
      .toEqual([
        ["aaaaaa000001", null, "'); drop table runs; --", true],
        ["bbbbbb000002", "best, it's", null, false]
      ])
    expect(await rows("select run from runs join tags using (run) where tag = 'best'")).toEqual([["bbbbbb000002"]])
    expect(await rows("select kl from best.\"train.history\" where epoch = 2")).toEqual([[4]])
  })

  it("knows the machine of each run", async () => {
    const machine = {
      os: "linux",
      arch: "x64",
      cpu: "Chip",
      cores: 4,
      memoryBytes: 2 ** 35,
      node: "24.0.0",
      graphics: ["L4", "L4"],
      backends: ["ort"]
    }
    store.recordRun({ ...store.runs().at(-1)!, run: "dddddd000004", finishedAt: "2026-01-10T00:00:00.000Z", machine })

    expect(
      await rows(
        "select os, cpu, cores, memory_bytes, graphics, backend, node_version from runs where cores is not null"
      )
    ).toEqual([["linux", "Chip", 4, 2 ** 35, "L4, L4", "ort", "24.0.0"]])
  })

  it.each([...fs.readFileSync("docs/queries.md", "utf8").matchAll(/```sql\n([^`]+)```/g)].map(([, sql]) => sql!))(
    "answers a question of docs/queries.md: %s",
    async (sql) => {
      const { columns, rows: found } = await queryHistory(store, sql)

      expect(columns.length).toBeGreaterThan(0)
      expect(found.length).toBeGreaterThan(0)
    }
  )

  it.each([
    ["delete from runs", "may only be read"],
    ["update params set value = 1", "may only be read"],
    ["insert into metrics select * from metrics", "may only be read"],
    ["create table x as select 1", "may only be read"],
    ["select 1; select 2", "One statement is carried out, not 2"],
    ["select * from read_csv('/etc/passwd')", "disabled by configuration"],
    [`copy (select 1) to '${never}.csv'`, "disabled by configuration"],
    ["install httpfs", "may only be read"],
    ["set enable_external_access = true", "may only be read"],
    ["pragma enable_external_access = true", ""],
    [`attach '${never}.db'`, ""],
    [`load '${never}.so'`, ""],
    ["selct 1", "syntax error"]
  ])("refuses %s", async (sql, said) => {
    await expect(rows(sql)).rejects.toThrow(expect.objectContaining({
      _tag: "QueryRefused",
      message: expect.stringContaining(said)
    }))
    expect(fs.existsSync(`${never}.csv`)).toBe(false)
    expect(fs.existsSync(`${never}.db`)).toBe(false)
  })

  it("says that there is nothing to carry out, and answers with as many rows and equally named columns as there are", async () => {
    await expect(rows("-- only a remark")).rejects.toThrow("There is no statement to carry out.")

    const { columns, rows: many } = await queryHistory(
      store,
      "select range as n, 1 as N, 2 as n_1, 3 as n from range(200000)"
    )

    expect(columns.map(({ name }) => name)).toEqual(["n", "N_2", "n_1", "n_3"])
    expect(many).toHaveLength(200_000)
  })

  it("hands on nothing of a damaged artifact", async () => {
    const [run] = store.runs()
    fs.chmodSync(store.objectPath(run!.steps["train"]!.outputs["history"]!), 0o644)
    fs.writeFileSync(store.objectPath(run!.steps["train"]!.outputs["history"]!), "PAR1")

    await expect(rows("from easy.\"train.history\"")).rejects.toThrow(
      expect.objectContaining({ _tag: "ObjectLost" })
    )
  })
})
