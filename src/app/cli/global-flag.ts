/** Flags that every verb takes. */
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"

/** Answer as one JSON document. */
export const Json = GlobalFlag.Setting("json")({
  flag: Flag.Boolean("json").pipe(Flag.withDefault(false), Flag.withDescription("Answer as one JSON document"))
})

/** How progress is shown. */
export const Progress = GlobalFlag.Setting("progress")({
  flag: Flag.Literals("progress", ["auto", "tty", "plain", "json", "none"]).pipe(
    Flag.withDefault("auto" as const),
    Flag.withDescription("How to show progress (auto: tty on a terminal, else plain)")
  )
})

/** Whether to colour. */
export const Color = GlobalFlag.Setting("color")({
  flag: Flag.Literals("color", ["auto", "always", "never"]).pipe(
    Flag.withDefault("auto" as const),
    Flag.withDescription("Whether to use colour")
  )
})

/** Say only what went wrong. */
export const Quiet = GlobalFlag.Setting("quiet")({
  flag: Flag.Boolean("quiet").pipe(
    Flag.withAlias("q"),
    Flag.withDefault(false),
    Flag.withDescription("Say only what went wrong")
  )
})

/** Print failures in full. */
export const Verbose = GlobalFlag.Setting("verbose")({
  flag: Flag.Boolean("verbose").pipe(
    Flag.withAlias("v"),
    Flag.withDefault(false),
    Flag.withDescription("Print failures in full")
  )
})

/** Work as if started in another folder. */
export const Folder = GlobalFlag.Setting("folder")({
  flag: Flag.String("folder").pipe(
    Flag.withAlias("C"),
    Flag.withMetavar("DIR"),
    Flag.withDefault("."),
    Flag.withDescription("Work as if started in this folder")
  )
})

/** `--version` without the alias -v, which means verbose here. */
export const Version = GlobalFlag.Action({
  flag: Flag.Boolean("version").pipe(Flag.withDefault(false), Flag.withDescription("Show the version")),
  run: GlobalFlag.Version.run
})

/** All of the settings above. */
export const settingFlags = [Json, Progress, Color, Quiet, Verbose, Folder] as const

/** The built-in flags we keep. */
export const builtInFlags = [GlobalFlag.Help, Version, GlobalFlag.Completions, GlobalFlag.Wizard] as const
