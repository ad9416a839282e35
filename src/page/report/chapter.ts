/** The chapters that every report folds its evidence into. Each answers one question; one without parts is left out. */

/** Chapters in the order of the page, with their headings. */
export const chapters = [
  { id: "groups", title: "Groups" },
  { id: "evidence", title: "Does it hold?" },
  { id: "data", title: "What was it given?" },
  { id: "models", title: "What did the models learn?" },
  { id: "making", title: "How was it made?" },
  { id: "limits", title: "Limits" }
] as const

/** The id of a chapter. */
export type Chapter = typeof chapters[number]["id"]
