/** Says why a node has to run, from what the engine found. Shown by run --explain, run --dry-run, why and plain runs. */
import type { Reason } from "../../../dataflow/run/event.ts"
import { displayWidth, padDisplay } from "./display-width.ts"
import { plural } from "./plural.ts"

/** A reason in two columns: what, and how it changed (empty where the first column says it all). */
export interface ReasonCells {
  readonly subject: string
  readonly change: string
}

const itemChanges = ({ added, edited, noun, removed }: Extract<Reason, { _tag: "ItemsChanged" }>): string => {
  const parts = ([[added, "added"], [removed, "removed"], [edited, "edited"]] as const).filter(([count]) => count > 0)
  return parts.map(([count, verb], i) => `${i === 0 ? plural(count, noun) : count} ${verb}`).join(", ")
}

/** One reason as two cells. */
export const reasonCells = (reason: Reason): ReasonCells => {
  switch (reason._tag) {
    case "NeverRan":
      return { subject: "never ran", change: "" }
    case "Forced":
      return { subject: "asked for with --force", change: "" }
    case "ParamChanged":
      return { subject: reason.path, change: `${reason.from} → ${reason.to}` }
    case "InputChanged":
      return { subject: `input changed: ${reason.input}`, change: "" }
    case "SourceChanged":
      return { subject: reason.path, change: reason.change }
    case "CodeChanged": {
      const hashes = `(hash ${reason.before} → ${reason.after})`
      return { subject: reason.file, change: reason.symbol === "" ? hashes : `${reason.symbol}   ${hashes}` }
    }
    case "ServiceChanged": {
      const hashes = `(hash ${reason.before} → ${reason.after})`
      const where = reason.symbol === "" ? reason.file : `${reason.file}   ${reason.symbol}`
      return { subject: `service ${reason.service}`, change: `${where}   ${hashes}` }
    }
    case "PackageChanged":
      return { subject: `package ${reason.name}`, change: `${reason.before} → ${reason.after}` }
    case "SeedChanged":
      return { subject: "seed", change: `${reason.from} → ${reason.to}` }
    case "EnvironmentChanged":
      return { subject: reason.name, change: `${reason.from} → ${reason.to}` }
    case "OutputLost":
      return {
        subject: `output ${reason.output}`,
        change: reason.how === "missing" ? "is missing" : "was altered in the cache"
      }
    case "ItemsChanged":
      return { subject: itemChanges(reason), change: "" }
  }
}

/** One reason on one line. */
export const reasonLine = (reason: Reason): string => {
  const { change, subject } = reasonCells(reason)
  return change === "" ? subject : `${subject}  ${change}`
}

/** Reasons one a line with their second column aligned. */
export const reasonLines = (reasons: ReadonlyArray<Reason>): ReadonlyArray<string> => {
  const cells = reasons.map(reasonCells)
  const width = Math.max(0, ...cells.filter(({ change }) => change !== "").map(({ subject }) => displayWidth(subject)))
  return cells.map(({ change, subject }) => change === "" ? subject : `${padDisplay(subject, width)}   ${change}`)
}

/** The first reason, and how many more there are. Empty for no reason. */
export const reasonsInShort = (reasons: ReadonlyArray<Reason>): string => {
  const [first, ...rest] = reasons
  if (first === undefined) return ""
  return rest.length === 0 ? reasonLine(first) : `${reasonLine(first)}, and ${rest.length} more`
}

const causes: Readonly<Record<Reason["_tag"], string>> = {
  NeverRan: "it never ran",
  Forced: "it was asked for",
  ParamChanged: "its parameters changed",
  InputChanged: "its input changed",
  SourceChanged: "a file it reads changed",
  CodeChanged: "its code changed",
  ServiceChanged: "a service changed",
  PackageChanged: "a package it uses changed",
  SeedChanged: "its seed changed",
  EnvironmentChanged: "its environment changed",
  OutputLost: "what it made is gone",
  ItemsChanged: "its items changed"
}

/** The kinds of reasons as a clause: "its code changed and its input changed". */
export const reasonClause = (reasons: ReadonlyArray<Reason>): string =>
  [...new Set(reasons.map(({ _tag }) => causes[_tag]))].join(" and ")
