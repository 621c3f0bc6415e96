"""Collect the words to translate, compile the translations, or `--check` that both are done.

Django's own commands need the gettext programs; this needs only Babel.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "basehaven"
LANGUAGES = ("es",)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "_lazy", "_now", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
ALIAS = re.compile(r"\b([np]*gettext(?:_lazy|_noop)?) as (\w+)")  # as _lazy, as _now
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # a date in the file would make each one differ
PLACES = re.compile(r"%\(\w+\)[a-z]|%[sd]|{\w*}")


def catalogue_path(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def found() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Each message with the file that says it: (file, message or forms, context)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _in(path, path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        yield from _in(path, _as_code(path))


def _as_code(path: Path) -> str:
    """A template as Django shows it to gettext: calls stay, all else is blanked out."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    calls = re.compile(
        r"\b(?:[np]?gettext|npgettext|_)\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*\)"
    )
    return "\n".join(
        re.sub(r"(?<=[(,])\s*u(?=['\"])", "", found.group()) for found in calls.finditer(code)
    )


def _in(path: Path, code: str) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    name = str(path.relative_to(ROOT))
    keywords = KEYWORDS | {alias: KEYWORDS[said] for said, alias in ALIAS.findall(code)}
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(code.encode()), keywords=keywords
    ):
        if message:
            yield name, message, context


def template_catalogue() -> Catalog:
    catalogue = Catalog(fuzzy=False, creation_date=ALWAYS)
    for name, message, context in found():
        catalogue.add(message, locations=[(name, 0)], context=context)
    return catalogue


def read(language: str) -> Catalog:
    path = catalogue_path(language)
    catalogue = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = "Basehaven", ""
    catalogue.creation_date = catalogue.revision_date = ALWAYS
    catalogue.header_comment = f"# Basehaven in {catalogue.locale_identifier}. Apache-2.0."
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    return catalogue


def written(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(
        out, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
    )
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def write(language: str) -> None:
    catalogue = read(language)
    catalogue.update(template_catalogue(), no_fuzzy_matching=True)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(read(language)))
    lacking = [message for message in catalogue if message.id and not _is_whole(message)]
    print(f"{language}: {len(catalogue)} messages, {len(lacking)} to translate")


def _is_whole(message: Message) -> bool:
    said = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(said) and all(said)


def problems(language: str) -> Iterator[str]:
    """What keeps a language from being whole; each names the message and the way out."""
    catalogue, said = read(language), template_catalogue()
    for message in said:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        mine = catalogue.get(key, message.context)
        if mine is None or not _is_whole(mine):
            yield f"not translated: {key!r} ({message.locations[0][0]})"
        elif mine.fuzzy:
            yield f"marked as unsure: {key!r}"
        else:
            yield from _lost_places(key, mine)
    known = {(m.id[0] if isinstance(m.id, tuple) else m.id, m.context) for m in said}
    for message in catalogue:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if message.id and (key, message.context) not in known:
            yield f"no longer said anywhere: {key!r}"
    path = catalogue_path(language).with_suffix(".mo")
    if not path.exists() or path.read_bytes() != compiled(catalogue):
        yield f"{path.name} is older than its .po"


def _lost_places(key: str, message: Message) -> Iterator[str]:
    ids = message.id if isinstance(message.id, tuple | list) else [message.id]
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    allowed = set(PLACES.findall(" ".join(ids)))
    must = set(PLACES.findall(ids[-1]))
    for string in strings:
        here = set(PLACES.findall(string))
        if here - allowed or (string == strings[-1] and must - here):
            yield f"places differ: {key!r} became {string!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; say what is missing")
    check = parser.parse_args().check
    wrong = 0
    for language in LANGUAGES:
        if not check:
            write(language)
            continue
        for problem in problems(language):
            wrong += 1
            if wrong <= 40:
                print(f"{language}: {problem}")
    if wrong:
        print(f"error: {wrong} things to translate. Run tools/translate.py, fill basehaven/locale.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
