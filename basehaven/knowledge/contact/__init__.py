"""Knowledge about contact: when a gap in it is long enough to be spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.core.relationships.silence import SilenceRule
from basehaven.knowledge.load import FOLDER, load_entry


class _Band(BaseModel):
    """The numbers for one age, with why they may be wrong."""

    model_config = ConfigDict(extra="forbid")

    from_months: int = Field(ge=0)
    gaps: float = Field(gt=0)
    least_days: int = Field(ge=1)
    doubt: str = Field(min_length=1)


class _Silence(BaseModel):
    bands: list[_Band] = Field(min_length=1)
    unknown_age_months: int = Field(ge=0)
    least_times: int = Field(ge=2)


@dataclass(frozen=True, slots=True)
class SilenceRules:
    """Rules by age, the first from 0 months, and which age to take if it is not known."""

    rules: tuple[SilenceRule, ...]
    unknown_age_months: int


@cache
def silence_rules(path: str = "") -> SilenceRules:
    """Read the rules that come with the package, or a team's own.

    Args:
        path: a team's own entry, of the same parts as ``contact/silence.yaml``;
            empty for the package's.

    Raises:
        KnowledgeIncomplete: not there, a part missing or out of range, no
            source, or no band from birth on.
    """
    file = Path(path) if path else FOLDER / "contact" / "silence.yaml"
    if not file.is_file():
        raise KnowledgeIncomplete(
            f"{file}: no such file. Copy {FOLDER / 'contact' / 'silence.yaml'} there and change it."
        )
    entry = load_entry(file)
    try:
        said = _Silence.model_validate(entry.model_extra or {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeIncomplete(f"{file}: '{where}': {first['msg']}. Add or mend it.") from error
    if min(band.from_months for band in said.bands) > 0:
        raise KnowledgeIncomplete(f"{file}: no band begins at birth. Add one with from_months: 0.")
    rules = tuple(
        SilenceRule(band.from_months, band.gaps, band.least_days, said.least_times)
        for band in said.bands
    )
    return SilenceRules(rules, said.unknown_age_months)
