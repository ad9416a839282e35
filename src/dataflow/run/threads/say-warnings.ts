/** Warnings that Node or a library gives in a thread, as messages instead of lines on the terminal. */
import type { MessagePort } from "node:worker_threads"
import type { Message } from "./protocol.ts"

/** Sends warnings to the main thread; where Node was told to print none, none are sent. */
export const sayWarnings = (port: MessagePort): void => {
  if (process.listenerCount("warning") === 0) return
  process.removeAllListeners("warning")
  process.on("warning", (warning) => {
    const { code, message, name } = warning as Error & { readonly code?: unknown }
    const text = `${typeof code === "string" ? `[${code}] ` : ""}${name}: ${message.replace(/\s+/g, " ")}`
    port.postMessage({ _tag: "Warning", text } satisfies Message)
  })
}
