import type { DagStatus } from "./dag.ts"

/** How one status looks: a terminal mark, and the fill and border of its box. */
export interface DagStatusStyle {
  readonly mark: string
  readonly fill: string
  readonly border: string
}

/** One look per status, shared by the terminal, Graphviz and Mermaid drawings. */
export const dagStatusStyle: Readonly<Record<DagStatus, DagStatusStyle>> = {
  cached: { mark: "◌", fill: "#eef4ef", border: "#7fa48f" },
  ran: { mark: "●", fill: "#e9eff8", border: "#5b7db5" },
  running: { mark: "◐", fill: "#fdf3df", border: "#d39a2f" },
  failed: { mark: "✗", fill: "#fae9e4", border: "#b8552f" },
  stale: { mark: "◎", fill: "#f3edf7", border: "#966ab5" },
  missing: { mark: "□", fill: "#f6f7f9", border: "#9aa2ae" },
  pending: { mark: "○", fill: "#f6f7f9", border: "#c9ced6" }
}
