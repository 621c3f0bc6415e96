"""basehaven read-cues: several readings of what was seen, from a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from basehaven.cli.read_cues_words import lines, vocabulary_lines
from basehaven.exchange.moments.read import Vignette, read_moments
from basehaven.knowledge.cues.library import Library, Trust, library
from basehaven.knowledge.cues.said import Said
from basehaven.knowledge.cues.say import say
from basehaven.knowledge.cues.words import LANGUAGES


def _known_rows(
    ctx: click.Context, param: click.Parameter, rows: tuple[str, ...]
) -> frozenset[str]:
    known = library().entries
    for row in rows:
        if row not in known:
            raise click.BadParameter(f"there is no row '{row}'. There are {', '.join(known)}.")
    return frozenset(rows)


@click.command("read-cues")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="en", show_default=True,
    help="Language of what is said.",
)  # fmt: skip
@click.option(
    "--rows", "trust", type=click.Choice(["checked", "sourced", "all"]), default="sourced",
    show_default=True,
    help="Which rows may speak. checked: read against their sources by a second person. sourced: "
    "drafts from research or guidelines too. all: those that wait for a clinician too.",
)  # fmt: skip
@click.option(
    "--turn-on", "turned_on", multiple=True, metavar="ROW", callback=_known_rows,
    help="A row that may speak as well, such as K17. Can be said several times.",
)  # fmt: skip
@click.option("--all", "all_", is_flag=True, help="Every reading, not the first four alone.")
@click.option("--words", is_flag=True, help="List the cues that may stand in a file, and stop.")
def read_cues(
    file: Path | None,
    as_json: bool,
    language: str,
    trust: Trust,
    turned_on: frozenset[str],
    all_: bool,
    words: bool,
) -> None:
    """Say what the moments in FILE (YAML or JSON) may be asking for.

    Several guesses with their reasons, what to try and what better not to do, or
    that it is not enough to say. Never a verdict. Nothing is kept.

    Exit codes: 0 done, 2 wrong usage, 4 not readable.
    """
    known = library()
    if words:
        click.echo("\n".join(vocabulary_lines(known, language)))
        return
    if file is None:
        raise click.UsageError("Say which FILE to read, or --words to list the cues.")
    on = known.on(trust) | turned_on
    said = [
        (each, _say(known, each, on, language)) for each in read_moments(file, known.cues.keys())
    ]
    if as_json:
        moments = [_as_values(each, one) for each, one in said]
        click.echo(
            json.dumps(
                {"language": language, "rows": trust, "moments": moments},
                ensure_ascii=False, indent=2,
            )
        )  # fmt: skip
        return
    for number, (each, one) in enumerate(said):
        if number:
            click.echo()
        for line in lines(known, each.name, one, language, all_=all_):
            click.echo(line)


def _say(known: Library, each: Vignette, on: frozenset[str], language: str) -> Said:
    looked = known.look(each.moment, each.history, on=on, language=language)
    return say(known, looked, language)


def _as_values(each: Vignette, said: Said) -> dict[str, Any]:
    values: dict[str, Any] = _renamed(asdict(said))
    return {"name": each.name, "cues": sorted(each.moment.seen), **values}


def _renamed(value: Any) -> Any:
    """``try_`` is ``try`` outside Python."""
    if isinstance(value, dict):
        return {key.rstrip("_"): _renamed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(each) for each in value]
    return value
