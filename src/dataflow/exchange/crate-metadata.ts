/** What ro-crate-metadata.json says of a run. Source: RO-Crate 1.1, Provenance Run Crate 0.5 (w3id.org/ro/wfrun). */
import { visibleWithin } from "../../format/visible.ts"
import type { Origin, StepOfRun } from "../history/provenance.ts"
import { keyRecordOf } from "../plan/key.ts"
import { metricsByName } from "../store/metrics-by-name.ts"
import type { RunRecord } from "../store/run-record.ts"

/** A file of the crate; one that a step made says which. */
export interface CrateFile {
  readonly path: string
  readonly digest: string
  readonly sizeBytes: number
  readonly step?: string
  readonly port?: string
}

/** What the crate holds beside the metadata. */
export interface CrateContent {
  readonly files: ReadonlyArray<CrateFile>
  readonly workflow: CrateFile
  readonly record: CrateFile
  readonly readme: CrateFile
  readonly steps: ReadonlyMap<string, StepOfRun>
  readonly version: string
  readonly licence: string | undefined
}

type Entity = Readonly<Record<string, unknown>> & { readonly "@id": string }

const ref = (id: string) => ({ "@id": id })
/** One reference by itself, as the recommendation has it, several as a list. */
const refs = (ids: Iterable<string>) => {
  const all = [...new Set(ids)].map(ref)
  return all.length === 1 ? all[0]! : all
}
const mark = (name: string, ...parts: ReadonlyArray<string>): string =>
  `#${name}/${parts.map(encodeURIComponent).join("/")}`
const fileId = (path: string): string => path.split("/").map(encodeURIComponent).join("/")

const profiles = ["process", "workflow", "provenance"].map((name) => ({
  "@id": `https://w3id.org/ro/wfrun/${name}/0.5`,
  "@type": "CreativeWork",
  name: `${name[0]!.toUpperCase()}${name.slice(1)} Run Crate`,
  version: "0.5"
}))
const workflowCrate = {
  "@id": "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
  "@type": "CreativeWork",
  name: "Workflow RO-Crate",
  version: "1.0"
}

const formats: Readonly<Record<string, string>> = {
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
  html: "text/html",
  md: "text/markdown",
  svg: "image/svg+xml",
  png: "image/png",
  ts: "text/x-typescript"
}

const fileEntity = ({ digest, path, sizeBytes }: CrateFile): Entity => ({
  "@id": fileId(path),
  "@type": "File",
  name: path,
  encodingFormat: formats[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream",
  contentSize: String(sizeBytes),
  sha256: digest
})

const valueText = (value: unknown): string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : JSON.stringify(value) ?? ""

const typeOf = (value: unknown): string =>
  typeof value === "number"
    ? (Number.isInteger(value) ? "Integer" : "Float")
    : typeof value === "boolean"
    ? "Boolean"
    : "Text"

/** Data of the user's, told by what was read of it and not brought along. */
const dataId = ({ digest }: Origin): string => mark("data", digest.slice(0, 16) || "unknown")

const dataEntity = (origin: Extract<Origin, { _tag: "Data" }>): Entity => ({
  "@id": dataId(origin),
  "@type": "Collection",
  name: origin.place ?? "data",
  description: "Files that were read where they lie, and are not part of the crate.",
  ...(origin.digest === "" ? {} : { sha256: origin.digest })
})

/** A time as crates have it: with an offset, not with a Z. */
const isoTime = (time: string, beforeMs = 0): string =>
  new Date(Date.parse(time) - beforeMs).toISOString().replace("Z", "+00:00")

const statusOf = ({ status }: RunRecord): string =>
  `http://schema.org/${
    status === "failed" || status === "interrupted" ? "FailedActionStatus" : "CompletedActionStatus"
  }`

/** The steps: what they are in the workflow, which program each called, and what each call read and made. */
const stepEntities = (run: RunRecord, { files, steps }: CrateContent): ReadonlyArray<Entity> => {
  const made = Map.groupBy(files, ({ step = "" }) => step)
  const idsOf = (step: string, port?: string) =>
    (made.get(step) ?? []).filter((each) => port === undefined || each.port === port).map(({ path }) => fileId(path))
  const nodes = new Map(
    [...steps.values()].flatMap(({ record }) => record === undefined ? [] : [[record.node, record]])
  )
  const tools = [...nodes].map(([node, record]): Entity => ({
    "@id": mark("node", node),
    "@type": "SoftwareApplication",
    name: node,
    version: keyRecordOf(record).code.slice(0, 16) || "unknown",
    operatingSystem: keyRecordOf(record).runtime || "unknown"
  }))
  const calls = [...steps.values()].flatMap(({ key, origins, record, step }, i): ReadonlyArray<Entity> => {
    if (record === undefined) return []
    const params = Object.entries((keyRecordOf(record).params ?? {}) as Readonly<Record<string, unknown>>)
    const values = params.map(([name, value]): Entity => ({
      "@id": mark("parameter", step, name),
      "@type": "PropertyValue",
      name: `${step}.${name}`,
      value: valueText(value),
      exampleOfWork: ref(mark("input", step, name))
    }))
    const inputs = params.map(([name, value]): Entity => ({
      "@id": mark("input", step, name),
      "@type": "FormalParameter",
      additionalType: typeOf(value),
      conformsTo: ref("https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"),
      name: `${step}.${name}`
    }))
    const read = origins.flatMap((origin) =>
      origin._tag === "Data" ? [dataId(origin)] : idsOf(origin.step, origin.port)
    )
    const call: Entity = {
      "@id": mark("call", step),
      "@type": "CreateAction",
      name: `${step} of run ${run.run}`,
      description: record.run === run.run
        ? "Carried out by this run."
        : `Found in the cache; carried out by run ${record.run}.`,
      identifier: key,
      instrument: ref(mark("node", record.node)),
      startTime: isoTime(record.finishedAt, record.durationMs),
      endTime: isoTime(record.finishedAt),
      actionStatus: "http://schema.org/CompletedActionStatus",
      object: refs([...read, ...values.map((each) => each["@id"])]),
      result: refs(idsOf(step))
    }
    return [
      {
        "@id": mark("step", step),
        "@type": "HowToStep",
        name: step,
        position: String(i + 1),
        workExample: ref(mark("node", record.node))
      },
      {
        "@id": mark("control", step),
        "@type": "ControlAction",
        name: `control of ${step}`,
        instrument: ref(mark("step", step)),
        object: ref(mark("call", step))
      },
      call,
      ...values,
      ...inputs
    ]
  })
  return [...tools, ...calls]
}

const idsOfType = (entities: ReadonlyArray<Entity>, type: string): ReadonlyArray<string> =>
  entities.filter((each) => each["@type"] === type).map((each) => each["@id"])

/** The run itself: the workflow carried out, and the engine that did it. */
const runEntities = (run: RunRecord, content: CrateContent, steps: ReadonlyArray<Entity>): ReadonlyArray<Entity> => {
  const { files, version, workflow } = content
  const startTime = isoTime(run.finishedAt, run.durationMs ?? 0)
  const data = new Set(
    [...content.steps.values()].flatMap(({ origins }) =>
      origins.flatMap((origin) => origin._tag === "Data" ? [dataId(origin)] : [])
    )
  )
  const scores = Object.entries(metricsByName(Object.entries(run.metrics ?? {}))).map(([name, { value }]): Entity => ({
    "@id": mark("metric", name),
    "@type": "PropertyValue",
    name,
    value
  }))
  const failures = Object.entries(run.failures ?? {}).map(([step, { message }]) => `${step}: ${message}`)
  return [
    {
      ...fileEntity(workflow),
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
      name: run.pipeline,
      conformsTo: ref("https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"),
      programmingLanguage: ref("#typescript"),
      ...(run.commit === undefined
        ? {}
        : { version: `${run.commit.hash}${run.commit.isDirty ? " with changes" : ""}` }),
      hasPart: refs(idsOfType(steps, "SoftwareApplication")),
      step: refs(idsOfType(steps, "HowToStep")),
      input: refs(idsOfType(steps, "FormalParameter"))
    },
    { "@id": "#typescript", "@type": "ComputerLanguage", name: "TypeScript", url: "https://www.typescriptlang.org/" },
    { "@id": "#partita", "@type": "SoftwareApplication", name: "partita", version },
    {
      "@id": "#run",
      "@type": "CreateAction",
      name: `run ${run.run} of ${run.pipeline}`,
      description: `The pipeline ${run.pipeline} with seed ${run.seed}: ${run.status ?? "no word of how it ended"}.`,
      identifier: run.run,
      instrument: ref(fileId(workflow.path)),
      startTime,
      endTime: isoTime(run.finishedAt),
      actionStatus: statusOf(run),
      ...(failures.length === 0 ? {} : { error: failures.join("\n") }),
      object: refs([...data, ...idsOfType(steps, "PropertyValue")]),
      result: refs([...files.map(({ path }) => fileId(path)), ...scores.map((each) => each["@id"])])
    },
    {
      "@id": "#organise",
      "@type": "OrganizeAction",
      name: `partita ${version}`,
      instrument: ref("#partita"),
      startTime,
      endTime: isoTime(run.finishedAt),
      object: refs(idsOfType(steps, "ControlAction")),
      result: ref("#run")
    },
    ...scores
  ]
}

const licenceEntities = (licence: string | undefined): ReadonlyArray<Entity> =>
  licence === undefined
    ? []
    : [{ "@id": licence, "@type": "CreativeWork", name: licence, description: `The licence ${licence}.` }]

/** The document: every entity once, every reference to one that is in it. Texts from outside are inert. */
export const crateMetadata = (run: RunRecord, content: CrateContent): object => {
  const { files, licence, readme, record, steps, workflow } = content
  const ofSteps = stepEntities(run, content)
  const data = [...steps.values()].flatMap(({ origins }) =>
    origins.flatMap((origin) => origin._tag === "Data" ? [dataEntity(origin)] : [])
  )
  const entities: ReadonlyArray<Entity> = [
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      conformsTo: [ref("https://w3id.org/ro/crate/1.1"), ref(workflowCrate["@id"])],
      about: ref("./")
    },
    {
      "@id": "./",
      "@type": "Dataset",
      name: `Run ${run.run} of ${run.pipeline}`,
      description: `What the pipeline ${run.pipeline} made of ${run.dataset?.name || "its own data"}, and how.`,
      datePublished: isoTime(run.finishedAt),
      license: licence === undefined ? "Not stated: ask whoever made this crate." : ref(licence),
      conformsTo: refs([...profiles.map((each) => each["@id"]), workflowCrate["@id"]]),
      mainEntity: ref(fileId(workflow.path)),
      hasPart: refs([workflow, record, readme, ...files].map(({ path }) => fileId(path))),
      mentions: refs(["#run", "#organise", ...idsOfType(ofSteps, "CreateAction"), ...data.map((each) => each["@id"])])
    },
    ...profiles,
    workflowCrate,
    ...licenceEntities(licence),
    ...runEntities(run, content, ofSteps),
    ...ofSteps,
    ...data,
    { ...fileEntity(record), description: "The run as the history keeps it: parameters, data, commit, steps." },
    { ...fileEntity(readme), about: ref("./") },
    ...files.map(fileEntity)
  ]
  return {
    "@context": ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"],
    "@graph": [...new Map(entities.map((each) => [each["@id"], visibleWithin(each)])).values()]
  }
}
