"""Read a YAML or JSON file of moments. Nothing is guessed, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from basehaven.core.cues.card import what_helped
from basehaven.core.cues.types import CardLine, Helped, History, Moment, Observation
from basehaven.core.errors import UnreadableSource
from basehaven.exchange.moments.shape import Before, HelpedBefore, OnCard, Written
from basehaven.knowledge.load import plain_values

MOST_BYTES = 5 * 2**20  # our own limit: thousands of moments; a longer file is something else
MOST_PROBLEMS = 20
SEVERAL = "moments"
PARTS: dict[str, type[BaseModel]] = {"helped": HelpedBefore, "card": OnCard, "before": Before}


@dataclass(frozen=True, slots=True)
class Vignette:
    """A moment and the history that was written with it."""

    name: str
    moment: Moment
    history: History


def read_moments(path: Path, cues: AbstractSet[str]) -> list[Vignette]:
    """Read every moment of a file.

    Args:
        path: a YAML or JSON file: one moment, a list of moments, or a mapping
            with ``moments``.
        cues: the ids that may stand in ``seen``.

    Returns:
        The moments in their order. Without ``helped``, what helped is counted
        from ``before``.

    Raises:
        UnreadableSource: not readable, or not of this shape. The message names
            the file, each moment and field, and the way out.

    >>> read_moments(Path("none.yaml"), set())
    Traceback (most recent call last):
    basehaven.core.errors.UnreadableSource: none.yaml: cannot be opened. Check its name.
    """
    found = _several(path, _values(path))
    problems: list[str] = []
    written: list[Written] = []
    for number, value in enumerate(found, 1):
        where = f"moment {number}" if len(found) > 1 else ""
        try:
            each = Written.model_validate(value)
        except ValidationError as error:
            problems += [_problem(where, detail) for detail in error.errors()]
            continue
        written.append(each)
        problems += _unknown_cues(where, each, cues)
    if problems:
        raise UnreadableSource(_said(path, problems))
    return [_vignette(each, number) for number, each in enumerate(written, 1)]


def _values(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableSource(
                f"{path.name}: larger than {MOST_BYTES // 2**20} MiB. Split it into several files."
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableSource(f"{path.name}: cannot be opened. Check its name.") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path.name}: not in UTF-8. Save it as text in UTF-8.") from error
    try:
        return plain_values(text)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or "something in it is no plain value"
        raise UnreadableSource(
            f"{path.name}{line}: not readable as YAML or JSON: {reason}. Mend it, or look at "
            "docs/how-to/read-cues.md for an example."
        ) from error


def _several(path: Path, values: Any) -> list[Any]:
    if isinstance(values, dict) and SEVERAL in values:
        beside = sorted(str(key) for key in values if key != SEVERAL)
        if beside:
            raise UnreadableSource(
                f"{path.name}: '{beside[0]}' stands beside 'moments'. Move it into each moment."
            )
        values = values[SEVERAL]
    found = values if isinstance(values, list) else [values]
    if not found or not all(isinstance(each, dict) for each in found):
        raise UnreadableSource(
            f"{path.name}: no moments. Write at least 'seen:' with a list of cues, such as "
            "seen: [cried]; docs/how-to/read-cues.md shows more."
        )
    return found


def _problem(where: str, detail: ErrorDetails) -> str:
    steps = [str(step) for step in detail["loc"] if step not in ("OnCard", "constrained-str")]
    field = ".".join(str(int(step) + 1) if step.isdigit() else step for step in steps)
    if detail["type"] == "extra_forbidden":
        near = get_close_matches(steps[-1], _fields(steps), 1)
        said = "not a field. " + (f"Did you mean '{near[0]}'?" if near else "Take it out.")
    else:
        said = f"{detail['msg'].removeprefix('Value error, ')}. Mend it."
    return ", ".join(part for part in (where, f"'{field}'" if field else "") if part) + f": {said}"


def _fields(steps: list[str]) -> list[str]:
    return list((PARTS.get(steps[0], Written) if len(steps) > 1 else Written).model_fields)


def _unknown_cues(where: str, each: Written, cues: AbstractSet[str]) -> Iterator[str]:
    lists = [("seen", each.seen)]
    lists += [(f"before.{n}.seen", past.seen) for n, past in enumerate(each.before, 1)]
    lists += [
        (f"card.{n}.cues", line.cues)
        for n, line in enumerate(each.card, 1)
        if isinstance(line, OnCard)
    ]
    for field, named in lists:
        for cue in named:
            if cue not in cues:
                near = get_close_matches(cue, sorted(cues), 1)
                hint = f"Did you mean '{near[0]}'? " if near else ""
                start = f"{where}, " if where else ""
                yield (
                    f"{start}'{field}': there is no cue '{cue[:40]}'. {hint}"
                    "`basehaven read-cues --words` lists them."
                )


def _said(path: Path, problems: list[str]) -> str:
    if len(problems) == 1:
        return f"{path.name}: {problems[0]}"
    more = len(problems) - MOST_PROBLEMS
    lines = problems[:MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
    return f"{path.name}: {len(problems)} things to mend:\n  " + "\n  ".join(lines)


def _vignette(each: Written, number: int) -> Vignette:
    before = tuple(_observation(past) for past in each.before)
    return Vignette(
        name=each.name or str(number),
        moment=Moment(
            seen=frozenset(each.seen),
            context=each.context or "",
            months=each.age_months,
            corrected_months=each.corrected_age_months,
            arousal=each.arousal or "",
            sought=each.sought or "",
            on=each.date,
        ),
        history=History(
            helped=tuple(_helped(done) for done in each.helped) or what_helped(before),
            card=tuple(_line(line) for line in each.card),
            observations=before,
            days_here=tuple(each.days_here),
        ),
    )


def _helped(done: HelpedBefore) -> Helped:
    return Helped(done.did, done.context or "", done.tried, done.helped, done.partly, done.last)


def _line(line: OnCard | str) -> CardLine:
    if isinstance(line, str):
        return CardLine(line)
    return CardLine(line.text, frozenset(line.cues), frozenset(line.contexts))


def _observation(past: Before) -> Observation:
    return Observation(
        on=past.date,
        seen=frozenset(past.seen),
        context=past.context or "",
        distress=past.distress,
        arousal=past.arousal or "",
        sought=past.sought or "",
        response=past.response,
        soothed=past.soothed or "",
    )
