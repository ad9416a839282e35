/** Names of tables and figures as files and references of any system have them. */

/** Small letters, digits and hyphens for each id, in their order; two that would be one are numbered. */
export const anchorsOf = (ids: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const taken = new Set<string>()
  return new Map([...new Set(ids)].map((id) => {
    const plain = id.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "part"
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${plain}-${n}`
    taken.add(name)
    return [id, name] as const
  }))
}
