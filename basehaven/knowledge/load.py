"""Load knowledge: data with sources. An entry without one is refused."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from basehaven.core.errors import KnowledgeIncomplete

FOLDER = Path(str(files("basehaven.knowledge")))


class Reference(BaseModel):
    """One source. ``citation`` None says aloud that there is none yet."""

    model_config = ConfigDict(extra="forbid")

    id: str
    supports: str
    citation: str | None
    href: str | None = None


class Review(BaseModel):
    """Who wrote an entry and who checked it against its source."""

    model_config = ConfigDict(extra="forbid")

    status: str  # draft | checked
    written_by: str | None
    checked_by: str | None
    next_review: date | None


class Entry(BaseModel):
    """What every entry has; each kind of knowledge adds its own fields."""

    model_config = ConfigDict(extra="allow")

    id: str
    label: str
    references: list[Reference]
    review: Review


class _NoDuplicateKeys(yaml.SafeLoader):
    """YAML keeps the last of two equal keys in silence; we refuse both."""


def _mapping(loader: _NoDuplicateKeys, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(
                None, None, f"'{key}' stands twice", key_node.start_mark
            )
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_NoDuplicateKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _plain_values(text: str) -> Any:
    """A SafeLoader underneath: it builds plain values only, whatever the file says."""
    loader = _NoDuplicateKeys(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def load_entry(path: Path) -> Entry:
    """Read one entry.

    Args:
        path: a YAML file under ``knowledge``.

    Returns:
        The entry; fields of its own kind are attributes too.

    Raises:
        KnowledgeIncomplete: not YAML, a key twice, a required part missing, or
            no reference. The message names the file and the way out.
    """
    try:
        data = _plain_values(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeIncomplete(f"{path}: not readable as YAML: {error}. Mend it.") from error
    if not isinstance(data, dict):
        raise KnowledgeIncomplete(f"{path}: not a mapping. Start with 'id:' and 'label:'.")
    if not data.get("references"):
        raise KnowledgeIncomplete(
            f"{path}: no references. Add at least one under 'references:', with what it "
            "supports, or remove the entry."
        )
    try:
        entry = Entry.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeIncomplete(f"{path}: '{where}': {first['msg']}. Add or mend it.") from error
    if entry.review.status not in ("draft", "checked"):
        raise KnowledgeIncomplete(f"{path}: review status is 'draft' or 'checked'.")
    if entry.review.status == "checked" and not entry.review.checked_by:
        raise KnowledgeIncomplete(
            f"{path}: checked by nobody. Name the second person, or say draft."
        )
    return entry


def load(name: str) -> Entry:
    """Read an entry of the package by its path without ending: ``ssda903/codes``."""
    return load_entry(FOLDER / f"{name}.yaml")
