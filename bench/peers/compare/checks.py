"""What tools rerun after one edit: checks.py VENVS [tool …] → results.json and results.md beside this file.

Each tool gets the same two steps, a → b: a reads data.txt and a function of a helper module, b reads what a wrote, another
function of that module and a parameter. After each edit one run is made, and the steps that worked are noted. VENVS holds a
virtual environment per tool, and turbo/node_modules.
"""
import json
import os
import platform
import resource
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tools import TOOLS, Tool

HERE = Path(__file__).parent

ASKED = {  # what a tool may miss comes last, as its results are old from then on
    "first": "first run",
    "null": "nothing changed",
    "comment": "a comment in the code of a",
    "touch": "data.txt touched, its content the same",
    "cutoff": "the code of a, with the same result",
    "param": "the parameter of b",
    "revert": "the parameter of b set back",
    "other": "a function of the helper module that b alone calls",
    "helper": "a constant in the helper module, which a computes with",
    "killed": "data.txt changed; killed as a had written half its output; run again",
}
IDEAL = {"first": "ab", "null": "", "comment": "", "touch": "", "cutoff": "a", "param": "b", "revert": "", "other": "b",
         "helper": "ab", "killed": "ab"}


def edit(folder: Path, change: tuple[str, str, str]) -> None:
    file, before, after = change
    text = (folder / file).read_text()
    assert before in text, f"{file} has no {before!r}"
    (folder / file).write_text(text.replace(before, after))


def killed(tool: Tool, folder: Path) -> dict:
    """Ends all processes of a run that has written half of a's output, then runs to the end."""
    (folder / "data.txt").write_text("50\n")
    (folder / "slow").write_text("")
    child = tool.start(folder)
    for _ in range(600):
        if (folder / "half").exists():
            break
        time.sleep(0.1)
    else:
        os.killpg(child.pid, signal.SIGKILL)
        return {"ran": "", "says": "never got to a"}
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    (folder / "slow").unlink()
    ran, said, code = tool.run(folder)
    result = tool.result(folder)
    expected = tool.expected_after_kill
    verdict = "right result" if result == expected else f"wrong result {result!r} for {expected!r}"
    return {"ran": ran, "says": verdict if code == 0 else f"exit {code}: {tool.last_line(said)}"}


def check(tool: Tool, folder: Path) -> dict:
    found = {}
    for name in ASKED:
        if name == "killed":
            found[name] = killed(tool, folder)
            continue
        if name == "touch":
            time.sleep(1.1)  # past the coarsest clock of a file system
            os.utime(folder / "data.txt")
        elif name in tool.edits:
            edit(folder, tool.edits[name])
        elif name not in ("first", "null"):
            continue
        ran, said, code = tool.run(folder)
        found[name] = {"ran": ran, "says": "" if code == 0 else f"exit {code}: {tool.last_line(said)}"}
        if name == "null":
            found[name]["seconds"] = seconds(tool, folder)
    return found


def seconds(tool: Tool, folder: Path) -> float:
    """Processor time of a run with nothing to do, as a machine with other work tells nothing by the clock; median of 3."""
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        tool.start(folder, tool.usual()).communicate()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return round(statistics.median(times), 2)


def text_of(results: dict) -> str:
    lines = ["# What reruns", "", "Written by checks.py; what is asked and how stands there.", "",
             f"{results['date']}, {results['machine']}", ""]
    for tool, entry in results["tools"].items():
        lines += [f"## {tool}", "", f"{entry['version']}. {entry['how']}", "", "| check | what changed | ran | ideal | |", "|---|---|---|---|---|"]
        for name, found in entry["checks"].items():
            note = found["says"] + (f"{found['seconds']} s of processor time" if "seconds" in found else "")
            shown = " ".join(found["ran"]) or "nothing"
            lines.append(f"| {tool}.{name} | {ASKED[name]} | {shown} | {' '.join(IDEAL[name]) or 'nothing'} | {note} |")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    venvs = Path(sys.argv[1]).resolve()
    at = HERE / "results.json"
    results = json.loads(at.read_text()) if at.exists() else {"tools": {}}
    for name in sys.argv[2:] or list(TOOLS):
        tool = TOOLS[name](venvs)
        with tempfile.TemporaryDirectory(dir=tool.below()) as folder:
            tool.write(Path(folder))
            results["tools"][name] = {"version": tool.version(), "how": tool.how, "checks": check(tool, Path(folder))}
        print(name, json.dumps({k: v["ran"] for k, v in results["tools"][name]["checks"].items()}), flush=True)
    results["date"] = time.strftime("%Y-%m-%d")
    results["machine"] = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    results["tools"] = {name: results["tools"][name] for name in TOOLS if name in results["tools"]}
    at.write_text(json.dumps(results, indent=1) + "\n")
    (HERE / "results.md").write_text(text_of(results))


if __name__ == "__main__":
    main()
