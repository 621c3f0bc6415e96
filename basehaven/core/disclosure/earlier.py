"""What earlier releases forbid a new one, so that two cannot be subtracted."""

from __future__ import annotations

from collections.abc import Sequence

from basehaven.core.disclosure.block import Block, Place
from basehaven.core.disclosure.collect import Collected, Where
from basehaven.core.disclosure.release import Release, published_before
from basehaven.core.disclosure.types import Rules
from basehaven.core.errors import NotPossible


def check_against(found: Collected, earlier: Sequence[Release], rules: Rules) -> None:
    """Carry over what somebody who kept every earlier release knows.

    What is unchanged since is public: no hiding place. What was hidden stays
    hidden. What changed by so little that the difference tells of a few children
    is hidden.

    Args:
        found: the new tables; its blocks are marked.
        earlier: every release published so far.
        rules: of the new release.

    Raises:
        NotPossible: a figure published earlier is not among the new tables, so
            that what can be subtracted from it cannot be checked.
    """
    before = published_before(earlier)
    _refuse_missing(found, before)
    for key, figures in before.items():
        if key not in found.cells:
            continue
        for figure, rounding in figures:
            for where, published in (
                (found.numerators[key], figure.numerator),
                (found.denominators[key], figure.denominator),
            ):
                _carry_over(found, where, published, rounding, rules)


def _refuse_missing(found: Collected, before: dict) -> None:  # type: ignore[type-arg]
    blocks = {(indicator, period) for indicator, period, _ in found.cells}
    for (indicator, period, at), figures in sorted(before.items()):
        none = all(figure.denominator == 0 for figure, _ in figures)
        if (
            (indicator, period) in blocks
            and (indicator, period, at) not in found.cells
            and not none
        ):
            raise NotPossible(
                f"{indicator}, {period}, {dict(at) or 'all'}: published earlier and not among the "
                "new tables, so nobody can check what the two releases tell together. Hand the "
                "earlier tables in again with the new ones."
            )


def _carry_over(
    found: Collected, where: Where, published: int | None, rounding: int, rules: Rules
) -> None:
    block, place = found.now(where)
    count = block.counts[place]
    if published is None:
        _hide(block, place, rules)
    elif _is_public(count, published, rounding, rules):
        block.fixed.add(place)
    else:
        shown = rules.rounded(count)
        possible = rounding + rules.rounding - 1  # values that the exact difference may have
        apart = abs(shown - published)
        nearest = apart - (possible - 1) // 2 - 1
        if possible < rules.least_possible and nearest <= rules.hidden_to:
            _hide(block, place, rules)


def _is_public(count: int, published: int, rounding: int, rules: Rules) -> bool:
    """Whether saying it again tells nothing new: the same, and no small count under it.

    A count of nine was published as ten. Said again it may be said exactly, or by
    rules that hide nine; and none may have become one.
    """
    if Rules(rounding=rounding).rounded(count) != published:
        return False
    small = bool(count) and rules.is_small(count)
    return rounding == 1 or (rounding == rules.rounding and not small)


def _hide(block: Block, place: Place, rules: Rules) -> None:
    block.hidden.add(place)
    if block.counts[place]:
        block.needs.setdefault(place, rules.least_possible)
