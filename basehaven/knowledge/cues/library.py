"""The knowledge on cues, ready for the reading function: rows and rules in one language."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from basehaven.core.cues.quiet import QuietSettings, QuietSign, quiet_signs
from basehaven.core.cues.read import Readings, read_moment
from basehaven.core.cues.safety import Reporting, SafetyRule, SafetyStep, safety_steps
from basehaven.core.cues.types import Avoid, History, Meaning, Moment, Row
from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.cues.models import ANYWHERE, Cue, CueRow, EscalationRule, ReportingStep
from basehaven.knowledge.cues.whole import Files, problems, read_files
from basehaven.knowledge.cues.words import Setting
from basehaven.knowledge.load import FOLDER

Trust = Literal["checked", "sourced", "all"]
"""Which rows may speak: ``checked`` by a second person; ``sourced``, drafts from research or
guidelines among them; ``all``, those that wait for a clinician too."""


@dataclass(frozen=True, slots=True)
class Looked:
    """All that is said of one moment, for looking at and never for keeping.

    Attributes:
        moment: what was asked about.
        readings: the child's card, and several guesses or "not enough to say".
        safety: whom to talk to, apart from the readings.
        quiet: what speaks for looking at this child again.
        unknown: cue ids that are not in the vocabulary; nothing read them.
    """

    moment: Moment
    readings: Readings
    safety: tuple[SafetyStep, ...]
    quiet: tuple[QuietSign, ...]
    unknown: tuple[str, ...] = ()


class Library:
    """What is known about cues. Make it with :func:`library`."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._rules: dict[str, tuple[SafetyRule, ...]] = {}

    @cached_property
    def cues(self) -> dict[str, Cue]:
        """Every cue by its id, in the order in which a screen shows them."""
        return {cue.id: cue for group in self.files.vocabulary.groups for cue in group.cues}

    @cached_property
    def entries(self) -> dict[str, CueRow]:
        """The rows as entries, with their sources, doubts and reviews."""
        return {row.id: row for _, row in self.files.rows}

    @cached_property
    def glad(self) -> frozenset[str]:
        """Cues of a good moment."""
        return frozenset(cue.id for cue in self.cues.values() if cue.glad)

    def offered_in(self, context: str) -> tuple[Cue, ...]:
        """The cues that a screen for one context shows, in order."""
        return tuple(cue for cue in self.cues.values() if cue.offered_in(context))

    def rows(self, language: str) -> tuple[Row, ...]:
        """The rows in one language."""
        if language not in self._rows:
            self._rows[language] = tuple(_row(each, language) for each in self.entries.values())
        return self._rows[language]

    def rules(self, language: str) -> tuple[SafetyRule, ...]:
        """The escalation rules in one language."""
        if language not in self._rules:
            rules = self.files.escalation.rules
            self._rules[language] = tuple(_rule(each, language) for each in rules)
        return self._rules[language]

    def on(self, trust: Trust) -> frozenset[str]:
        """Ids of the rows that may speak at a level of trust.

        An agency begins with ``checked`` and adds what its named clinician
        turns on.
        """
        rows = self.entries.values()
        if trust == "all":
            return frozenset(row.id for row in rows)
        checked = trust == "checked"
        return frozenset(
            row.id
            for row in rows
            if not row.waits_for_expert and (not checked or row.review.status == "checked")
        )

    def reporting(self, language: str, place: str = "default") -> Reporting:
        """The reporting step of a place; the default says that there is none of its own."""
        steps = {step.id: step for step in self.files.reporting.steps}
        return _reporting(steps.get(place, steps["default"]), language)

    @cached_property
    def quiet_settings(self) -> QuietSettings:
        """From when on a quiet child is pointed out."""
        numbers = self.files.settings.quiet
        return QuietSettings(
            window_days=_whole(numbers.window_days),
            hard_moments=_whole(numbers.hard_moments),
            sought_share=numbers.sought_share.value,
            shut_down_moments=_whole(numbers.shut_down_moments),
            easy_moments=_whole(numbers.easy_moments),
            on_days=_whole(numbers.on_days),
            calm_days=_whole(numbers.calm_days),
            silent_days=_whole(numbers.silent_days),
            shut_down_cues=self._marked("quiet", "shut_down"),
            easy_cues=self._marked("quiet", "easy"),
            someone_cues=self._marked("sought", "someone"),
            nobody_cues=self._marked("sought", "nobody"),
        )

    def _marked(self, mark: str, value: str) -> frozenset[str]:
        return frozenset(cue.id for cue in self.cues.values() if getattr(cue, mark) == value)

    def look(
        self,
        moment: Moment,
        history: History | None = None,
        *,
        on: AbstractSet[str],
        language: str = "en",
        reporting: Reporting | None = None,
        today: date | None = None,
    ) -> Looked:
        """Everything about one moment: the card, readings, safety steps, quiet signs.

        Args:
            moment: what was seen.
            history: this child's own past, as far as whoever looks may see it.
            on: ids of the rows that may speak: see :meth:`on`.
            language: ``en`` or ``es``.
            reporting: the agency's own reporting step, if it has set one.
            today: the last day for the quiet signs; else the moment's day.

        Returns:
            What to show now. Never store, export or print it as a record.
        """
        history = history or History()
        day = today or moment.on
        return Looked(
            moment=moment,
            readings=read_moment(moment, history, rows=self.rows(language), on=on, glad=self.glad),
            safety=safety_steps(
                moment,
                history.observations,
                rules=self.rules(language),
                reporting=reporting or self.reporting(language),
            ),
            quiet=self.quiet(history, day) if day else (),
            unknown=tuple(sorted(moment.seen - self.cues.keys())),
        )

    def quiet(self, history: History, today: date) -> tuple[QuietSign, ...]:
        """What speaks for looking at a quiet child again, up to a day."""
        return quiet_signs(
            history.observations,
            today=today,
            settings=self.quiet_settings,
            days_here=history.days_here,
        )


def read_library(folder: Path) -> Library:
    """The knowledge on cues of one folder.

    Raises:
        KnowledgeIncomplete: a file has another shape, or they do not fit together.
    """
    files = read_files(folder)
    for problem in problems(files, folder):
        raise KnowledgeIncomplete(problem)
    return Library(files)


@cache
def library() -> Library:
    """The knowledge on cues that comes with Basehaven, read once."""
    return read_library(FOLDER / "cues")


def _row(entry: CueRow, language: str) -> Row:
    return Row(
        row_id=entry.id,
        label=entry.label.of(language),
        one_of=tuple(entry.cues.one_of),
        and_one_of=tuple(entry.cues.and_one_of),
        better_with=tuple(entry.cues.better_with),
        contexts=frozenset(() if entry.contexts == ANYWHERE else entry.contexts),
        from_months=entry.ages.from_months,
        to_months=entry.ages.to_months,
        arousals=frozenset(entry.arousal),
        meanings=tuple(
            Meaning(each.need, each.of(language), each.try_.of(language), each.added)
            for each in entry.may_mean
        ),
        avoid=tuple(Avoid(words.of(language), words.under_months) for words in entry.avoid),
        evidence=entry.evidence,
        checked=entry.review.status == "checked",
        sources=tuple(each.id for each in entry.references),
    )


def _rule(entry: EscalationRule, language: str) -> SafetyRule:
    return SafetyRule(
        rule_id=entry.id,
        sort=entry.sort,
        cues=tuple(entry.cues),
        title=entry.label.of(language),
        do=tuple(words.of(language) for words in entry.do),
        avoid=tuple(words.of(language) for words in entry.avoid),
        who=tuple(entry.who),
        within=entry.within,
        reports=entry.reports,
        observations=_whole(entry.observations, 1),
        on_days=_whole(entry.on_days, 1),
        within_days=_whole(entry.within_days, 1),
        span_days=_whole(entry.span_days, 0),
        seen_once=entry.seen_once.of(language) if entry.seen_once else "",
    )


def _reporting(step: ReportingStep, language: str) -> Reporting:
    lines = tuple(words.of(language) for words in step.lines)
    return Reporting(step.title.of(language), lines, own=step.own)


def _whole(setting: Setting | None, otherwise: int = 0) -> int:
    return otherwise if setting is None else int(setting.value)
