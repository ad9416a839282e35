/**
 * The server of `pipeline ui`: plain HTTP on loopback, that only shows. Who is answered: guard.ts; with what: shown.ts.
 *
 * Room: the server that shows runs, sweeps and artifacts to a browser.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import * as http from "node:http"
import type { AddressInfo } from "node:net"
import type { Refusal } from "../../../page/web/ui/answers.ts"
import { printed } from "../render/terminal-text.ts"
import { UsageError } from "../usage-error.ts"
import { judge, type Secrets } from "./guard.ts"

/** Bytes with their media type; `policy` is the Content-Security-Policy where it is not the page's. */
export interface Served {
  readonly type: string
  readonly bytes: Uint8Array | string
  readonly policy?: string
}

/** What the server shows. An answer that fails with a UsageError says so with status 400. */
export interface Shown {
  readonly page: (path: string) => Served | undefined
  readonly data: (path: string, query: URLSearchParams) => Effect.Effect<unknown, UsageError> | undefined
  readonly file: (digest: string, path: string) => Served | undefined
  /** Sends lines of a stream until the returned function is called. */
  readonly stream: (send: (value: unknown) => void) => () => void
}

/** Where the server is, and its secrets. */
export interface Listening extends Secrets {
  readonly url: string
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join("; ")

const always: http.OutgoingHttpHeaders = {
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff"
}

const send = (response: http.ServerResponse, status: number, served: Served): void => {
  const bytes = typeof served.bytes === "string" ? Buffer.from(served.bytes) : served.bytes
  response.writeHead(status, {
    ...always,
    "Content-Security-Policy": served.policy ?? policy,
    "Content-Type": served.type,
    "Content-Length": bytes.byteLength
  })
  if (response.req.method === "HEAD") response.end()
  else response.end(bytes)
}

const sendJson = (response: http.ServerResponse, status: number, value: unknown): void =>
  send(response, status, { type: "application/json; charset=utf-8", bytes: JSON.stringify(value) })

const nothing: Refusal = { message: "There is nothing at this address." }

const notRecorded: Refusal = {
  message: "Nothing of that name is recorded.",
  hint: "a run that was killed leaves no record, and pipeline gc removes old ones"
}

const beatMs = 15_000 // a line now and then tells both sides that the other is there

const openStream = (response: http.ServerResponse, stream: Shown["stream"]): void => {
  response.writeHead(200, { ...always, "Content-Security-Policy": policy, "Content-Type": "text/event-stream" })
  if (response.req.method === "HEAD") return void response.end()
  const stop = stream((value) => response.write(`data: ${JSON.stringify(value)}\n\n`))
  const beat = setInterval(() => response.write(":\n\n"), beatMs)
  response.on("close", () => {
    clearInterval(beat)
    stop()
  })
}

const answerData = async (response: http.ServerResponse, answer: Effect.Effect<unknown, UsageError>): Promise<void> => {
  const exit = await Effect.runPromiseExit(answer)
  if (Exit.isSuccess(exit)) {
    return exit.value === undefined ? sendJson(response, 404, notRecorded) : sendJson(response, 200, exit.value)
  }
  const refused = Cause.findErrorOption(exit.cause)
  if (refused._tag === "Some") {
    const { hint, message } = refused.value
    return sendJson(response, 400, { message, ...(hint === undefined ? {} : { hint }) })
  }
  failed(response, Cause.pretty(exit.cause))
}

/** Says on both sides that something went wrong; what runs are called is inert on the terminal too. */
const failed = (response: http.ServerResponse, what: string): void => {
  process.stderr.write(`${what.split("\n").map(printed).join("\n")}\n`)
  if (response.headersSent) response.destroy()
  else sendJson(response, 500, { message: "This is a bug in pipeline ui. The terminal says more." })
}

const respond = (request: http.IncomingMessage, response: http.ServerResponse, secrets: Secrets, shown: Shown) => {
  const { headers, method, url } = request
  const site = headers["sec-fetch-site"]
  const verdict = judge({
    method,
    url,
    host: headers.host,
    origin: headers.origin,
    site: typeof site === "string" ? site : undefined,
    authorization: headers.authorization
  }, secrets)
  switch (verdict._tag) {
    case "Refused": {
      if (verdict.status === 405) response.setHeader("Allow", "GET, HEAD")
      return sendJson(response, verdict.status, { message: verdict.message })
    }
    case "Page": {
      const served = shown.page(verdict.path)
      return served === undefined ? sendJson(response, 404, nothing) : send(response, 200, served)
    }
    case "File": {
      const served = shown.file(verdict.digest, verdict.path)
      return served === undefined ? sendJson(response, 404, nothing) : send(response, 200, served)
    }
    case "Data": {
      if (verdict.path === "events") return openStream(response, shown.stream)
      const answer = shown.data(verdict.path, verdict.query)
      return answer === undefined ? sendJson(response, 404, nothing) : void answerData(response, answer)
    }
  }
}

const portTaken = (port: number): UsageError =>
  new UsageError({
    tag: "port-taken",
    message: `Port ${port} is taken: perhaps by another pipeline ui.`,
    given: `--port ${port}`,
    word: String(port),
    hint: "--port 0   takes any that is free"
  })

/** Listens on loopback until the scope ends. Fails with UsageError where the port is taken or not to be had. */
export const serve = (
  { port, shown, token }: {
    readonly port: number
    readonly token: string
    readonly shown: (secrets: Secrets) => Shown
  }
): Effect.Effect<Listening, UsageError, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.callback<http.Server, UsageError>((resume) => {
        const server = http.createServer()
        server.once("error", (error: NodeJS.ErrnoException) => {
          if (error.code === "EADDRINUSE") return resume(Effect.fail(portTaken(port)))
          resume(
            error.code === "EACCES"
              ? Effect.fail(
                new UsageError({
                  tag: "port-refused",
                  message: `The system gives port ${port} to nobody but its administrator.`,
                  given: `--port ${port}`,
                  word: String(port),
                  hint: "--port 4141"
                })
              )
              : Effect.die(error)
          )
        })
        server.listen({ host: "127.0.0.1", port, exclusive: true }, () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.callback<void>((resume) => {
          server.close(() => resume(Effect.void))
          server.closeAllConnections()
        })
    ),
    (server) => {
      const secrets = { token, port: (server.address() as AddressInfo).port }
      const show = shown(secrets)
      server.on("request", (request, response) => {
        try {
          respond(request, response, secrets, show)
        } catch (error) {
          failed(response, error instanceof Error ? error.stack ?? error.message : String(error))
        }
      })
      return { ...secrets, url: `http://127.0.0.1:${secrets.port}/?token=${token}` }
    }
  )
