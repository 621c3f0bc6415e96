"""Several readings of a moment, each a guess with its reasons; or "not enough to say"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from basehaven.core.cues.card import OwnCard, own_card
from basehaven.core.cues.match import Because, nearly, why
from basehaven.core.cues.types import History, Meaning, Moment, Row

NOTHING_SEEN = "nothing_seen"
GOOD_MOMENT = "good_moment"
ONLY_OFF = "only_off"
NO_ROW_FITS = "no_row_fits"


@dataclass(frozen=True, slots=True)
class Guess:
    """What one row says about one need in this moment."""

    row: Row
    meaning: Meaning
    because: Because

    @property
    def avoid(self) -> tuple[str, ...]:
        """What better not to do with a child of this age; all of it if that is not known."""
        months = self.because.months
        return tuple(
            each.text
            for each in self.row.avoid
            if each.under_months is None or months is None or months < each.under_months
        )

    @property
    def fit(self) -> tuple[int, bool, bool, str]:
        """Smaller comes first: more of its cues seen, its own context, its own arousal.

        One place further down in its row's needs weighs as much as one cue less, so
        that one row alone does not fill a screen.
        """
        return (
            self.row.meanings.index(self.meaning) - len(self.because.seen),
            not self.because.own_context,
            not self.because.arousal,
            self.row.row_id,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """One need that may stand behind a moment, with every guess that points to it.

    Attributes:
        need: an id of the controlled vocabulary of needs.
        guesses: never empty; the row that fits best first.
    """

    need: str
    guesses: tuple[Guess, ...]

    @property
    def best(self) -> Guess:
        """The guess of the row that fits best."""
        return self.guesses[0]


@dataclass(frozen=True, slots=True)
class NotEnough:
    """A result of its own: why nothing is said, and what to look for next.

    Attributes:
        reason: ``nothing_seen``, ``good_moment``, ``only_off`` or ``no_row_fits``.
        look_for: cues of which one more would let a row speak.
    """

    reason: str
    look_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """All that is said of one moment; for looking at, never for keeping.

    Attributes:
        card: the child's own card, which comes first.
        readings: none, or at least two with different needs.
        not_enough: there when ``readings`` is empty.
        off: ids of rows that would speak and are turned off.
    """

    card: OwnCard
    readings: tuple[Reading, ...]
    not_enough: NotEnough | None
    off: tuple[str, ...] = ()


def read_moment(
    moment: Moment,
    history: History | None = None,
    *,
    rows: Iterable[Row],
    on: AbstractSet[str],
    glad: AbstractSet[str] = frozenset(),
) -> Readings:
    """Say what a moment may be asking for: several guesses, or that it is not enough.

    Args:
        moment: what was seen; the order of its cues does not matter.
        history: this child's own card and past; None when there is none.
        rows: the knowledge base in one language. Each row holds two needs or
            more, so that one guess never stands alone.
        on: ids of the rows that may speak. Each speaks for itself: turning one
            off changes nothing of what the others say.
        glad: cues of a good moment, which asks for nothing.

    Returns:
        The child's card; readings in the order of :attr:`Guess.fit`, each with
        what to try and what not to do; what would speak if it were on.

    Must not be stored, exported or shown as a finding about a child. It holds
    no classification, no probability and no score.

    Source: rows carry their own; the order is ours, said in
    docs/explanation/how-a-reading-is-made.md.

    >>> read_moment(Moment(frozenset()), rows=(), on=frozenset()).not_enough.reason
    'nothing_seen'
    """
    rows = tuple(rows)
    speaking = [(row, because) for row in rows if (because := why(row, moment)) is not None]
    guesses: dict[str, list[Guess]] = defaultdict(list)
    for row, because in speaking:
        if row.row_id in on:
            for meaning in row.meanings:
                guesses[meaning.need].append(Guess(row, meaning, because))
    found = (_reading(need, guesses[need]) for need in guesses)
    readings = tuple(sorted(found, key=lambda reading: reading.best.fit))
    off = tuple(sorted(row.row_id for row, _ in speaking if row.row_id not in on))
    not_enough = None
    if not readings:  # else there are two needs or more, since every row holds two
        not_enough = _not_enough(moment, [row for row in rows if row.row_id in on], off, glad)
    return Readings(own_card(moment, history or History()), readings, not_enough, off)


def _reading(need: str, guesses: list[Guess]) -> Reading:
    return Reading(need, tuple(sorted(guesses, key=lambda guess: guess.fit)))


def _not_enough(
    moment: Moment, rows: list[Row], off: tuple[str, ...], glad: AbstractSet[str]
) -> NotEnough:
    wanted = dict.fromkeys(cue for row in rows for cue in nearly(row, moment))
    look_for = tuple(wanted)
    if not moment.cues:
        return NotEnough(NOTHING_SEEN, look_for)
    if off:
        return NotEnough(ONLY_OFF, look_for)
    if moment.cues <= glad:
        return NotEnough(GOOD_MOMENT, look_for)
    return NotEnough(NO_ROW_FITS, look_for)
