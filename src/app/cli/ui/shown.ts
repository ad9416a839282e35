/**
 * What `pipeline ui` shows: its page, answers about the store in JSON, files of artifacts, and what goes on.
 *
 * Next: serve.ts, and in the browser src/page/web/ui/main.ts.
 */
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { bundledFonts } from "../../../../nodes/row/bundled-fonts.ts"
import { LiveRuns } from "../../../dataflow/history/live-run.ts"
import { namesOfRuns } from "../../../dataflow/store/refs.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { fontCss } from "../../../page/report/font-css.ts"
import { uiPage, uiScript, uiStyle } from "../../../page/report/ui-page.ts"
import type { UsageError } from "../usage-error.ts"
import { artifactAnswer } from "./artifact-answer.ts"
import { curveReader } from "./curves.ts"
import { fileOf, walkPage } from "./file-set.ts"
import type { Secrets } from "./guard.ts"
import { liveFeed } from "./live-feed.ts"
import { compareAnswer, type Desk, runAnswer } from "./run-answer.ts"
import { runsAnswer } from "./run-rows.ts"
import { searcher } from "./search-answer.ts"
import type { Served, Shown } from "./serve.ts"
import { sweepAnswer, sweepRows } from "./sweep-answers.ts"

const comparedAtMost = 12

const pageFiles = (project: string): ReadonlyMap<string, Served> => {
  const fonts = bundledFonts()
  return new Map([
    ["/", { type: "text/html; charset=utf-8", bytes: uiPage(project) }],
    ["/ui.css", { type: "text/css; charset=utf-8", bytes: `${fontCss(fonts)}\n${uiStyle()}` }],
    ["/ui.js", {
      type: "text/javascript; charset=utf-8",
      bytes: readFileSync(join(fonts.folder, "../..", uiScript))
    }]
  ])
}

/** What is shown of a store, with the secrets that make addresses. */
export const shownOf = (store: Store, project: string) => (secrets: Secrets): Shown => {
  const desk: Desk = { store, secrets, curves: curveReader(store) }
  const files = pageFiles(project)
  const find = searcher(store)
  const live = new LiveRuns(store)
  const running = (): ReadonlySet<string> => new Set(live.now().map(({ pipeline }) => pipeline))
  const historyNow = (): string => String(namesOfRuns(store.files).at(-1))
  const runNamed = (id: string) => store.runs().find(({ run }) => run === id)

  const answers: Readonly<Record<string, (query: URLSearchParams) => Effect.Effect<unknown, UsageError>>> = {
    runs: (query) => runsAnswer(store, query),
    run: (query) => {
      const run = runNamed(query.get("run") ?? "")
      return run === undefined ? Effect.undefined : Effect.promise(() => runAnswer(desk, run))
    },
    compare: (query) => {
      const runs = (query.get("runs") ?? "").split(",").slice(0, comparedAtMost).flatMap((id) => runNamed(id) ?? [])
      return runs.length < 2 ? Effect.undefined : Effect.promise(() => compareAnswer(desk, runs))
    },
    sweeps: () => Effect.sync(() => sweepRows(store, running())),
    sweep: (query) =>
      sweepAnswer(store, {
        sweep: query.get("sweep") ?? "",
        sort: query.get("sort") || undefined,
        running: running()
      }),
    artifact: (query) => {
      const run = runNamed(query.get("run") ?? "")
      const from = Number(query.get("from") ?? 0)
      const window = {
        from: Number.isSafeInteger(from) ? from : 0,
        sort: query.get("sort") || undefined,
        isDown: query.get("down") === "1"
      }
      return run === undefined ? Effect.undefined : artifactAnswer(desk, run, { name: query.get("name") ?? "", window })
    },
    search: (query) => Effect.sync(() => find(query.get("q") ?? "", historyNow()))
  }
  return {
    page: (path) => files.get(path),
    data: (path, query) => Object.hasOwn(answers, path) ? answers[path]!(query) : undefined,
    file: (of, path) => path === "" ? walkPage(store, runNamed(of)) : fileOf(store, of, path),
    stream: liveFeed(store)
  }
}
