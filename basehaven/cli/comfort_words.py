"""What ``basehaven comfort-order`` says: a page of text, or JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from basehaven.core.relationships.comfort.estimate import Estimate
from basehaven.core.relationships.comfort.helped import Helped
from basehaven.core.relationships.comfort.order import Lanes
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.core.relationships.comfort.settings import ComfortSettings
from basehaven.core.relationships.comfort.telling import Told, tell_lanes
from basehaven.core.relationships.comfort.telling_more import tell_estimate, tell_helped
from basehaven.exchange.tables.child_moments import ChildMoments
from basehaven.knowledge.comfort import comfort_entry, comfort_phrases

DECIMALS = 6  # of every figure in the JSON


def as_text(
    child: str, read: ChildMoments, lanes: Lanes, found: Estimate, helped: Sequence[Helped],
    settings: ComfortSettings, changes: Mapping[str, float], language: str,
) -> str:  # fmt: skip
    """The lanes, then what stands beside them, then the limits."""
    phrases = comfort_phrases(language, read.names)
    title = phrases.say("title", child=child, day=lanes.as_of)
    blocks = [
        "\n".join([told.heading, *(f"  {line}" for line in told.lines)])
        for told in _told(lanes, found, helped, settings, phrases)
    ]
    foot = [phrases.say("foot.limits")]
    if read.born is None:
        foot.append(phrases.say("foot.age_unknown"))
    if changes:
        said = ", ".join(f"{name}={value:g}" for name, value in sorted(changes.items()))
        foot.append(phrases.say("foot.changed", settings=said))
    return "\n\n".join([title, *blocks, "\n".join(foot)])


def as_json(
    child: str, read: ChildMoments, lanes: Lanes, found: Estimate, helped: Sequence[Helped],
    settings: ComfortSettings,
) -> dict[str, Any]:  # fmt: skip
    """Counts, findings, and the same in English with ids for names."""
    entry = comfort_entry()
    phrases = comfort_phrases("en")
    told = _told(lanes, found, helped, settings, phrases)
    return {
        "child": child,
        "born": _plain(read.born),
        **_plain(lanes),
        "estimate": _plain(found),
        "helped": _plain(helped),
        "words": {part.about: list(part.lines) for part in told},
        "settings": _plain(settings),
        "status": entry.review.status,
        "caution": " ".join((entry.model_extra or {})["caution"].split()),
    }


def _told(
    lanes: Lanes, found: Estimate, helped: Sequence[Helped], settings: ComfortSettings,
    phrases: Phrases,
) -> tuple[Told, ...]:  # fmt: skip
    beside = tell_estimate(found, settings, phrases), tell_helped(helped, phrases)
    return (*tell_lanes(lanes, phrases), *beside)


def _plain(value: Any) -> Any:
    """Dataclasses as mappings, days as text, figures rounded."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, DECIMALS) if isinstance(value, float) else value
