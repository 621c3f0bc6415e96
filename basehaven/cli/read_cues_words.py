"""What ``basehaven read-cues`` prints for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from basehaven.knowledge.cues.library import Library
from basehaven.knowledge.cues.said import Said, SaidReading, SaidStep
from basehaven.knowledge.cues.say import Speaker

WIDTH = 96
SHOWN = 4  # readings of a moment that are read before the eyes glaze; --all shows the rest


def lines(
    library: Library, name: str, said: Said, language: str, *, all_: bool = False
) -> Iterator[str]:
    """One moment: what is urgent, the child's own card, then the guesses."""
    speaker = Speaker(library, language)
    yield f"== {name}" + (f" ({', '.join(said.moment)})" if said.moment else "")
    yield from _wrapped(", ".join(said.seen))
    yield from _section(speaker.phrase("safety"), _steps(said.safety, speaker))
    yield from _section(speaker.phrase("quiet"), _listed((*said.quiet, said.quiet_try)))
    own = (*said.helped, *said.card, *said.tried)
    yield from _section(speaker.phrase("card"), _listed(own))
    if said.report_first:
        yield ""
        yield from _wrapped(said.report_first)
    shown = said.readings if all_ else said.readings[:SHOWN]
    yield from _section(speaker.phrase("readings"), _readings(shown, speaker))
    if more := len(said.readings) - len(shown):
        yield f"  {speaker.phrase('more', count=more)}"
    if said.not_enough:
        yield from _section(speaker.phrase("not_enough"), _wrapped(said.not_enough.said, "  "))
        yield from _section(speaker.phrase("look_for"), _listed(said.not_enough.look_for))
    yield ""
    for remark in (*said.remarks, said.closing):
        yield from _wrapped(remark)


def vocabulary_lines(library: Library, language: str) -> Iterator[str]:
    """Every cue with its words, under the heading of its group."""
    for group in library.files.vocabulary.groups:
        yield group.words.of(language)
        for cue in group.cues:
            yield f"  {cue.id:<22}{cue.words.of(language)}"


def _section(heading: str, found: Iterable[str]) -> Iterator[str]:
    held = list(found)
    if held:
        yield ""
        yield heading
        yield from held


def _wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent
    )


def _listed(found: Iterable[str]) -> Iterator[str]:
    for each in found:
        if each:
            yield from _wrapped(each, "    ", "  - ")


def _steps(steps: Iterable[SaidStep], speaker: Speaker) -> Iterator[str]:
    always = ""
    for step in steps:
        yield from _wrapped(f"{step.level_said}: {step.title}", "  ")
        for line in (step.noted, step.who):
            yield from _wrapped(line, "    ")
        yield from _wrapped(" ".join(step.do), "    ")
        yield from _wrapped(f"{speaker.phrase('avoid')}: {' '.join(step.avoid)}", "    ")
        for line in step.reporting:
            yield from _wrapped(line, "      ", "    > ")
        always = step.always
    yield from _wrapped(always, "  ")


def _readings(readings: Iterable[SaidReading], speaker: Speaker) -> Iterator[str]:
    for number, reading in enumerate(readings, 1):
        yield from _wrapped(f"{reading.may}. {reading.may_mean}", "     ", f"  {number}. ")
        yield from _wrapped(reading.because, "     ")
        yield from _wrapped(f"{speaker.phrase('try_first')}: {reading.try_}", "     ")
        yield from _wrapped(f"{speaker.phrase('avoid')}: {' '.join(reading.avoid)}", "     ")
        rows = ", ".join([reading.row, *(each.row for each in reading.also)])
        yield from _wrapped(f"[{rows}: {reading.remark}. {', '.join(reading.sources)}]", "     ")
        yield from _wrapped(reading.doubt, "     ")
