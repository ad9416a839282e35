/** A Markdown page as something to do: files to write and commands to run, in the order in which they stand. */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

/** A file whose block begins with a comment that names it, or a command after `$` with the lines shown below it. */
export type Deed =
  | { readonly kind: "file"; readonly path: string; readonly text: string; readonly line: number }
  | { readonly kind: "command"; readonly command: string; readonly shown: string; readonly line: number }

const fence = /^```(\w+)\n([\s\S]*?)^```/gm

/** The deeds of a page. A block in `console` holds commands; one that begins with `// some/file.ts` is that file. */
export const deedsOf = (page: string): ReadonlyArray<Deed> =>
  [...page.matchAll(fence)].flatMap((match): ReadonlyArray<Deed> => {
    const [language, text] = [match[1]!, match[2]!]
    const line = page.slice(0, match.index).split("\n").length
    const file = /^\/\/ (\S+\.\w+)\n/.exec(text)?.[1]
    if (file !== undefined) return [{ kind: "file", path: file, text, line }]
    if (language !== "console") return []
    return text.split(/^\$ /m).slice(1).map((part) => {
      const [command, ...shown] = part.trimEnd().split("\n")
      return { kind: "command", command: command!, shown: shown.join("\n").trim(), line }
    })
  })

/** Whether an output holds the lines shown, in order and next to each other; "…" stands for anything. */
export const isShownIn = (shown: string, output: string): boolean => {
  const escape = (text: string) => text.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const pattern = shown.split("\n").map((line) =>
    line.trim() === "…" ? "[\\s\\S]*" : line.split("…").map(escape).join(".*")
  )
  return new RegExp(`(^|\\n)${pattern.join("\\s*\\n")}`).test(output.replace(/[ \t]+$/gm, ""))
}

/**
 * Does one thing after another in a folder, and follows `cd`. `npm install` links packages that are here already. `npx` is
 * asked once for each command in a folder, and what it then started is started by itself: npm was half of the work.
 */
export class Walk {
  private readonly asked = new Set<string>()
  private readonly packages: Readonly<Record<string, string>>
  folder: string

  /** `packages`: folders by the name under which they are linked. */
  constructor(folder: string, packages: Readonly<Record<string, string>>) {
    this.folder = folder
    this.packages = packages
  }

  write(file: string, text: string): void {
    const full = path.join(this.folder, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, text)
  }

  /** What a command says on both streams, and its exit code. */
  run(command: string): { readonly output: string; readonly code: number } {
    const entered = /^cd (\S+)$/.exec(command)?.[1]
    if (entered !== undefined) {
      this.folder = path.join(this.folder, entered)
      return { output: "", code: fs.existsSync(this.folder) ? 0 : 1 }
    }
    if (/^npm install( |$)/.test(command)) {
      this.link()
      return { output: "", code: 0 }
    }
    const { FORCE_COLOR: _, ...environment } = process.env
    const { output, status } = spawnSync("bash", ["-c", `(${this.withoutNpx(command)}) 2>&1`], {
      cwd: this.folder,
      encoding: "utf8",
      env: { ...environment, PATH: `${path.dirname(process.execPath)}:${process.env["PATH"]}`, NO_COLOR: "1" }
    })
    return { output: output.join("\n"), code: status ?? -1 }
  }

  private withoutNpx(command: string): string {
    const name = /^npx ([\w-]+)/.exec(command)?.[1]
    if (name === undefined) return command
    const started = path.join(this.folder, "node_modules", ".bin", name)
    if (this.asked.has(started)) return command.replace(/^npx [\w-]+/, `'${started}'`)
    this.asked.add(started)
    return command
  }

  private link(): void {
    const modules = path.join(this.folder, "node_modules")
    fs.mkdirSync(path.join(modules, ".bin"), { recursive: true })
    for (const [name, from] of Object.entries(this.packages)) {
      const at = path.join(modules, name)
      fs.mkdirSync(path.dirname(at), { recursive: true })
      if (!fs.existsSync(at)) fs.symlinkSync(from, at)
      const { bin = {} } = JSON.parse(fs.readFileSync(path.join(from, "package.json"), "utf8")) as {
        readonly bin?: string | Readonly<Record<string, string>>
      }
      const commands = typeof bin === "string" ? { [name]: bin } : bin
      for (const [command, file] of Object.entries(commands)) {
        const link = path.join(modules, ".bin", command)
        if (!fs.existsSync(link)) fs.symlinkSync(path.join(from, file), link)
      }
    }
  }
}
