import { tableFromIPC } from "apache-arrow"
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { answerCsv, writeAnswer } from "../../../src/app/cli/write-answer.ts"
import { queryHistory } from "../../../src/dataflow/history/query.ts"
import { readTable } from "../../../src/format/parquet.ts"
import { temporaryFolder, temporaryStore } from "../../dataflow/store/temporary-store.ts"

const sql = `select * from (values (1, 0.5, '=1+1', [1, 2]), (2, null, 'a,"b"', [])) t(n, x, "a name", list)`

it("an answer goes into CSV, JSON, Parquet and Arrow files as it is", async () => {
  const answer = await queryHistory(temporaryStore(), sql)
  const file = (ending: string) => path.join(temporaryFolder(), `answer.${ending}`)
  const [csv, json, parquet, arrow] = ["csv", "json", "parquet", "arrow"].map(file) as [string, string, string, string]
  for (const each of [csv, json, parquet, arrow]) await writeAnswer(answer, each)

  const rows = [
    { n: 1, x: 0.5, "a name": "=1+1", list: [1, 2] },
    { n: 2, x: null, "a name": "a,\"b\"", list: [] }
  ]
  expect(fs.readFileSync(csv, "utf8")).toBe(`n,x,a name,list\n1,0.5,'=1+1,"[1,2]"\n2,,"a,""b""",[]\n`)
  expect(answerCsv(answer)).toBe(fs.readFileSync(csv, "utf8"))
  expect(JSON.parse(fs.readFileSync(json, "utf8"))).toEqual(rows)
  expect(await readTable(parquet, ["n", "a name", "list"])).toEqual(
    rows.map(({ n, list, ...row }) => ({ n, "a name": row["a name"], list }))
  )
  const columns = tableFromIPC(fs.readFileSync(arrow))
  expect(columns.getChild("a name")?.toArray()).toEqual(rows.map((row) => row["a name"]))
  expect([...columns.getChild("x")!]).toEqual([0.5, null])
})
