"""Whether the files on cues fit together: every id that is named exists, every word may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import BaseModel

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.cues.models import (
    Banned,
    CueRow,
    Escalation,
    Needs,
    OnCues,
    Phrases,
    ReportingSteps,
    Settings,
    Sources,
    Vocabulary,
)
from basehaven.knowledge.cues.words import LANGUAGES, Supports, Words
from basehaven.knowledge.load import load_as

ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Files:
    """Everything on cues in one folder, as it was read."""

    sources: Sources
    vocabulary: Vocabulary
    needs: Needs
    escalation: Escalation
    reporting: ReportingSteps
    settings: Settings
    phrases: Phrases
    banned: Banned
    rows: tuple[tuple[Path, CueRow], ...]


def read_files(folder: Path) -> Files:
    """Read the files on cues of one folder.

    Args:
        folder: holds ``vocabulary.yaml`` and its companions, and ``rows/``.

    Returns:
        The files, each whole in itself; rows by id.

    Raises:
        KnowledgeIncomplete: a file is missing or has another shape.
    """
    models: dict[str, type[OnCues]] = {
        "sources": Sources,
        "vocabulary": Vocabulary,
        "needs": Needs,
        "escalation": Escalation,
        "reporting": ReportingSteps,
        "settings": Settings,
        "phrases": Phrases,
        "banned": Banned,
    }
    read: dict[str, Any] = {}
    for name, model in models.items():
        path = folder / f"{name}.yaml"
        if not path.is_file():
            raise KnowledgeIncomplete(f"{path}: missing. The files on cues only work together.")
        read[name] = load_as(path, model)
    rows = [(path, load_as(path, CueRow)) for path in sorted((folder / ROWS).glob("*.yaml"))]
    return Files(rows=tuple(sorted(rows, key=lambda row: row[1].id)), **read)


def problems(files: Files, folder: Path) -> Iterator[str]:
    """What does not fit together, each with its file, its field and the way out."""
    cues = {cue.id for group in files.vocabulary.groups for cue in group.cues}
    needs = {need.id for need in files.needs.needs}
    sources = {reference.id for reference in files.sources.references}
    yield from _twice(files.rows)
    for path, row in files.rows:
        named = [*row.cues.one_of, *row.cues.and_one_of, *row.cues.better_with]
        yield from _unknown(path, "cues", named, cues, "vocabulary.yaml")
        yield from _unknown(path, "may_mean", [m.need for m in row.may_mean], needs, "needs.yaml")
        yield from _unknown(path, "evidence", [row.evidence], set(files.phrases.evidence),
                            "phrases.yaml")  # fmt: skip
    banned = banned_words(files.banned)
    for path, entry in _entries(files, folder):
        yield from _unknown(path, "references", _sources_of(entry), sources, "sources.yaml")
        yield from _forbidden(path, entry, banned)
    yield from _of_rules(files, folder / "escalation.yaml", cues)
    yield from _of_phrases(files.phrases, folder / "phrases.yaml")


def _entries(files: Files, folder: Path) -> Iterator[tuple[Path, OnCues]]:
    for field in fields(files):
        if field.name not in (ROWS, "banned", "sources"):
            yield folder / f"{field.name}.yaml", getattr(files, field.name)
    yield from files.rows


def _twice(rows: Iterable[tuple[Path, CueRow]]) -> Iterator[str]:
    first: dict[str, Path] = {}
    for path, row in rows:
        if row.id in first:
            yield f"{path}: 'id': '{row.id}' is also {first[row.id].name}. Give it another."
        first.setdefault(row.id, path)


def _unknown(
    path: Path, field: str, named: Iterable[str], known: set[str], where: str
) -> Iterator[str]:
    for each in sorted(set(named) - known):
        yield f"{path}: '{field}': '{each}' is not in {where}. Add it there, or use one that is."


def _parts(value: Any) -> Iterator[BaseModel]:
    """A model and every model inside it."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _parts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _parts(each)


def _sources_of(entry: OnCues) -> list[str]:
    parts = list(_parts(entry))
    named = [part.id for part in parts if isinstance(part, Supports)]
    return named + [source for part in parts for source in getattr(part, "sources", ())]


def _forbidden(path: Path, entry: OnCues, banned: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    for part in _parts(entry):
        if not isinstance(part, Words):
            continue
        for language, said in (("en", part.en), ("es", part.es)):
            for found in banned[language].finditer(said):
                yield (
                    f"{path}: '{said}': '{found.group()}' is in banned.yaml. Say what is seen, "
                    "or what may be needed."
                )


def banned_words(banned: Banned) -> dict[str, re.Pattern[str]]:
    """The banned list as one pattern for each language.

    >>> from basehaven.knowledge.cues.models import BannedWord
    >>> word = BannedWord(language="en", word="manipulat*", because="deficit")
    >>> patterns = banned_words(Banned.model_construct(words=[word]))
    >>> patterns["en"].search("So Manipulative.").group()
    'Manipulative'
    """
    patterns = {}
    for language in LANGUAGES:
        words = [_pattern(each.word) for each in banned.words if each.language == language]
        patterns[language] = re.compile("|".join(words) or r"(?!)", re.IGNORECASE)
    return patterns


def _pattern(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    body = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    return rf"\b{body}{ending}\b"


def _of_rules(files: Files, path: Path, cues: set[str]) -> Iterator[str]:
    for rule in files.escalation.rules:
        yield from _unknown(path, f"{rule.id}.cues", rule.cues, cues, "vocabulary.yaml")
        yield from _unknown(path, f"{rule.id}.who", rule.who, set(files.escalation.who), "'who'")
        yield from _unknown(
            path, f"{rule.id}.within", [rule.within], set(files.escalation.within), "'within'"
        )
    spoken = {cue for _, row in files.rows for cue in (*row.cues.one_of, *row.cues.and_one_of)}
    spoken |= {cue for rule in files.escalation.rules for cue in rule.cues}
    helps = {cue for _, row in files.rows for cue in row.cues.better_with}
    for group in files.vocabulary.groups:
        for cue in group.cues:
            if cue.id not in spoken | helps and not cue.glad:
                yield (
                    f"{path.with_name('vocabulary.yaml')}: '{cue.id}': no row and no rule asks "
                    "for it. Use it, mark it 'glad: true', or take it out."
                )


def _of_phrases(phrases: Phrases, path: Path) -> Iterator[str]:
    for name, words in phrases.phrases.items():
        places = [
            {place for _, place, _, _ in Formatter().parse(said) if place}
            for said in (words.en, words.es)
        ]
        if places[0] != places[1]:
            yield f"{path}: '{name}': the places in braces differ between en and es."
