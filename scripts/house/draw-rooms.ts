/** `npm run rooms`: draws the rooms from the imports to docs/images/rooms.mmd and rooms.svg. */
import { instance } from "@viz-js/viz"
import * as fs from "node:fs"
import * as path from "node:path"
import { allImports } from "./imports.ts"
import { dotRooms, mermaidRooms } from "./rooms-drawing.ts"

const root = path.join(import.meta.dirname, "..", "..")
const imports = allImports(root)
const write = (name: string, text: string) => fs.writeFileSync(path.join(root, "docs", "images", name), text)

write("rooms.mmd", mermaidRooms(imports))
const viz = await instance()
write(
  "rooms.svg",
  viz.renderString(dotRooms(imports), { format: "svg", engine: "dot" })
    .replace(/^[\s\S]*?(?=<svg)/, "")
    .replaceAll("font-family=\"Inter\"", "font-family=\"Inter, system-ui, sans-serif\"")
)
