"""The description of one tabular source: which column holds what, and what to leave out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from directory.domain.errors import ImportRejected, UnknownSource
from directory.domain.needs import Need
from directory.domain.service import AccessMode, Confidence, Cost

MAPPINGS = Path(__file__).parent / "mappings"

Columns = Annotated[
    tuple[str, ...], BeforeValidator(lambda found: (found,) if isinstance(found, str) else found)
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fields(_Part):
    """The columns of each field; several are joined with commas. Those named must be there."""

    name: Columns
    organization: Columns = ()
    description: Columns = ()
    address: Columns = ()
    postcode: Columns = ()
    latitude: Columns = ()
    longitude: Columns = ()
    district: Columns = ()
    phone: Columns = ()
    email: Columns = ()
    url: Columns = ()
    ods_code: Columns = ()


class Fixed(_Part):
    """What is the same for every row of the source."""

    category: str
    subcategory: str
    needs: tuple[Need, ...]
    organization: str = ""
    description: str = ""
    access: tuple[AccessMode, ...] = ()
    eligibility: str | None = None
    cost: Cost = Cost.UNKNOWN
    confidence: Confidence = Confidence.MEDIUM
    sensitive: bool = False


class Condition(_Part):
    """Rows of which a column holds one of `is`, or none of `is_not`, and why they are left out."""

    column: str
    among: tuple[str, ...] = ()
    not_among: tuple[str, ...] = ()
    because: str = ""

    @model_validator(mode="before")
    @classmethod
    def _names(cls, plain: dict[str, object]) -> dict[str, object]:
        renamed = {"is": "among", "is_not": "not_among"}
        return {renamed.get(name, name): value for name, value in plain.items()}

    def holds(self, row: dict[str, str]) -> bool:
        """Whether the condition is met by the row."""
        value = row[self.column].strip()
        return value in self.among or bool(self.not_among and value not in self.not_among)


class Mapping(_Part):
    """One source, as its file under `mappings/` describes it."""

    feed: str
    title: str
    licence: str
    url: str | None = None
    encoding: str = "utf-8-sig"
    precedence: int = 0
    key: str
    columns: Fields
    hours: tuple[str, ...] = ()
    """The seven columns of the week, Monday first."""
    fixed: Fixed
    drop: tuple[Condition, ...] = ()
    closed: Condition | None = None
    only_kent_and_medway: bool = False
    facts_from: dict[str, date] = {}

    @model_validator(mode="after")
    def _a_week_has_seven_days(self) -> Mapping:
        if len(self.hours) not in (0, 7):
            raise ValueError("hours must name seven columns, Monday first")
        return self

    def needed_columns(self) -> set[str]:
        """Every column that a file of this source must have."""
        named = {column for columns in dict(self.columns).values() for column in columns}
        conditions = [*self.drop, *([self.closed] if self.closed else [])]
        return {self.key, *named, *self.hours, *(each.column for each in conditions)}


def source_names() -> list[str]:
    """The names of the sources that can be imported."""
    return sorted(path.stem for path in MAPPINGS.glob("*.yml"))


def load_mapping(name: str) -> Mapping:
    """The mapping of a source. Raises `UnknownSource`, or `ImportRejected` for a wrong file."""
    if name not in source_names():
        raise UnknownSource(
            f"There is no source named {name!r}. There are: {', '.join(source_names())}."
        )
    plain = yaml.safe_load((MAPPINGS / f"{name}.yml").read_text(encoding="utf-8"))
    try:
        return Mapping.model_validate({"feed": name, **plain})
    except ValidationError as error:
        raise ImportRejected(f"The mapping {name}.yml is wrong: {error}") from error
