/** Letters as a search compares them: without case, accents and width. */
export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().trim()

/** Positions of all texts that hold every word asked for, in order; none for nothing asked. */
export const search = (texts: ReadonlyArray<string>, asked: string): ReadonlyArray<number> => {
  const words = folded(asked).split(/\s+/).filter((word) => word !== "")
  if (words.length === 0) return []
  return texts.flatMap((text, at) => words.every((word) => text.includes(word)) ? [at] : [])
}
