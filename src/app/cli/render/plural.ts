/** A count and its noun: "1 track", "3 tracks". `many` is given where it is not the noun and an s. */
export const plural = (count: number, noun: string, many = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : many}`
