"""What the comfort order goes by: its settings, its words, and the questions for adults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from basehaven.core.errors import KnowledgeIncomplete, WrongSetting
from basehaven.core.relationships.comfort.interview import Question
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.core.relationships.comfort.settings import ComfortSettings
from basehaven.knowledge.load import Entry, load

LANGUAGES = ("en", "es")
NEEDS = {"setting": "doubt", "convention": "because"}
ASKS_FOR = ("people", "sureness")


@dataclass(frozen=True, slots=True)
class Setting:
    """One number, with its label and why it may be wrong."""

    id: str
    label: str
    value: float
    at_least: float
    at_most: float
    why: str
    whole: bool = False


@cache
def comfort_entry() -> Entry:
    """The entry of the settings: its caution, sources and whether it is a draft."""
    return load("comfort/order")


@cache
def comfort_settings_listed() -> tuple[Setting, ...]:
    """Every setting with its doubt, as ``comfort/order.yaml`` lists them.

    Raises:
        KnowledgeIncomplete: one without its doubt, or out of its own limits.
    """
    listed = tuple(_setting(given) for given in _own(comfort_entry())["settings"])
    for setting in listed:
        _check(setting, setting.value, KnowledgeIncomplete, "comfort/order.yaml: ")
    return listed


def comfort_settings(changes: Mapping[str, float] | None = None) -> ComfortSettings:
    """The settings to work with.

    Args:
        changes: other values, by the setting's name.

    Returns:
        The settings of knowledge, changed.

    Raises:
        WrongSetting: no setting of that name, or a value outside its limits.
    """
    known = {setting.id: setting for setting in comfort_settings_listed()}
    values = {name: setting.value for name, setting in known.items()}
    for name, value in (changes or {}).items():
        if name not in known:
            raise WrongSetting(f"There is no setting '{name}'. There are: {', '.join(known)}.")
        _check(known[name], value, WrongSetting)
        values[name] = value
    whole = {name: int(v) if known[name].whole else float(v) for name, v in values.items()}
    return ComfortSettings(**whole)  # type: ignore[arg-type] # whole where it is asked for


@cache
def comfort_questions() -> tuple[Question, ...]:
    """The nine questions, in the order in which they are asked.

    Raises:
        KnowledgeIncomplete: one without its words in a language.
    """
    return tuple(_question(given) for given in _own(load("comfort/questions"))["questions"])


def comfort_phrases(
    language: str,
    names: Mapping[str, str] | None = None,
    day: Callable[[date], str] = date.isoformat,
) -> Phrases:
    """The words for one reader.

    Args:
        language: one of ``LANGUAGES``; another gets English.
        names: adult id -> what this reader may see as their name; "a teacher" for
            somebody whose name they may not see, since without any the id is said.
        day: a day in words.
    """
    return Phrases(_texts(language if language in LANGUAGES else "en"), names or {}, day)


@cache
def _texts(language: str) -> dict[str, tuple[str, str]]:
    return _whole(_own(load("comfort/words"))["phrases"], language)


def _whole(phrases: Mapping[str, Any], language: str) -> dict[str, tuple[str, str]]:
    texts = {}
    for name, given in phrases.items():
        missing = [wanted for wanted in LANGUAGES if not given.get(wanted)]
        if missing:
            raise KnowledgeIncomplete(
                f"comfort/words.yaml: '{name}' has no words in {', '.join(missing)}. Add them."
            )
        fields = [_fields(given[wanted]) for wanted in LANGUAGES]
        if any(other != fields[0] for other in fields):
            raise KnowledgeIncomplete(
                f"comfort/words.yaml: '{name}' has other fields in braces in one language than in "
                "the other. Use the same."
            )
        texts[name] = _forms(given[language])
    return texts


def _forms(text: str | Mapping[str, str]) -> tuple[str, str]:
    return (text, text) if isinstance(text, str) else (text["one"], text["other"])


def _fields(text: str | Mapping[str, str]) -> set[str]:
    """Of the form for many: the form for one may leave out what is the same there."""
    return {name for _, name, _, _ in Formatter().parse(_forms(text)[1]) if name}


def _own(entry: Entry) -> dict[str, Any]:
    return entry.model_extra or {}


def _setting(given: Mapping[str, Any]) -> Setting:
    why = given.get(NEEDS.get(given.get("kind", ""), ""))
    if not why:
        raise KnowledgeIncomplete(
            f"comfort/order.yaml: '{given.get('id')}' is a setting with a 'doubt:' or a "
            "convention with a 'because:'. Add it."
        )
    return Setting(
        id=given["id"],
        label=given["label"],
        value=given["value"],
        at_least=given["at_least"],
        at_most=given["at_most"],
        why=" ".join(why.split()),
        whole=given.get("whole", False),
    )


def _check(setting: Setting, value: float, error: type[Exception], where: str = "") -> None:
    if not setting.at_least <= value <= setting.at_most:
        raise error(
            f"{where}{setting.id} goes from {setting.at_least:g} to {setting.at_most:g}; "
            f"{value:g} does not fit."
        )
    if setting.whole and value != int(value):
        raise error(f"{where}{setting.id} is a whole number; {value:g} is none.")


def _question(given: Mapping[str, Any]) -> Question:
    missing = [language for language in LANGUAGES if not given.get(language)]
    if missing or given.get("asks_for") not in ASKS_FOR:
        raise KnowledgeIncomplete(
            f"comfort/questions.yaml: '{given.get('id')}' needs its words in "
            f"{', '.join(LANGUAGES)} and 'asks_for' one of {', '.join(ASKS_FOR)}."
        )
    words = {language: given[language] for language in LANGUAGES}
    return Question(given["id"], given["asks_for"], given["lane"], words)
