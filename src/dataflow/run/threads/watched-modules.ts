/** Code that a thread loads from files: by a computed name, or with what `createRequire` makes. */
import { registerHooks } from "node:module"
import { fileURLToPath } from "node:url"
import type { Listener } from "./watch.ts"

/** Tells which files the thread's modules are found in, whatever they are loaded with. */
export const watchModules = ({ file }: Listener): void => {
  const found = (url: string): void => {
    if (url.startsWith("file:")) file(fileURLToPath(url), found)
  }
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context)
      found(resolved.url)
      return resolved
    }
  })
}
