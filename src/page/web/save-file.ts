import { element } from "./element.ts"

/** Hands the reader a file, made here: nothing is fetched. */
export const saveFile = (name: string, content: Blob): void => {
  const address = URL.createObjectURL(content)
  element("a", { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000) // a browser may ask the reader first where it should go
}

/** The same of a text. */
export const saveText = (name: string, type: string, text: string): void =>
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }))
