"""Load knowledge: data with sources. An entry without one is refused."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.cues.models import KINDS as ON_CUES
from basehaven.knowledge.done import Done
from basehaven.knowledge.entry import Entry, Reference, Review, Reviewed
from basehaven.knowledge.indicator import Indicator, IndicatorSettings
from basehaven.knowledge.measure import Measures
from basehaven.knowledge.release import Release
from basehaven.knowledge.release_tables import ReleaseTables

__all__ = ["FOLDER", "Entry", "Reference", "Review", "check_entry", "load", "load_as", "load_entry"]

FOLDER = Path(str(files("basehaven.knowledge")))
KINDS: dict[str, type[Reviewed]] = {
    **ON_CUES,
    "done-elsewhere": Done,
    "indicator": Indicator,
    "indicator-settings": IndicatorSettings,
    "measures": Measures,
    "published-release": Release,
    "release-tables": ReleaseTables,
}
"""Entries that say ``kind:`` have a shape of their own."""
E_ = TypeVar("E_", bound=Reviewed)

# The same constructor on either parser; the one in C is ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoDuplicateKeys(_Loader):  # type: ignore[misc]
    """YAML keeps the last of two equal keys in silence; we refuse both."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(
                None, None, f"'{key}' stands twice", key_node.start_mark
            )
        found[key] = loader.construct_object(value_node, deep=True)
    return found


NoDuplicateKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def plain_values(text: str) -> Any:
    """YAML or JSON as plain values, each key once.

    A SafeLoader underneath: it builds plain values only, whatever the file says.

    Raises:
        yaml.YAMLError: not YAML, a key twice, or something else than values.
    """
    loader = NoDuplicateKeys(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _read(path: Path) -> dict[str, Any]:
    try:
        data = plain_values(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeIncomplete(f"{path}: not readable as YAML: {error}. Mend it.") from error
    if not isinstance(data, dict):
        raise KnowledgeIncomplete(f"{path}: not a mapping. Start with 'id:' and 'label:'.")
    if not data.get("references"):
        raise KnowledgeIncomplete(
            f"{path}: no references. Add at least one under 'references:', with what it "
            "supports, or remove the entry."
        )
    return data


def _valid(path: Path, data: dict[str, Any], model: type[E_]) -> E_:
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise KnowledgeIncomplete(f"{path}: '{where}': {first['msg']}. Add or mend it.") from error
    if entry.review.status not in ("draft", "checked"):
        raise KnowledgeIncomplete(f"{path}: review status is 'draft' or 'checked'.")
    if entry.review.status == "checked" and not entry.review.checked_by:
        raise KnowledgeIncomplete(
            f"{path}: checked by nobody. Name the second person, or say draft."
        )
    return entry


def load_as(path: Path, model: type[E_]) -> E_:
    """Read an entry whose kind is known.

    Args:
        path: a YAML file.
        model: the shape it must have.

    Returns:
        The entry.

    Raises:
        KnowledgeIncomplete: not YAML, a key twice, a required part missing or
            of another shape, or no reference. The message names the file, the
            field and the way out.
    """
    return _valid(path, _read(path), model)


def load_entry(path: Path) -> Entry:
    """Read one entry without a kind of its own.

    Args:
        path: a YAML file under ``knowledge``.

    Returns:
        The entry; its own fields are attributes too.

    Raises:
        KnowledgeIncomplete: as :func:`load_as`.
    """
    return load_as(path, Entry)


def check_entry(path: Path) -> Reviewed:
    """Read one entry of whatever kind it says it is.

    Args:
        path: a YAML file under ``knowledge``.

    Returns:
        The entry, in the shape of its kind.

    Raises:
        KnowledgeIncomplete: as :func:`load_as`, or a kind that nobody knows.
    """
    data = _read(path)
    kind = data.get("kind")
    if kind is None:
        return _valid(path, data, Entry)
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        raise KnowledgeIncomplete(
            f"{path}: 'kind': there is no '{kind}'. Known: {', '.join(KINDS)}; or leave it out."
        )
    return _valid(path, data, model)


def load(name: str) -> Entry:
    """Read an entry of the package by its path without ending: ``ssda903/codes``."""
    return load_entry(FOLDER / f"{name}.yaml")
