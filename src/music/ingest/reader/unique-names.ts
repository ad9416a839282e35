/** Names made distinct. */

/** The names in their order, the second and later of equals marked `name~2`, `name~3`, … and never like another name. */
export const uniqueNames = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set(names)
  const seen = new Map<string, number>()
  return names.map((name) => {
    const before = seen.get(name)
    if (before === undefined) {
      seen.set(name, 1)
      return name
    }
    let number = before + 1
    while (taken.has(`${name}~${number}`)) number++
    seen.set(name, number)
    taken.add(`${name}~${number}`)
    return `${name}~${number}`
  })
}
