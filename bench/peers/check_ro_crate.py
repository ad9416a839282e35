"""Validates a crate of `pipeline export ro-crate` with rocrate-validator, against all profiles it claims, without a network.

    PYTHON -m pip install roc-validator==0.13.0
    PYTHON bench/peers/check_ro_crate.py CRATE

The two JSON-LD contexts are addresses that the validator would load; here they are answered by what they say of the terms
in use, and of no other.
"""

import io
import json
import sys
import urllib.request

from rocrate_validator import models, services

SCHEMA = """about actionStatus additionalType ComputerLanguage ControlAction CreateAction CreativeWork Collection
Dataset HowTo HowToStep OrganizeAction PropertyValue SoftwareApplication SoftwareSourceCode contentSize datePublished
description encodingFormat endTime error exampleOfWork hasPart identifier instrument license mainEntity mentions name object
operatingSystem position programmingLanguage result startTime step url value version workExample""".split()

CONTEXT = {
    **{term: f"http://schema.org/{term}" for term in SCHEMA},
    "File": "http://schema.org/MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
    "ComputationalWorkflow": "https://bioschemas.org/ComputationalWorkflow",
    "FormalParameter": "https://bioschemas.org/FormalParameter",
    "input": "https://bioschemas.org/ComputationalWorkflow#input",
    "output": "https://bioschemas.org/ComputationalWorkflow#output",
    "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
}


def body() -> bytes:
    return json.dumps({"@context": CONTEXT}).encode()


class Answer(io.BytesIO):
    headers = {"content-type": "application/ld+json", "Content-Type": "application/ld+json"}
    status = 200
    code = 200

    def __init__(self, url: str) -> None:
        super().__init__(body())
        self.url = url

    def geturl(self) -> str:
        return self.url

    def info(self):
        return self.headers


def answer(request, *_, **__):
    url = request if isinstance(request, str) else request.full_url
    if not url.endswith("context"):
        raise OSError(f"{url} is not answered here")
    return Answer(url)


urllib.request.urlopen = answer
import rdflib.parser  # noqa: E402
import requests  # noqa: E402
import urllib3  # noqa: E402
import rdflib.plugins.shared.jsonld.util as jsonld  # noqa: E402

rdflib.parser.urlopen = answer
rdflib.parser._urlopen = answer
jsonld.urlopen = answer



def send(adapter, request, **_):
    raw = urllib3.HTTPResponse(
        body=io.BytesIO(body()),
        status=200 if request.url.endswith("context") else 404,
        headers={"Content-Type": "application/ld+json"},
        preload_content=False,
        request_method=request.method,
        request_url=request.url,
    )
    return adapter.build_response(request, raw)


requests.adapters.HTTPAdapter.send = send

settings = services.ValidationSettings(
    rocrate_uri=sys.argv[1],
    profile_identifier="provenance-run-crate",  # with those it builds on: RO-Crate 1.1, Workflow, Process and Workflow Run
    requirement_severity=models.Severity.RECOMMENDED,
    no_cache=True,
)
issues = services.validate(settings).get_issues()
required = [issue for issue in issues if issue.severity == models.Severity.REQUIRED]
for issue in issues:
    print(f"{issue.severity.name:12} {issue.check.identifier}  {issue.message}  {issue.violatingEntity or ''}")
print(f"{len(required)} required, {len(issues) - len(required)} recommended")
sys.exit(1 if required else 0)
