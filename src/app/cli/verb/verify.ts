/** `pipeline verify`: reads the whole cache, and says what in it is not what its name says. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type { Verified } from "../../../dataflow/store/verify.ts"
import { answer, answerJson } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { formatBytes } from "../render/format-bytes.ts"
import { plural } from "../render/plural.ts"
import type { Style } from "../render/style.ts"
import { settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { UsageError } from "../usage-error.ts"

const damageLines = ({ damaged }: Verified, style: Style): ReadonlyArray<string> =>
  damaged.map(({ movedTo, name, problem }) =>
    `${style.bad("✗")} ${name} ${problem}${movedTo === undefined ? "" : `; moved to ${movedTo}`}`
  )

const summaryLines = (verified: Verified, isRepaired: boolean, style: Style): ReadonlyArray<string> => {
  const { bytes, damaged, missing, objects, records } = verified
  const read = `${plural(objects, "object")} (${formatBytes(bytes)}) and ${plural(records, "record")} read`
  const found = damaged.length === 0 ? "all are what their names say" : `${damaged.length} damaged`
  const next = damaged.length === 0
    ? []
    : [isRepaired ? "the next run makes anew what it needs of them" : "pipeline verify --repair   moves them aside"]
  const gone = missing === 0 ? [] : [`${plural(missing, "record")} name an object that is gone: made anew when needed`]
  return [`${damaged.length === 0 ? style.good("✓") : style.bad("✗")} ${read}: ${found}`, ...gone, ...next]
}

const noKey = new UsageError({
  tag: "no-key",
  message: "This project has no key to sign with.",
  hint: "(umask 077; openssl rand -hex 32 > partita.key)   makes one; keep it out of version control"
})

/** The verb. */
export const verify = Command.make("verify", {
  repair: Flag.Boolean("repair").pipe(
    Flag.withDescription("Move aside what is damaged, so that the next run makes it anew"),
    Flag.withDefault(false)
  ),
  sign: Flag.Boolean("sign").pipe(
    Flag.withDescription("Sign a cache that is trusted as it is with the project's key"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson, isQuiet, style } = yield* settings
    const { store } = yield* openProject(folder, { isSilent: true, isTrusted: input.sign })
    const { signStore, verifyStore } = yield* engine
    if (input.sign && store.files.sealing.key === undefined) return yield* noKey
    const verified = (input.sign ? signStore : verifyStore)(store, { repair: input.repair })
    const isRepaired = verified.damaged.every(({ movedTo }) => movedTo !== undefined)
    if (isJson) yield* answerJson(verified)
    else if (!isQuiet) {
      yield* answer([...damageLines(verified, style), ...summaryLines(verified, isRepaired, style)])
    }
    if (!isRepaired) return yield* new SilentExit({ code: 1 })
  }))).pipe(
    Command.withDescription("Read every object and record, and say what is damaged (exit 1)"),
    Command.withExamples([
      { command: "pipeline verify", description: "exit 1 when anything is not what its name says" },
      { command: "pipeline verify --repair", description: "move it aside; exit 1 only if that fails" },
      { command: "pipeline verify --sign", description: "once, when a cache becomes shared" }
    ])
  )
