import { describe, expect, it } from "vitest"
import { type Asking, judge, passFor } from "../../../../src/app/cli/ui/guard.ts"

const secrets = { token: "t".repeat(32), port: 4141 }
const digest = "a".repeat(64)

/** What a browser says that shows the page itself, but for what is given. */
const said = (change: Partial<Asking>): Asking => ({
  method: "GET",
  url: "/api/runs",
  host: "127.0.0.1:4141",
  origin: undefined,
  site: "same-origin",
  authorization: `Bearer ${secrets.token}`,
  ...change
})

const verdict = (change: Partial<Asking>): string => {
  const judged = judge(said(change), secrets)
  return judged._tag === "Refused" ? String(judged.status) : judged._tag
}

describe("whoever has the token, at this host, is answered", () => {
  it.each<readonly [Partial<Asking>, string]>([
    [{}, "Data"],
    [{ method: "HEAD" }, "Data"],
    [{ host: "localhost:4141" }, "Data"],
    [{ origin: "http://127.0.0.1:4141" }, "Data"],
    [{ url: "/", authorization: undefined, site: "none" }, "Page"],
    [{ url: `/?token=${secrets.token}`, authorization: undefined, site: "none" }, "Page"],
    [{ url: `/file/${passFor(secrets, digest)}/${digest}/a.png`, authorization: undefined, site: "cross-site" }, "File"]
  ])("%j: %s", (change, expected) => expect(verdict(change)).toBe(expected))
})

describe("nobody else is", () => {
  it.each<readonly [Partial<Asking>, string]>([
    [{ authorization: undefined }, "401"],
    [{ authorization: "Bearer " }, "401"],
    [{ authorization: `Bearer ${secrets.token.slice(1)}` }, "401"],
    [{ authorization: `Bearer ${secrets.token}x` }, "401"],
    [{ authorization: `Basic ${secrets.token}` }, "401"],
    [{ url: `/api/runs?token=${secrets.token}`, authorization: undefined }, "401"],
    [{ url: "/?token=wrong" }, "403"],
    [{ host: "evil.example:4141" }, "421"],
    [{ host: "127.0.0.1" }, "421"],
    [{ host: "127.0.0.1:4142" }, "421"],
    [{ host: "127.0.0.1:4141.evil.example" }, "421"],
    [{ host: undefined }, "421"],
    [{ origin: "http://evil.example" }, "403"],
    [{ origin: "null" }, "403"],
    [{ origin: "https://127.0.0.1:4141" }, "403"],
    [{ site: "cross-site" }, "403"],
    [{ site: "same-site" }, "403"],
    [{ method: "POST" }, "405"],
    [{ method: "DELETE" }, "405"],
    [{ method: "OPTIONS" }, "405"],
    [{ method: undefined }, "405"],
    [{ url: "http://127.0.0.1:4141/api/runs" }, "400"],
    [{ url: `/api/${"x".repeat(9000)}` }, "400"],
    [{ url: `/file/${passFor({ ...secrets, token: "u" }, digest)}/${digest}/a.png` }, "403"],
    [{ url: `/file/${passFor(secrets, digest)}/${"b".repeat(64)}/a.png` }, "403"],
    [{ url: "/file/" }, "403"],
    [{ url: `/file/${passFor(secrets, digest)}/${digest}/%E0%A4%A` }, "400"]
  ])("%j: %s", (change, expected) => expect(verdict(change)).toBe(expected))
})
