"""A reading as sentences: what a page, a phone or a command shows, and nothing that decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaidReading:
    """One thing it may be, with its reason, what to try and what better not to do.

    Attributes:
        need: id of the need.
        may: "May want to be close".
        because: "Because: arrival, 14 months, pulled at the door".
        remark: what the row is: its grade, draft, our own guess.
        doubt: what is doubtful about the row, or empty.
    """

    need: str
    may: str
    because: str
    may_mean: str
    try_: str
    avoid: tuple[str, ...]
    row: str
    evidence: str
    remark: str
    sources: tuple[str, ...]
    doubt: str = ""
    also: tuple[SaidReading, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidStep:
    """Whom to talk to, by when, and what to do until then.

    Attributes:
        level: ``now``, ``talk`` or ``watch``; ``level_said`` in words.
        who: empty while it is no pattern.
        reporting: the lines of the reporting step, title first.
        always: that a report waits for nobody.
    """

    rule: str
    level: str
    level_said: str
    title: str
    noted: str
    who: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    reporting: tuple[str, ...]
    always: str


@dataclass(frozen=True, slots=True)
class SaidNotEnough:
    """Why nothing is said, and what to look for next."""

    reason: str
    said: str
    look_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said of one moment, in one language.

    Attributes:
        seen: what was seen, in words.
        moment: context, age and arousal, in words.
        safety: above all else where something is urgent.
        quiet: what speaks for looking at this child again.
        quiet_try: one thing to do then; empty without ``quiet``.
        helped: what helped this child before: first of all readings.
        card: lines of the child's own card.
        tried: what has not helped in this context so far.
        report_first: that a report comes before all that follows; else empty.
        readings: none, or at least two.
        first_try: one line for a glance: from the card if it has one.
        remarks: rows that are off, and cues that nothing read.
        closing: that these are guesses.
    """

    seen: tuple[str, ...]
    moment: tuple[str, ...]
    safety: tuple[SaidStep, ...]
    quiet: tuple[str, ...]
    quiet_try: str
    helped: tuple[str, ...]
    card: tuple[str, ...]
    tried: tuple[str, ...]
    report_first: str
    readings: tuple[SaidReading, ...]
    not_enough: SaidNotEnough | None
    first_try: str
    remarks: tuple[str, ...]
    closing: str
