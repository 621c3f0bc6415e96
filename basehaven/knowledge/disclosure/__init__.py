"""Knowledge about disclosure: which counts each jurisdiction hides, and how it rounds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from basehaven.core.disclosure import Rules
from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.load import FOLDER, Entry, load_entry

DEFAULT = "default"


class _Number(BaseModel):
    """A number of the rules, with why it may be wrong."""

    model_config = ConfigDict(extra="forbid")

    value: int = Field(ge=0)
    doubt: str = Field(min_length=1)


class _Yes(BaseModel):
    """A choice of the rules, with why it may be wrong."""

    model_config = ConfigDict(extra="forbid")

    value: bool
    doubt: str = Field(min_length=1)


class _Rules(BaseModel):
    hidden_from: _Number
    hidden_to: _Number
    rounding: _Number
    least_base: _Number
    least_possible: _Number
    zeros_shown: _Yes


@cache
def disclosure_rules(name: str = DEFAULT) -> Rules:
    """Read a jurisdiction's rules.

    Args:
        name: of an entry of the package, such as ``default``, or the path of an
            agency's own file with the same parts.

    Returns:
        The rules, for :func:`basehaven.core.disclosure.protect`.

    Raises:
        KnowledgeIncomplete: not there, a part missing or out of range, or no source.
    """
    file, entry = _entry(name)
    try:
        said = _Rules.model_validate(entry.model_extra or {})
        return Rules(
            hidden_from=said.hidden_from.value,
            hidden_to=said.hidden_to.value,
            rounding=said.rounding.value,
            least_base=said.least_base.value,
            least_possible=said.least_possible.value,
            zeros_shown=said.zeros_shown.value,
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeIncomplete(f"{file}: '{where}': {first['msg']}. Add or mend it.") from error
    except ValueError as error:
        raise KnowledgeIncomplete(f"{file}: {error} Mend it.") from error


def _entry(name: str) -> tuple[Path, Entry]:
    file = Path(name) if _is_own(name) else FOLDER / "disclosure" / f"{name}.yaml"
    if not file.is_file():
        raise KnowledgeIncomplete(
            f"{file}: no such file. There are: {', '.join(disclosure_names())}; or name your own."
        )
    return file, load_entry(file)


def _is_own(name: str) -> bool:
    return name.endswith(".yaml")


def published_name(name: str) -> str:
    """What rules are called where everybody reads it: an own file by its id, never by its path.

    >>> published_name("default")
    'default'
    """
    return _entry(name)[1].id if _is_own(name) else name


def disclosure_names() -> list[str]:
    """Names of the rules that come with the package."""
    return sorted(path.stem for path in (FOLDER / "disclosure").glob("*.yaml"))
