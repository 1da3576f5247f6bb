"""Write `docs/clinical-safety/hazard-log.md` from the data beside it.

`python -m scripts.hazard_page` writes the page; with `--check` it only compares. Exit status 1: the
data is faulty, or the page is stale.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scripts.hazard_log import (
    ADDITIONAL,
    LIKELIHOODS,
    RISKS,
    ROOT,
    SEVERITIES,
    Hazard,
    problems,
    read,
)

PAGE = Path("docs/clinical-safety/hazard-log.md")


def page(hazards: list[Hazard]) -> str:
    """The whole page as Markdown."""
    parts = [_HEAD, _matrix(), "## All hazards\n", _overview(hazards)]
    parts += [_section(hazard) for hazard in hazards]
    return "\n".join(parts)


_HEAD = """# Hazard log

> **Not signed off.** No Clinical Safety Officer has reviewed, rated or accepted anything on this
> page. The ratings are the developers' own first estimate. Do not put Fingerpost in front of the
> public on the strength of it.

This page is made from `hazard-log.yml` by `python -m scripts.hazard_page`. Change the data, not
the page. A test fails when a link to code or to a test is dead, or when the page is stale.

It follows the fields of DCB0129: hazard, causes, effect, harm, controls, ratings, owner, status
and evidence. An organisation that deploys Fingerpost needs its own log under DCB0160. Each control
names the code that does it and the test that proves it. Where there is no test, it says **no test
yet**.

"Residual" is the risk with the controls that are in the code **today**. The additional controls are
still to be done and lower nothing yet.
"""


_MATRIX_NOTE = """1 and 2: acceptable. 3: reduce it, or say why not. 4: must be reduced. 5: not
acceptable.

The matrix is written from memory of the NHS template. Published copies differ: the Clinical Safety
Officer must put the official one in its place.
"""


def _matrix() -> str:
    head = "| likelihood | " + " | ".join(SEVERITIES) + " |"
    rows = [
        f"| {likelihood} | {' | '.join(map(str, RISKS[likelihood]))} |"
        for likelihood in reversed(LIKELIHOODS)
    ]
    line = "|---|" + "---|" * len(SEVERITIES)
    return "\n".join(
        [
            "## Ratings\n",
            head,
            line,
            *rows,
            "",
            _MATRIX_NOTE,
        ]
    )


def _overview(hazards: list[Hazard]) -> str:
    rows = [
        f"| [{each['id']}](#{_anchor(each)}) | {each['hazard']} | {each['initial']['risk']} "
        f"| {each['residual']['risk']} | {each['status']} | {_tested(each)} |"
        for each in hazards
    ]
    head = "| id | hazard | initial risk | residual risk | status | controls with a test |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows, ""])


def _tested(hazard: Hazard) -> str:
    tested = sum(bool(control["tests"]) for control in hazard["controls"])
    return f"{tested} of {len(hazard['controls'])}"


def _anchor(hazard: Hazard) -> str:
    title = f"{hazard['id']} {hazard['hazard']}".lower()
    return "".join(c for c in title if c.isalnum() or c in " -").replace(" ", "-")


def _section(hazard: Hazard) -> str:
    causes = "\n".join(f"- {cause}" for cause in hazard["causes"])
    controls = "\n".join(_control(control) for control in hazard["controls"])
    additional = "\n".join(
        f"- {name.capitalize()}: {_line(hazard['additional'][name])}" for name in ADDITIONAL
    )
    return (
        f"## {hazard['id']} {hazard['hazard']}\n\n{_line(hazard['description'])}\n\n"
        f"**Causes**\n\n{causes}\n\n"
        f"**Effect.** {_line(hazard['effect'])}\n\n**Clinical harm.** {_line(hazard['harm'])}\n\n"
        f"**Initial rating.** {_rating(hazard['initial'])}\n\n"
        f"**Controls in the code**\n\n{controls}\n\n"
        f"**Additional controls, still to be done**\n\n{additional}\n\n"
        f"**Residual rating.** {_rating(hazard['residual'])}\n\n"
        f"**Owner.** {hazard['owner']}\n\n**Status.** {hazard['status']}\n\n"
        f"**Evidence.** {_line(hazard['evidence'])}\n"
    )


def _control(control: dict[str, Any]) -> str:
    code = ", ".join(_link(link) for link in control["code"])
    tests = ", ".join(_link(link) for link in control["tests"]) or "**no test yet**"
    return f"- {_line(control['control'])}\n  - Code: {code}\n  - Test: {tests}"


def _link(link: str) -> str:
    return f"[`{link}`](../../{link.split('::')[0]})"


def _rating(rating: dict[str, Any]) -> str:
    return (
        f"Severity {rating['severity']}, likelihood {rating['likelihood']}: risk {rating['risk']}."
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Write or check the page; 1 when something is wrong, told line by line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    hazards = read()
    found = problems(hazards)
    if not found:
        made = page(hazards)
        if not options.check:
            (ROOT / PAGE).write_text(made, encoding="utf-8")
        elif (ROOT / PAGE).read_text(encoding="utf-8") != made:
            found = [f"{PAGE} is stale: run python -m scripts.hazard_page"]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
