"""Reads the events of `pipeline export openlineage` with the types that openlineage-python generates from the schemas, and
writes them again: every field must be one that the schema has, and every facet must name the schema that it keeps to.

    PYTHON -m pip install openlineage-python==1.54.0
    PYTHON bench/peers/check_openlineage.py EVENTS.jsonl
"""

import datetime
import importlib
import json
import pkgutil
import sys
import typing
import uuid

import attr
from openlineage.client import generated
from openlineage.client.generated import base

TYPES = {
    name: kind
    for module in pkgutil.iter_modules(generated.__path__)
    for name, kind in vars(importlib.import_module(f"openlineage.client.generated.{module.name}")).items()
    if isinstance(kind, type) and attr.has(kind) and name.endswith("Facet")
}


def build(kind: type, value: object, where: str) -> object:
    """An instance of a generated type from JSON, refusing what the type does not have."""
    names = {**vars(typing), **vars(sys.modules[kind.__module__])}
    hints = typing.get_type_hints(kind, names)
    fields = {field.name for field in attr.fields(kind)}
    given = {name: each for name, each in value.items() if not name.startswith("_")}
    unknown = set(given) - fields
    assert not unknown, f"{where}: {kind.__name__} has no {unknown}"
    return kind(**{name: convert(hints[name], each, f"{where}.{name}") for name, each in given.items()})


def convert(hint: object, value: object, where: str) -> object:
    for option in typing.get_args(hint) or (hint,):
        if isinstance(option, type) and attr.has(option) and isinstance(value, dict):
            return build(option, value, where)
        if typing.get_origin(option) is list and isinstance(value, list):
            (of,) = typing.get_args(option)
            return [convert(of, each, where) for each in value]
    return value


def facet(value: dict, where: str) -> None:
    kind = TYPES[value["_schemaURL"].rsplit("/", 1)[1]]
    assert kind._get_schema() == value["_schemaURL"], f"{where}: {value['_schemaURL']}, not {kind._get_schema()}"
    assert value["_producer"]
    build(kind, value, where)


def facets(value: dict, where: str) -> int:
    for name, each in value.items():
        facet(each, f"{where}.{name}")
    return len(value)


count = 0
open_runs: dict[str, str] = {}
for number, line in enumerate(open(sys.argv[1]), 1):
    event = json.loads(line)
    where = f"line {number}"
    uuid.UUID(event["run"]["runId"])
    datetime.datetime.fromisoformat(event["eventTime"].replace("Z", "+00:00"))
    assert event["schemaURL"] == base.RunEvent._get_schema(), where
    base.EventType(event["eventType"])
    count += facets(event["run"]["facets"], f"{where} run") + facets(event["job"]["facets"], f"{where} job")
    sets = [("inputFacets", each) for each in event["inputs"]] + [("outputFacets", each) for each in event["outputs"]]
    for kind, each in sets:
        assert each["namespace"] and each["name"], where
        count += facets(each.get("facets", {}), f"{where} {each['name']}") + facets(each.get(kind, {}), where)
    base.RunEvent(
        eventTime=event["eventTime"],
        producer=event["producer"],
        run=base.Run(runId=event["run"]["runId"]),
        job=base.Job(namespace=event["job"]["namespace"], name=event["job"]["name"]),
        eventType=base.EventType(event["eventType"]),
    )
    open_runs.setdefault(event["run"]["runId"], "")
    open_runs[event["run"]["runId"]] += f"{event['eventType']} "
assert all(each.split()[0] == "START" and len(each.split()) == 2 for each in open_runs.values()), open_runs
print(f"{number} events of {len(open_runs)} runs with {count} facets, all as their schemas have them")
