/** Asking the server. The token comes with the address that the terminal shows, and is kept for this address alone. */
import type { LiveAnswer, Refusal } from "./answers.ts"

/** Why the server did not answer as asked. */
export class Refused extends Error {
  readonly hint: string | undefined
  constructor({ hint, message }: Refusal) {
    super(message)
    this.hint = hint
  }
}

const kept = "partita-token"

/** Takes the token out of the address, where others might read it over a shoulder, and keeps it. */
export const takeToken = (): void => {
  const address = new URL(location.href)
  const given = address.searchParams.get("token")
  if (given === null) return
  localStorage.setItem(kept, given)
  address.searchParams.delete("token")
  history.replaceState(null, "", address)
}

const headers = (): HeadersInit => ({ Authorization: `Bearer ${localStorage.getItem(kept) ?? ""}` })

const lost: Refusal = {
  message: "The server does not answer.",
  hint: "Start pipeline ui again, and open the address it shows."
}

const fetched = async (path: string, signal: AbortSignal | null = null): Promise<Response> => {
  try {
    return await fetch(path, { headers: headers(), signal })
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(lost)
    throw error
  }
}

/** The JSON under a name. Rejects with Refused. */
export const ask = async <A>(name: string, query: Readonly<Record<string, string>> = {}): Promise<A> => {
  const search = new URLSearchParams(query).toString()
  const response = await fetched(`/api/${name}${search === "" ? "" : `?${search}`}`)
  const body: unknown = await response.json()
  if (!response.ok) throw new Refused(body as Refusal)
  return body as A
}

/** Lines of a stream of server-sent events, as they come. */
const linesOf = async (body: ReadableStream<Uint8Array>, hear: (line: string) => void): Promise<void> => {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ""
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = `${rest}${read.value}`.split("\n")
    rest = lines.pop()!
    for (const line of lines) hear(line)
  }
}

const againAfterMs = 2000

/** Waits until the page is looked at. */
const whenSeen = (): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return
      document.removeEventListener("visibilitychange", look)
      resolve()
    }
    document.addEventListener("visibilitychange", look)
    look()
  })

/**
 * Does something that is given up when nobody looks at the page any more: a browser opens six connections to a server, and a
 * seventh window would wait. Resolves with whether it was given up.
 */
const whileSeen = async (act: (seen: AbortSignal) => Promise<void>): Promise<boolean> => {
  const hidden = new AbortController()
  const look = () => {
    if (document.hidden) hidden.abort()
  }
  document.addEventListener("visibilitychange", look)
  try {
    await act(hidden.signal)
  } catch (error) {
    const isExpected = hidden.signal.aborted || error instanceof Refused || error instanceof TypeError
    if (!isExpected) throw error
  } finally {
    document.removeEventListener("visibilitychange", look)
  }
  return hidden.signal.aborted
}

/** Hears what goes on while the page is looked at; `told` with undefined where the server is gone. */
export const listen = async (told: (answer: LiveAnswer | undefined) => void): Promise<never> => {
  for (;;) {
    await whenSeen()
    const isGivenUp = await whileSeen(async (seen) => {
      const response = await fetched("/api/events", seen)
      if (!response.ok || response.body === null) return
      await linesOf(response.body, (line) => {
        if (line.startsWith("data: ")) told(JSON.parse(line.slice("data: ".length)) as LiveAnswer)
      })
    })
    if (isGivenUp) continue
    told(undefined)
    await new Promise((resolve) => setTimeout(resolve, againAfterMs))
  }
}
