/** A name as part of a step's name: letters and digits of any script, hyphens between them. */
export const slug = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")
