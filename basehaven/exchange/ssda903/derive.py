"""One child's episodes into rows of the open tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

from basehaven.exchange.ssda903.carers import Carer, follow_carers
from basehaven.exchange.ssda903.periods import DayNames, Episode, Period, periods

FROM_BEFORE = {"ssda903_continues": "true"}
"""Extra column of a removal or tie that began before the file does: a record
that holds an earlier year takes it up under the name it had then."""

DerivedRow = tuple[str, dict[str, Any], Episode | None]


def derive_rows(child_id: str, episodes: Sequence[Episode], secret: bytes) -> Iterator[DerivedRow]:
    """Rows of the open tables for one child.

    Args:
        child_id: the child's id in the return.
        episodes: in order of start, without overlap; at least one.
        secret: makes ids of homes that nobody can trace back to a postcode.

    Yields:
        ``(table, values, the episode it was read from)``; None for what was
        only derived. What a row refers to comes before it.
    """
    carers = follow_carers(episodes)
    ids: dict[int, str] = {}
    carer_days, stay_days = DayNames(), DayNames()
    for carer in carers:
        if carer is not None and id(carer) not in ids:
            ids[id(carer)] = f"{child_id}-{carer_days.next(carer.started_on)}"
            yield from _carer_rows(child_id, ids[id(carer)], carer)
    homes: set[str] = set()
    followed = iter(carers)
    for period in periods(episodes):
        yield _removal(child_id, period)
        for episode, carer in zip(period.episodes, followed, strict=False):
            if (home_id := home_id_of(episode, secret)) and home_id not in homes:
                homes.add(home_id)
                address = {"address": episode.pl_post, "confidential": True}
                yield "homes", {"home_id": home_id, **address}, None
            cares = carer is not None and bool(episode.placement.tie)
            yield (
                "stays",
                {
                    "child_id": child_id,
                    "stay_id": stay_days.next(episode.started_on),
                    "removal_id": period.removal_id,
                    **_stay(episode),
                    "home_id": home_id,
                    "carer_ids": [f"carer-{ids[id(carer)]}"] if cares else [],
                },
                episode,
            )


def _carer_rows(child_id: str, carer_id: str, carer: Carer) -> Iterator[DerivedRow]:
    yield "adults", {"adult_id": f"carer-{carer_id}", "roles": [carer.kind]}, None
    tie = {
        "tie_id": f"tie-{carer_id}",
        "child_id": child_id,
        "adult_id": f"carer-{carer_id}",
        "kind": carer.kind,
        "started_on": carer.started_on,
        "ended_on": carer.ended_on,
        "end_reason": "moved" if carer.ended_on else "",
        "derived": True,
        "extra": FROM_BEFORE if carer.from_before else {},
    }
    yield "ties", tie, None
    for lived_from, lived_until in carer.lived:
        spell = {
            "tie_id": f"tie-{carer_id}",
            "child_id": child_id,
            "started_on": lived_from,
            "ended_on": lived_until,
            "lives_with": True,
            "mode": "in_person",
        }
        yield "tie_spells", spell, None


def _removal(child_id: str, period: Period) -> DerivedRow:
    values = {
        "child_id": child_id,
        "removal_id": period.removal_id,
        "removed_on": period.episodes[0].started_on,
        "exited_on": period.exited_on,
        "exit_reason": period.exit_reason,
        "extra": FROM_BEFORE if period.from_before else {},
    }
    return "removals", values, None


def _stay(episode: Episode) -> dict[str, Any]:
    return {
        "started_on": episode.started_on,
        "ended_on": episode.ended_on,
        "kind": episode.placement.stay,
        "extra": {
            name: value
            for name, value in (
                ("ssda903_place", episode.place),
                ("ssda903_rne", episode.rne),
                ("ssda903_ls", episode.ls),
                ("ssda903_rec", episode.rec),
                ("ssda903_reason", episode.reason),
                ("ssda903_cin", episode.cin),
                ("ssda903_provider", episode.provider),
            )
            if value
        },
    }


def home_id_of(episode: Episode, secret: bytes) -> str:
    """An opaque id of the place, when the file says which it is.

    Foster homes share the number (URN) of their agency, so that without a
    postcode it tells of no home. Without a secret the id could be traced back
    by trying every postcode.
    """
    if not episode.pl_post and (not episode.urn or episode.placement.tie):
        return ""
    place = f"{episode.pl_post.replace(' ', '')}|{episode.urn}"
    return "home-" + blake2b(place.encode(), key=secret[:64], digest_size=10).hexdigest()
