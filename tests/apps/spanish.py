"""Finding what a Spanish page says in English.

A text of a page, and what a screen reader is told, must differ between the two
languages, once the record's own words (names, addresses, what people wrote) are taken
out. Where it does differ, no English word of ours may be left in it.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from tests.architecture.house import ROOT

# The same in both languages, and rightly so.
SAME = {
    "Basehaven", "English", "Español", "CSV", "Parquet", "SSDA903", "JSON", "XML", "PDF", "zip",
    "doula", "Doula", "Id", "no", "demo", "Mar", "Jun", "Jul", "Sep", "Oct", "Nov", "Aug", "h",
    "hospital", "Error", "video", "No",
}  # fmt: skip
# Words that are English and Spanish both, or that a Spanish page may hold all the same.
SHARED_WORDS = {
    "basehaven", "english", "español", "demo", "parquet", "json", "animal", "control", "doula",
    "hospital", "error", "final", "general", "legal", "mama", "normal", "original", "personal",
    "plan", "regular", "social", "total", "actual", "video", "come", "dates", "base", "once", "sea",
    "son", "sin", "den", "use", "par", "pan", "ago", "may",
}  # fmt: skip
ATTRIBUTES = ("title", "alt", "placeholder", "aria-label", "aria-valuetext", "aria-description")
NO_PAGE = (302, 404, 405)
QUIET = ("script", "style")


class Texts(HTMLParser):
    """Everything on a page that a person reads or hears."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag in QUIET or given.get("translate") == "no":
            self.inside.append(tag)
        self.found += [given[name] for name in ATTRIBUTES if given.get(name)]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.found.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and data.strip():
            self.found.append(" ".join(data.split()))


def written_by_people() -> list[str]:
    """Every text that the record holds: names, addresses, purposes, sources."""
    found: set[str] = set()
    for label in ("accounts", "record", "consent", "room", "intake"):
        for model in apps.get_app_config(label).get_models():
            fields = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.JSONField | models.TextField)
                and not field.choices
            ]
            for row in model._base_manager.values_list(*fields) if fields else ():
                found |= set(_leaves(row))
    parts = {part for text in found for part in (text, *text.split())}
    return sorted((part for part in parts if len(part) > 1), key=len, reverse=True)


def _leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [leaf for each in value for leaf in _leaves(each)] if hasattr(value, "__iter__") else []


def pattern_of_people() -> re.Pattern[str]:
    each = "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in written_by_people())
    return re.compile(each)


@cache
def of_ours(text: str, people: re.Pattern[str]) -> str:
    """A text less what people wrote and what has no language."""
    bare = re.sub(r"[^\W\d_]+…", " ", people.sub(" ", text))  # names that the map shortens
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if word not in SAME]
    return " ".join(word for word in words if len(word) > 1)


@cache
def english_words() -> frozenset[str]:
    """Words of our English messages that no Spanish message has."""
    from babel.messages.pofile import read_po

    path = ROOT / "basehaven/locale/es/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="es")
    english, spanish = set(), set()
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else message.id
        said = [message.string] if isinstance(message.string, str) else message.string
        english |= {word for text in ids for word in words_in(text)}
        spanish |= {word for text in said for word in words_in(text)}
    return frozenset(english - spanish - SHARED_WORDS)


def words_in(text: str) -> set[str]:
    plain = re.sub(r"%\(\w+\)[sd]|<[^>]+>", " ", text)
    return {word.lower() for word in re.findall(r"[^\W\d_]{3,}", plain)}


def in_language(client: Any, language: str, url: str, typed: dict[str, str] | None) -> Any:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with transaction.atomic(), transaction.atomic("looks"):
        response = client.get(url) if typed is None else client.post(url, typed)
        response.content  # noqa: B018 - rendered before everything is taken back
        transaction.set_rollback(True)
        transaction.set_rollback(True, "looks")
    return response


def left_in_english(client: Any, url: str, people: re.Pattern[str], typed: Any) -> set[str]:
    """Texts that the page says alike in both, and English words in what it says in Spanish."""
    spanish = in_language(client, "es", url, typed)
    if spanish.status_code in NO_PAGE or "text/html" not in spanish.get("Content-Type", ""):
        return set()
    pages = {"es": spanish, "en": in_language(client, "en", url, typed)}
    said = {
        language: [of_ours(text, people) for text in Texts(page.content.decode()).found]
        for language, page in pages.items()
    }
    both = (set(said["en"]) & set(said["es"])) - {""}
    words = {
        f"…{word}…" for text in said["es"] for word in sorted(words_in(text) & english_words())
    }
    return both | words
