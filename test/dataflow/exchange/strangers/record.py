"""Writes what DVC makes of every project here beside it: python record.py, with dvc installed. Recorded with DVC 3.67.1."""
import json, os, pathlib, subprocess, tempfile
import yaml
from dvc.repo import Repo
from dvc.dependency import ParamsDependency

here = pathlib.Path(__file__).parent
for file in sorted(here.glob("*.yaml")):
    project = yaml.safe_load(file.read_text())
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(os.path.realpath(folder))
        for name, text in project["files"].items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        os.chdir(root)
        subprocess.run(["dvc", "init", "-q", "--no-scm"], check=True)
        place = lambda path: os.path.relpath(path, root)
        stages = []
        for stage in Repo(str(root)).index.stages:
            params = {place(d.fs_path): sorted(d.params) for d in stage.deps if isinstance(d, ParamsDependency)}
            stages.append({
                "name": stage.name,
                "cmd": [line for line in (stage.cmd if isinstance(stage.cmd, list) else stage.cmd.splitlines()) if line],
                "folder": place(stage.wdir),
                "deps": sorted(place(d.fs_path) for d in stage.deps if not isinstance(d, ParamsDependency)),
                "outs": sorted(place(o.fs_path) for o in stage.outs),
                "params": params,
                "frozen": bool(stage.frozen),
            })
        text = json.dumps(sorted(stages, key=lambda each: each["name"]), indent=1, ensure_ascii=False)
        (here / f"{file.stem}.dvc.json").write_text(text + "\n")
        os.chdir(here)
