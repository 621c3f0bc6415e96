"""Whether a row speaks to a moment, and why."""

from __future__ import annotations

from dataclasses import dataclass

from basehaven.core.cues.types import Moment, Row


@dataclass(frozen=True, slots=True)
class Because:
    """Why a row speaks: what it has in common with the moment.

    Attributes:
        seen: its cues that were seen, in the row's own order.
        context: the moment's, or empty when it was not noted.
        months: the age it went by, or None when not known.
        corrected: that age counts from the due day.
        arousal: the moment's, where the row asks for it; else empty.
        own_context: the row is about this context, and not about all.
    """

    seen: tuple[str, ...]
    context: str = ""
    months: int | None = None
    corrected: bool = False
    arousal: str = ""
    own_context: bool = False


def why(row: Row, moment: Moment) -> Because | None:
    """What a row and a moment have in common.

    Args:
        row: one row of the knowledge base.
        moment: what was seen. What was not noted (context, age, arousal) is no
            reason for a row and none against it.

    Returns:
        The reasons, or None when the row does not speak to this moment. One
        more cue seen never turns reasons into None.

    Must not be used to score a child: it compares a row with a moment.

    Source: our own rule, said in docs/explanation/how-a-reading-is-made.md.

    >>> from basehaven.core.cues.types import Meaning
    >>> needs = (Meaning("H-NEAR", "", ""), Meaning("KNOW", "", ""))
    >>> row = Row("K02", "", ("pulled_at_door",), needs, (), contexts=frozenset({"arrival"}))
    >>> why(row, Moment(frozenset({"pulled_at_door", "cried"}), "arrival", 14)).seen
    ('pulled_at_door',)
    """
    if not _belongs(row, moment):
        return None
    cues = moment.cues
    main = [cue for cue in row.one_of if cue in cues]
    also = [cue for cue in row.and_one_of if cue in cues]
    if not main or (row.and_one_of and not also):
        return None
    better = [cue for cue in row.better_with if cue in cues]
    return Because(
        seen=tuple(dict.fromkeys([*main, *also, *better])),
        context=moment.context,
        months=moment.age,
        corrected=moment.corrected_months is not None,
        arousal=moment.arousal if row.arousals else "",
        own_context=moment.context in row.contexts,
    )


def nearly(row: Row, moment: Moment) -> tuple[str, ...]:
    """The cues of which one more would make a row speak; empty if it is further off.

    >>> from basehaven.core.cues.types import Meaning
    >>> needs = (Meaning("H-NEAR", "", ""), Meaning("LOSS", "", ""))
    >>> row = Row("K05", "", ("pushed_adult_away",), needs, (), and_one_of=("cried",))
    >>> nearly(row, Moment(frozenset({"pushed_adult_away"})))
    ('cried',)
    """
    if not row.and_one_of or not _belongs(row, moment):
        return ()
    cues = moment.cues
    main, also = cues & set(row.one_of), cues & set(row.and_one_of)
    if bool(main) == bool(also):
        return ()
    return row.and_one_of if main else row.one_of


def _belongs(row: Row, moment: Moment) -> bool:
    age = moment.age
    return (
        (not row.contexts or not moment.context or moment.context in row.contexts)
        and (age is None or row.from_months <= age <= row.to_months)
        and (not row.arousals or not moment.arousal or moment.arousal in row.arousals)
    )
