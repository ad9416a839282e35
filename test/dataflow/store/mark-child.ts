/** A process that marks a run many times while others do: cache folder, what its marks begin with, how many. */
import { addNote, addTag, removeTag } from "../../../src/dataflow/store/marks.ts"
import { Store } from "../../../src/dataflow/store/store.ts"

const [root = "", own = "", count = "0"] = process.argv.slice(2)
const { files } = Store.open(root, { fsync: false })
for (let i = 0; i < Number(count); i++) {
  const at = `2026-01-01T00:00:00.${String(i).padStart(3, "0")}Z`
  addTag(files, "r1", { tag: `${own}${i}`, at })
  addTag(files, "r1", { tag: `${own}passing${i}`, at })
  addNote(files, "r1", { at, text: `${own} ${i}` })
  removeTag(files, "r1", `${own}passing${i}`)
}
