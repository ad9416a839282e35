/**
 * A run as OpenLineage events, which Marquez, DataHub, Egeria and others read: one job for the pipeline, one for each of
 * its steps below it, one data set for each artifact and for each place that data was read from.
 * Source: openlineage.io/spec 2-0-2.
 */
import { pathToFileURL } from "node:url"
import { digestOf } from "../../format/digest.ts"
import { tableShape } from "../../format/table-shape.ts"
import { visible } from "../../format/visible.ts"
import { type Origin, type StepOfRun, stepsOfRun } from "../history/provenance.ts"
import { keyRecordOf } from "../plan/key.ts"
import type { OutputRecord } from "../store/action.ts"
import { chunksOf } from "../store/chunks.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

type Facets = Readonly<Record<string, object>>

/** One event. */
export interface LineageEvent {
  readonly eventType: "START" | "COMPLETE" | "FAIL" | "ABORT"
  readonly eventTime: string
  readonly run: { readonly runId: string; readonly facets: Facets }
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Facets }
  readonly inputs: ReadonlyArray<object>
  readonly outputs: ReadonlyArray<object>
  readonly producer: string
  readonly schemaURL: string
}

/** Who says so, and where the project lies. */
export interface LineageOptions {
  readonly version: string
  readonly root: string
}

const spec = "https://openlineage.io/spec"
const namespace = "partita"
const versions = {
  ParentRunFacet: "1-2-0",
  NominalTimeRunFacet: "1-0-1",
  ErrorMessageRunFacet: "1-0-1",
  ProcessingEngineRunFacet: "1-1-1",
  ExecutionParametersRunFacet: "1-0-0",
  SourceCodeLocationJobFacet: "1-1-0",
  JobTypeJobFacet: "2-0-4",
  SchemaDatasetFacet: "1-2-0",
  DatasourceDatasetFacet: "1-0-1",
  DatasetVersionDatasetFacet: "1-0-1",
  OutputStatisticsOutputDatasetFacet: "1-0-2"
} as const

const producerOf = ({ version }: LineageOptions): string => `urn:partita:${version}`

const facet = (options: LineageOptions, name: keyof typeof versions, fields: object): object => ({
  _producer: producerOf(options),
  _schemaURL: `${spec}/facets/${versions[name]}/${name}.json#/$defs/${name}`,
  ...fields
})

/** A UUID of version 8 (RFC 9562) from a text: the same run has the same one whenever it is exported. */
const uuidOf = (text: string): string => {
  const hex = digestOf(text)
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${
    hex.slice(20, 32)
  }`
}

/** Parameters as texts, by path. */
const parameters = (options: LineageOptions, params: Readonly<Record<string, unknown>>): object =>
  facet(options, "ExecutionParametersRunFacet", {
    parameters: Object.entries(params).map(([key, value]) => ({
      key: visible(key),
      value: visible(typeof value === "string" ? value : JSON.stringify(value) ?? "")
    }))
  })

const jobFacets = (run: RunRecord, type: "PIPELINE" | "STEP", options: LineageOptions): Facets => {
  const path = `pipelines/${run.pipeline}.ts`
  const { commit } = run
  return {
    jobType: facet(options, "JobTypeJobFacet", { processingType: "BATCH", integration: "PARTITA", jobType: type }),
    ...(commit === undefined ? {} : {
      sourceCodeLocation: facet(options, "SourceCodeLocationJobFacet", {
        type: "git",
        url: pathToFileURL(`${options.root}/${path}`).href,
        path,
        version: commit.hash,
        ...(commit.branch === undefined ? {} : { branch: visible(commit.branch) })
      })
    })
  }
}

const jobName = ({ pipeline }: RunRecord, step?: string): string =>
  visible(step === undefined ? pipeline : `${pipeline}.${step}`)

/** What is told of an artifact beside its bytes: for tables and vectors their columns, as far as the store has them. */
const shapeOf = async (store: Store, { digest, kind }: OutputRecord) =>
  (kind === "table" || kind === "vectors") && store.check(digest) === "intact"
    ? shapeOfRows(store, digest)
    : undefined

const shapeOfRows = async (store: Store, digest: string) => {
  const chunks = chunksOf(store, digest)?.map((chunk) => chunk.digest) ?? [digest]
  const isWhole = chunks.every((chunk) => store.check(chunk) === "intact")
  return isWhole ? tableShape(chunks.map((chunk) => store.objectPath(chunk))) : undefined
}

const artifactSet = (
  run: RunRecord,
  { digest, port, step }: { readonly step: string; readonly port: string; readonly digest: string },
  options: LineageOptions
) => ({
  namespace,
  name: visible(`${run.pipeline}.${step}.${port}`),
  facets: {
    version: facet(options, "DatasetVersionDatasetFacet", { datasetVersion: digest }),
    dataSource: facet(options, "DatasourceDatasetFacet", { name: "partita", uri: `urn:sha256:${digest}` })
  }
})

const inputSet = (run: RunRecord, origin: Origin, options: LineageOptions): object => {
  if (origin._tag === "Artifact") return artifactSet(run, origin, options)
  const place = origin.place ?? run.dataset?.source ?? run.dataset?.name ?? "data"
  return {
    namespace: "file",
    name: visible(place),
    facets: {
      version: facet(options, "DatasetVersionDatasetFacet", { datasetVersion: origin.digest }),
      dataSource: facet(options, "DatasourceDatasetFacet", { name: "file", uri: pathToFileURL(place).href })
    }
  }
}

const outputSets = (store: Store, run: RunRecord, { record, step }: StepOfRun, options: LineageOptions) =>
  Promise.all(
    Object.entries(record?.outputs ?? {}).map(async ([port, output]) => {
      const set = artifactSet(run, { step, port, digest: output.digest }, options)
      const shape = await shapeOf(store, output)
      const fields = shape?.columns.map(({ name, type }) => ({ name: visible(name), type: visible(type) }))
      const statistics = { size: output.sizeBytes, ...(shape === undefined ? {} : { rowCount: shape.rows }) }
      return {
        ...set,
        facets: {
          ...set.facets,
          ...(fields === undefined ? {} : { schema: facet(options, "SchemaDatasetFacet", { fields }) })
        },
        outputFacets: { outputStatistics: facet(options, "OutputStatisticsOutputDatasetFacet", statistics) }
      }
    })
  )

const beforeMs = (time: string, ms: number): string => new Date(Date.parse(time) - ms).toISOString()

/** How the pipeline's own run ended, in the words of the specification. */
const endOf = ({ status }: RunRecord): LineageEvent["eventType"] =>
  status === "failed" ? "FAIL" : status === "interrupted" ? "ABORT" : "COMPLETE"

/**
 * The events of a run in the order of time: a start and an end of the run itself and of each step, whether it was executed
 * or found in the cache, when it bears the times of the execution that made it.
 */
export const openLineageEvents = async (
  store: Store,
  run: RunRecord,
  options: LineageOptions
): Promise<ReadonlyArray<LineageEvent>> => {
  const common = { producer: producerOf(options), schemaURL: `${spec}/2-0-2/OpenLineage.json#/$defs/RunEvent` }
  const startedAt = run.startedAt ?? beforeMs(run.finishedAt, run.durationMs ?? 0)
  const runId = uuidOf(run.run)
  const engine = facet(options, "ProcessingEngineRunFacet", { name: "partita", version: options.version })
  const nominal = (from: string, to: string) =>
    facet(options, "NominalTimeRunFacet", { nominalStartTime: from, nominalEndTime: to })
  const parent = facet(options, "ParentRunFacet", {
    run: { runId },
    job: { namespace, name: jobName(run) },
    root: { run: { runId }, job: { namespace, name: jobName(run) } }
  })
  const failed = (message: string) =>
    facet(options, "ErrorMessageRunFacet", { message: visible(message), programmingLanguage: "TypeScript" })
  const failures = Object.entries(run.failures ?? {})
  const whole = {
    ...common,
    job: { namespace, name: jobName(run), facets: jobFacets(run, "PIPELINE", options) },
    inputs: [],
    outputs: []
  }
  const wholeFacets = {
    nominalTime: nominal(startedAt, run.finishedAt),
    processing_engine: engine,
    executionParameters: parameters(options, { seed: run.seed, ...run.params })
  }
  const ofSteps: Array<LineageEvent> = []
  for (const of of stepsOfRun(store, run).values()) {
    const { origins, record, step } = of
    const endedAt = record?.finishedAt ?? run.finishedAt
    const beganAt = beforeMs(endedAt, record?.durationMs ?? 0)
    const params = record === undefined ? {} : keyRecordOf(record).params
    const base = {
      ...common,
      run: {
        runId: uuidOf(`${run.run}/${step}`),
        facets: {
          parent,
          nominalTime: nominal(beganAt, endedAt),
          processing_engine: engine,
          executionParameters: parameters(options, params as Readonly<Record<string, unknown>>)
        }
      },
      job: { namespace, name: jobName(run, step), facets: jobFacets(run, "STEP", options) },
      inputs: origins.map((origin) => inputSet(run, origin, options))
    }
    const outputs = await outputSets(store, run, of, options)
    ofSteps.push(
      { ...base, eventType: "START", eventTime: beganAt, outputs: [] },
      { ...base, eventType: "COMPLETE", eventTime: endedAt, outputs }
    )
  }
  for (const [step, { message }] of failures) {
    const base = {
      ...common,
      job: { namespace, name: jobName(run, step), facets: jobFacets(run, "STEP", options) },
      inputs: [],
      outputs: []
    }
    const id = uuidOf(`${run.run}/${step}`)
    const facets = { parent, processing_engine: engine }
    ofSteps.push(
      { ...base, eventType: "START", eventTime: startedAt, run: { runId: id, facets } },
      {
        ...base,
        eventType: "FAIL",
        eventTime: run.finishedAt,
        run: { runId: id, facets: { ...facets, errorMessage: failed(message) } }
      }
    )
  }
  const [failure] = failures
  const errorMessage = failure === undefined ? {} : { errorMessage: failed(`${failure[0]}: ${failure[1].message}`) }
  return [
    { ...whole, eventType: "START", eventTime: startedAt, run: { runId, facets: wholeFacets } },
    ...ofSteps,
    {
      ...whole,
      eventType: endOf(run),
      eventTime: run.finishedAt,
      run: { runId, facets: { ...wholeFacets, ...errorMessage } }
    }
  ]
}
