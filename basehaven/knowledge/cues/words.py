"""Words in every language we speak, and the small parts that entries on cues share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LANGUAGES = ("en", "es")
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Strict(BaseModel):
    """A field that is not known is a mistake, and is named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """The same thing said in English and in Spanish: neither may be empty."""

    en: Line
    es: Line

    def of(self, language: str) -> str:
        """The words in one language."""
        return self.es if language == "es" else self.en


class Supports(Strict):
    """A source by its key in ``sources.yaml``, and what it supports here."""

    id: Line
    supports: Line


class Setting(Strict):
    """A number that nobody has published: who chose it, and what is doubtful about it."""

    value: float = Field(ge=0)
    unit: Line
    because: Line
    doubt: Line
