/** `npm run licences`: what comes with partita, by licence; exit 1 where one is not allowed. Policy: policy.ts. */
import { fileURLToPath } from "node:url"
import { mayShip } from "./policy.ts"
import { type Shipped, shippedPackages } from "./shipped.ts"

const nameOf = ({ name, version }: Shipped): string => `${name}@${version}`

const packages = shippedPackages(fileURLToPath(new URL("../..", import.meta.url)))
const groups = Map.groupBy(packages, ({ licence }) => licence ?? "(none stated)")
for (const [licence, members] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
  process.stdout.write(`${licence} (${members.length})\n  ${members.map(nameOf).join("\n  ")}\n\n`)
}
const refused = packages.filter(({ licence }) => !mayShip(licence))
process.stdout.write(`${packages.length} packages, ${refused.length} under a licence that is not allowed\n`)
for (const each of refused) {
  process.stderr.write(`not allowed: ${nameOf(each)} is under ${each.licence ?? "no licence"}\n`)
}
if (refused.length > 0) process.exitCode = 1
