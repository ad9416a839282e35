"""The two steps of checks.py, as each tool wants them written: one long file, so that the projects can be read side by side."""
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]

HELPER = """FACTOR = 2


def scaled(x):
    return x * FACTOR


def shifted(x, by):
    return x + by
"""

STEP = """import os
import sys
import time


def note(step):
    with open(os.environ["RAN"], "a") as ran:
        ran.write(step)


def write(path, value):
    with open(path, "w") as out:
        out.write(str(value)[0])
        out.flush()
        if os.path.exists("slow"):
            open("half", "w").close()
            time.sleep(600)
        out.write(str(value)[1:])
"""

A = """from helper import scaled
from step import note, write

note("a")
write("a.txt", scaled(int(open("data.txt").read())) + 0)
"""

B = """import sys

from helper import shifted
from step import note

note("b")
add = ADD
open("b.txt", "w").write(str(shifted(int(open("a.txt").read()), add)))
"""


class Tool:
    """A tool with its project; `run` answers which steps worked, what was said, and the exit code."""

    how = ""
    expected_after_kill = "352"  # 50 of data.txt · FACTOR, 3 by now, + the parameter 1 + 201 that the edit of b's function adds

    def __init__(self, venvs: Path):
        self.venvs = venvs

    def files(self) -> dict:
        return {}

    edits = {
        "helper": ("helper.py", "FACTOR = 2", "FACTOR = 3"),
        "other": ("helper.py", "return x + by", "return x + by + 201"),
    }

    def command(self) -> list:
        raise NotImplementedError

    def bin(self, name: str) -> str:
        return str(self.venvs / self.name / "bin" / name)

    def below(self):
        return None

    def environment(self, folder: Path) -> dict:
        return {**os.environ, "RAN": str(folder / "ran.log"), "PATH": f"{self.venvs / self.name / 'bin'}:{os.environ['PATH']}",
                "PYTHONDONTWRITEBYTECODE": "1", "DO_NOT_TRACK": "1", "TURBO_TELEMETRY_DISABLED": "1"}

    def write(self, folder: Path) -> None:
        for file, text in {"data.txt": "30\n", "helper.py": HELPER, "step.py": STEP, **self.files()}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text)
        self.prepare(folder)

    def prepare(self, folder: Path) -> None:
        pass

    def usual(self) -> list:
        """As a person would type it."""
        return self.command()

    def start(self, folder: Path, command=None) -> subprocess.Popen:
        return subprocess.Popen(command or self.command(), cwd=folder, env=self.environment(folder), start_new_session=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, folder: Path):
        log = folder / "ran.log"
        log.unlink(missing_ok=True)
        child = self.start(folder)
        said, _ = child.communicate(timeout=300)
        return log.read_text() if log.exists() else "", said, child.returncode

    def result(self, folder: Path) -> str:
        file = folder / "b.txt"
        return file.read_text() if file.exists() else ""

    def last_line(self, said: str) -> str:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return lines[-1][:160] if lines else ""

    def version(self) -> str:
        packages = {"hamilton": "sf-hamilton"}
        name = packages.get(self.name, self.name)
        code = f"import importlib.metadata as m; print(m.version('{name}'))"
        return f"{name} " + subprocess.run([self.bin("python"), "-c", code], capture_output=True, text=True).stdout.strip()


class Dvc(Tool):
    name = "dvc"
    how = "Two stages with their scripts, data and parameter as deps and params; `dvc repro`."
    edits = {**Tool.edits, "comment": ("a.py", 'note("a")', '# a\nnote("a")'), "cutoff": ("a.py", "+ 0)", "+ 0 + 0)"),
             "param": ("params.yaml", "add: 1", "add: 2"), "revert": ("params.yaml", "add: 2", "add: 1")}

    def files(self):
        read = "int(open('params.yaml').read().split()[1])"
        stages = """stages:
  a:
    cmd: python a.py
    deps: [a.py, data.txt]
    outs: [a.txt]
  b:
    cmd: python b.py
    deps: [b.py, a.txt]
    params: [add]
    outs: [b.txt]
"""
        return {"a.py": A, "b.py": B.replace("ADD", read), "params.yaml": "add: 1\n", "dvc.yaml": stages}

    def prepare(self, folder):
        subprocess.run([self.bin("dvc"), "init", "--no-scm", "-q"], cwd=folder, check=True, capture_output=True)
        subprocess.run([self.bin("dvc"), "config", "core.analytics", "false"], cwd=folder, check=True, capture_output=True)

    def command(self):
        return [self.bin("dvc"), "repro"]


class Snakemake(Tool):
    name = "snakemake"
    how = "Two rules with `script:`, the parameter from a config file; `snakemake -c1`."
    edits = {**Tool.edits, "comment": ("a.py", 'note("a")', '# a\nnote("a")'), "cutoff": ("a.py", "+ 0)", "+ 0 + 0)"),
             "param": ("config.yaml", "add: 1", "add: 2"), "revert": ("config.yaml", "add: 2", "add: 1")}

    def files(self):
        here = "import os, sys\nsys.path.insert(0, os.getcwd())\n"
        rules = """configfile: "config.yaml"
rule b:
    input: "a.txt"
    output: "b.txt"
    params: add=config["add"]
    script: "b.py"
rule a:
    input: "data.txt"
    output: "a.txt"
    script: "a.py"
"""
        return {"a.py": here + A, "b.py": here + B.replace("ADD", "snakemake.params.add"), "config.yaml": "add: 1\n",
                "Snakefile": rules}

    def command(self):
        return [self.bin("snakemake"), "-c1", "--rerun-incomplete", "--nolock"]


FUNCTIONS = """from helper import scaled, shifted
from step import note, write

"""


class Redun(Tool):
    name = "redun"
    how = "Two tasks in one file, data read as a File; `redun run flow.py main`."
    edits = {**Tool.edits, "comment": ("flow.py", '    note("a")', '    # a\n    note("a")'),
             "cutoff": ("flow.py", "+ 0)", "+ 0 + 0)"),
             "param": ("flow.py", "add=1", "add=2"), "revert": ("flow.py", "add=2", "add=1")}

    def files(self):
        return {"flow.py": f"""from redun import File, task
{FUNCTIONS}
redun_namespace = "flow"


@task()
def a(data: File):
    note("a")
    write("a.txt", scaled(int(data.read())) + 0)
    return File("a.txt")


@task()
def b(made: File, add):
    note("b")
    open("b.txt", "w").write(str(shifted(int(made.read()), add)))
    return File("b.txt")


@task()
def main():
    return b(a(File("data.txt")), add=1)
"""}

    def command(self):
        return [self.bin("redun"), "run", "flow.py", "main"]


class Hamilton(Tool):
    name = "hamilton"
    how = "Functions in one module, `with_cache()`; the one that reads data.txt always runs, as its documentation advises."
    edits = {**Tool.edits, "comment": ("flow.py", '    note("a")', '    # a\n    note("a")'),
             "cutoff": ("flow.py", "+ 0\n", "+ 0 + 0\n"),
             "param": ("run.py", '"add": 1', '"add": 2'), "revert": ("run.py", '"add": 2', '"add": 1')}

    def files(self):
        return {"flow.py": f"""from hamilton.function_modifiers import cache
{FUNCTIONS}
@cache(behavior="recompute")
def data(path: str) -> int:
    return int(open(path).read())


def a(data: int) -> int:
    note("a")
    value = scaled(data) + 0
    write("a.txt", value)
    return value


def b(a: int, add: int) -> int:
    note("b")
    return shifted(a, add)
""", "run.py": """import flow
from hamilton import driver

built = driver.Builder().with_modules(flow).with_cache().build()
made = built.execute(["b"], inputs={"path": "data.txt", "add": 1})
open("b.txt", "w").write(str(made["b"]))
"""}

    def command(self):
        return [self.bin("python"), "run.py"]


class Kedro(Tool):
    name = "kedro"
    how = "Two nodes, a.txt and b.txt as datasets of the catalog, `SequentialRunner`."
    edits = {**Tool.edits, "comment": ("flow.py", '    note("a")', '    # a\n    note("a")'),
             "cutoff": ("flow.py", "+ 0\n", "+ 0 + 0\n"),
             "param": ("run.py", "data=1", "data=2"), "revert": ("run.py", "data=2", "data=1")}

    def files(self):
        return {"flow.py": f"""{FUNCTIONS}
def a(data):
    note("a")
    value = scaled(int(data)) + 0
    write("a.txt", value)
    return value


def b(made, add):
    note("b")
    return str(shifted(int(made), add))
""", "run.py": """from flow import a, b
from kedro.io import AbstractDataset, DataCatalog, MemoryDataset
from kedro.pipeline import node, pipeline
from kedro.runner import SequentialRunner


class Text(AbstractDataset):
    def __init__(self, path):
        self.path = path

    def load(self):
        return open(self.path).read()

    def save(self, data):
        open(self.path, "w").write(str(data))

    def _describe(self):
        return {"path": self.path}


settings = dict(data=1)
catalog = DataCatalog({"data": Text("data.txt"), "made": Text("a.txt"), "summed": Text("b.txt"), "add": MemoryDataset(**settings)})
SequentialRunner().run(pipeline([node(a, "data", "made"), node(b, ["made", "add"], "summed")]), catalog)
"""}

    def command(self):
        return [self.bin("python"), "run.py"]


class Dagster(Tool):
    name = "dagster"
    how = "Two assets without a `code_version`; `materialize([a, b])` with a kept instance, no daemon."
    edits = {**Tool.edits, "comment": ("flow.py", '    note("a")', '    # a\n    note("a")'),
             "cutoff": ("flow.py", "+ 0\n", "+ 0 + 0\n"),
             "param": ("flow.py", "add = 1", "add = 2"), "revert": ("flow.py", "add = 2", "add = 1")}

    def files(self):
        return {"flow.py": f"""import os, sys
sys.path.insert(0, os.getcwd())
from dagster import DagsterInstance, asset, materialize
{FUNCTIONS}
@asset
def a():
    note("a")
    value = scaled(int(open("data.txt").read())) + 0
    write("a.txt", value)
    return value


@asset
def b(a):
    note("b")
    add = 1
    open("b.txt", "w").write(str(shifted(a, add)))
    return 0


if not materialize([a, b], instance=DagsterInstance.get()).success:
    sys.exit(1)
"""}

    def environment(self, folder):
        (folder / "home").mkdir(exist_ok=True)
        return {**super().environment(folder), "DAGSTER_HOME": str(folder / "home"), "DAGSTER_DISABLE_TELEMETRY": "yes"}

    def command(self):
        return [self.bin("python"), "flow.py"]


class Turbo(Tool):
    name = "turbo"
    how = "Two packages of a workspace, one task each, b depends on a; `turbo run work`."
    edits = {"helper": ("packages/a/helper.py", "FACTOR = 2", "FACTOR = 3"),
             "other": ("packages/a/helper.py", "return x + by", "return x + by + 201"),
             "comment": ("packages/a/a.py", 'note("a")', '# a\nnote("a")'),
             "cutoff": ("packages/a/a.py", "+ 0)", "+ 0 + 0)"),
             "param": ("packages/b/add.txt", "1", "2"), "revert": ("packages/b/add.txt", "2", "1")}

    def files(self):
        shared = "import os, sys\nsys.path.insert(0, '../a')\n"
        at = lambda text: text.replace('"data.txt"', '"../../data.txt"').replace('"a.txt"', '"../../a.txt"').replace('"b.txt"', '"../../b.txt"')
        step = STEP.replace('"slow"', '"../../slow"').replace('"half"', '"../../half"')
        task = {"inputs": ["$TURBO_DEFAULT$", "../../data.txt"], "passThroughEnv": ["RAN", "PATH"], "dependsOn": ["^work"]}
        package = lambda name, needs: json.dumps({"name": name, "version": "1.0.0", "scripts": {"work": f"python3 {name}.py"},
                                                  "dependencies": needs})
        return {
            "package.json": json.dumps({"name": "root", "packageManager": "npm@10.0.0", "workspaces": ["packages/*"]}),
            "turbo.json": json.dumps({"tasks": {"a#work": {**task, "outputs": ["../../a.txt"]},
                                                "b#work": {**task, "inputs": ["$TURBO_DEFAULT$"], "outputs": ["../../b.txt"]}}}),
            "package-lock.json": json.dumps({"name": "root", "lockfileVersion": 3, "packages": {
                "": {"name": "root", "workspaces": ["packages/*"]}, "packages/a": {"name": "a", "version": "1.0.0"},
                "packages/b": {"name": "b", "version": "1.0.0", "dependencies": {"a": "1.0.0"}},
                "node_modules/a": {"resolved": "packages/a", "link": True}, "node_modules/b": {"resolved": "packages/b", "link": True}}}),
            "packages/a/package.json": package("a", {}), "packages/b/package.json": package("b", {"a": "1.0.0"}),
            "packages/a/a.py": at(A), "packages/a/helper.py": HELPER, "packages/a/step.py": step,
            "packages/b/b.py": shared + at(B).replace("ADD", 'int(open("add.txt").read())'), "packages/b/add.txt": "1\n",
        }

    def prepare(self, folder):
        (folder / ".gitignore").write_text("ran.log\n__pycache__\nnode_modules\n.turbo\nhalf\nslow\n*.txt\n!add.txt\n!data.txt\n")
        subprocess.run("git init -q && git add -A", shell=True, cwd=folder, check=True)

    def command(self):
        return [str(self.venvs / "turbo/node_modules/.bin/turbo"), "run", "work"]

    def version(self):
        command = [str(self.venvs / "turbo/node_modules/.bin/turbo"), "--version"]
        return "turbo " + subprocess.run(command, capture_output=True, text=True).stdout.strip()


class Partita(Tool):
    name = "partita"
    how = "Two nodes, a file each; `pipeline run p`."
    edits = {"helper": ("helper.ts", "factor = 2", "factor = 3"), "other": ("helper.ts", "x + by", "x + by + 201"),
             "comment": ("nodes/a/a.ts", "export const a", "// a\nexport const a"),
             "cutoff": ("nodes/a/a.ts", "+ 0\n", "+ 0 + 0\n"),
             "param": ("pipelines/p.ts", "add: 1", "add: 2"), "revert": ("pipelines/p.ts", "add: 2", "add: 1")}

    def below(self):
        (ROOT / "test/.rig").mkdir(exist_ok=True)
        return ROOT / "test/.rig"

    def files(self):
        head = 'import * as Schema from "effect/Schema"\nimport { json, Node } from "../../../../../src/dataflow/index.ts"\n'
        return {
            "helper.ts": "const factor = 2\nexport const scaled = (x: number): number => x * factor\n"
            "export const shifted = (x: number, by: number): number => x + by\n",
            "nodes/a/a.ts": head + """import * as fs from "node:fs"
import { scaled } from "../../helper.ts"
export const a = /*#__PURE__*/ Node.fn("a", {
  params: { data: Schema.String },
  sources: { data: ({ data }) => data },
  outputs: { n: json(Schema.Number) },
  run: async ({ params }) => {
    if (fs.existsSync("slow")) {
      fs.writeFileSync("half", "")
      await new Promise((resolve) => setTimeout(resolve, 600000))
    }
    const n = scaled(Number(fs.readFileSync(params.data, "utf8"))) + 0
    return { n }
  }
})
""",
            "nodes/b/b.ts": head + """import { shifted } from "../../helper.ts"
export const b = /*#__PURE__*/ Node.fn("b", {
  params: { add: Schema.Number },
  inputs: { n: json(Schema.Number) },
  outputs: { n: json(Schema.Number) },
  run: ({ inputs, params }) => ({ n: shifted(inputs.n, params.add) })
})
""",
            "pipelines/p.ts": """import { Pipeline } from "../../../../src/dataflow/index.ts"
import { a } from "../nodes/a/a.ts"
import { b } from "../nodes/b/b.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { n } = yield* a({}, { data: "data.txt" })
  const summed = yield* b({ n }, { add: 1 })
  return { summed: summed.n }
})
""",
        }

    def command(self):
        return [*self.usual(), "--json", "--progress", "none"]

    def usual(self):
        return [str(ROOT / "node_modules/.bin/node"), str(ROOT / "bin/pipeline.js"), "run", "p"]

    def run(self, folder):
        _, said, code = super().run(folder)
        nodes = json.loads(said[said.index("{"):])["nodes"] if code == 0 else []
        return "".join(sorted(node["name"] for node in nodes if node["status"] == "done")), said, code

    def result(self, folder):
        return (folder / "artifacts/p/b/n.json").read_text().strip()

    def version(self):
        return "partita " + json.loads((ROOT / "package.json").read_text())["version"]


TOOLS = {tool.name: tool for tool in (Partita, Dvc, Snakemake, Dagster, Redun, Hamilton, Kedro, Turbo)}
