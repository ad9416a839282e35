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

const fetched = async (path: string): Promise<Response> => {
  try {
    return await fetch(path, { headers: headers() })
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

/** Hears what goes on for as long as the page is open; `told` with undefined where the server is gone. */
export const listen = async (told: (answer: LiveAnswer | undefined) => void): Promise<never> => {
  for (;;) {
    try {
      const response = await fetched("/api/events")
      if (response.ok && response.body !== null) {
        await linesOf(response.body, (line) => {
          if (line.startsWith("data: ")) told(JSON.parse(line.slice("data: ".length)) as LiveAnswer)
        })
      }
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TypeError)) throw error
    }
    told(undefined)
    await new Promise((resolve) => setTimeout(resolve, againAfterMs))
  }
}
