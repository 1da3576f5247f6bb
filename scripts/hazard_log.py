"""The data of the hazard log, `docs/clinical-safety/hazard-log.yml`, and what may be wrong with it.

The fields are those of a DCB0129 hazard log. `hazard_page` makes the page from it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
DATA = Path("docs/clinical-safety/hazard-log.yml")

SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
LIKELIHOODS = ("very low", "low", "medium", "high", "very high")
RISKS = {
    "very low": (1, 1, 2, 2, 3),
    "low": (1, 2, 2, 3, 4),
    "medium": (2, 2, 3, 3, 4),
    "high": (2, 3, 3, 4, 5),
    "very high": (3, 4, 4, 5, 5),
}
"""Risk by likelihood, in the order of `SEVERITIES`, after the matrix of the NHS template."""
STATUSES = ("open", "controlled, not signed off", "not in this version")
FIELDS: dict[str, type] = {
    "id": str,
    "hazard": str,
    "description": str,
    "causes": list,
    "effect": str,
    "harm": str,
    "controls": list,
    "initial": dict,
    "additional": dict,
    "owner": str,
    "status": str,
    "evidence": str,
    "residual": dict,
}
ADDITIONAL = ("design", "test", "training", "business")

Hazard = dict[str, Any]


def read(root: Path = ROOT) -> list[Hazard]:
    """The hazards of the log, in their order."""
    loaded = yaml.safe_load((root / DATA).read_text(encoding="utf-8"))
    hazards: list[Hazard] = loaded["hazards"]
    return hazards


def problems(hazards: Iterable[Hazard], root: Path = ROOT) -> list[str]:
    """Everything that is wrong: missing fields, risks off the matrix, links that lead nowhere."""
    found: list[str] = []
    seen: set[str] = set()
    for hazard in hazards:
        name = str(hazard.get("id", "a hazard without an id"))
        if name in seen:
            found.append(f"{name}: is there twice")
        seen.add(name)
        found += [f"{name}: {fault}" for fault in _faults(hazard, root)]
    return found


def _faults(hazard: Hazard, root: Path) -> Iterator[str]:
    yield from _field_faults(hazard)
    for name in ("initial", "residual"):
        yield from (f"{name} {fault}" for fault in risk_faults(hazard.get(name)))
    for control in hazard.get("controls") or ():
        yield from _control_faults(control, root)


def _field_faults(hazard: Hazard) -> Iterator[str]:
    for field, kind in FIELDS.items():
        value = hazard.get(field)
        if not isinstance(value, kind) or not value:
            yield f"{field} is missing"
    for field in hazard.keys() - FIELDS.keys():
        yield f"{field} is not a field of the log"
    if hazard.get("status") not in STATUSES:
        yield f"status must be one of: {', '.join(STATUSES)}"
    for field in ADDITIONAL:
        if not (hazard.get("additional") or {}).get(field):
            yield f"additional control {field} is missing"


def risk_faults(given: object) -> Iterator[str]:
    """What is wrong with a `{severity, likelihood, risk}`."""
    if not isinstance(given, dict):
        yield "risk is missing"
        return
    severity, likelihood = given.get("severity"), given.get("likelihood")
    if severity not in SEVERITIES or likelihood not in RISKS:
        yield f"severity {severity!r} or likelihood {likelihood!r} is not in the matrix"
        return
    wanted = RISKS[str(likelihood)][SEVERITIES.index(str(severity))]
    if given.get("risk") != wanted:
        yield f"risk is {given.get('risk')!r}; {severity} and {likelihood} make {wanted}"


def _control_faults(control: dict[str, Any], root: Path) -> Iterator[str]:
    if not control.get("control") or not control.get("code"):
        yield "a control lacks its text or its code"
        return
    if not isinstance(control.get("tests"), list):
        yield f"the control {control['control']!r} must list its tests, or [] for none yet"
        return
    for link in (*control["code"], *control["tests"]):
        fault = link_fault(link, root)
        if fault:
            yield fault
    for link in control["tests"]:
        if not link.startswith("tests/"):
            yield f"{link} is no test"
        elif ".py" in link and "::test_" not in link:
            yield f"{link} names no test function"


def link_fault(link: str, root: Path = ROOT) -> str | None:
    """Why `path` or `path::name` (also `path::Class::name`) leads nowhere; None if it does."""
    path, *names = link.split("::")
    if not (root / path).exists():
        return f"{path} does not exist"
    if names and "::".join(names) not in _defined(root / path):
        return f"{path} defines no {'::'.join(names)}"
    return None


@cache
def _defined(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(_names(tree, ""))


def _names(parent: ast.AST, prefix: str) -> Iterator[str]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from _names(node, f"{prefix}{node.name}::")
