/** What is watched by nobody, though it lies in the project. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../../dataflow/code/project.ts"

const identityOf = ({ dev, ino }: fs.Stats): string => `${dev} ${ino}`

const identitiesOf = (open: ReadonlyArray<number>): ReadonlySet<string> => {
  const stats = open.map((each) => fs.fstatSync(each))
  return new Set(stats.filter((stat) => stat.isFile()).map(identityOf))
}

/**
 * What the commands write, and what is nobody's source. `said` are the streams that are written to: where they are files,
 * as in `--watch 2> watch.log`, watching would wake itself, again and again.
 */
export const ignoring = (
  { artifactRoot, cacheRoot }: Pick<Project, "artifactRoot" | "cacheRoot">,
  said: ReadonlyArray<number> = [process.stdout.fd, process.stderr.fd]
) => {
  const own = identitiesOf(said)
  const isOwn = (file: string): boolean => {
    const stat = own.size === 0 ? undefined : fs.statSync(file, { throwIfNoEntry: false })
    return stat !== undefined && own.has(identityOf(stat))
  }
  return (file: string): boolean =>
    file === cacheRoot || file === artifactRoot || path.basename(file) === "node_modules" || isOwn(file)
}
