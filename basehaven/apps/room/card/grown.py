"""What helped this child by the log, counted when the card is looked at and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from basehaven.apps.record.models import CareEvent, Child
from basehaven.apps.room.history import each_response
from basehaven.apps.room.names import language_now
from basehaven.apps.room.queries import is_about_harm, observation_of
from basehaven.core.cues.card import what_helped
from basehaven.core.cues.types import Helped, Observation
from basehaven.knowledge.board import responses
from basehaven.knowledge.card import card_settings
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.say import Speaker

MOST = 5  # what helped most often: the rest is in the moments themselves


@dataclass(frozen=True, slots=True)
class Grown:
    """Something that helped, as the log counts it.

    Attributes:
        said: with how often and when last.
        words: as a line of the card would say it.
        ours: said in words of this product. Free words of an import may hold a name, so
            these alone leave the house.
    """

    said: str
    words: str
    ours: bool


def speaker_now() -> Speaker:
    return Speaker(library(), language_now())


def grown_of(child: Child, now: datetime) -> list[Grown]:
    """What helped most often first. One query."""
    settings, speaker = card_settings(), speaker_now()
    events = CareEvent.objects.standing().filter(
        child=child, at__gte=now - timedelta(days=settings.helped_days), at__lte=now
    )
    noted = events.exclude(soothed="").exclude(response="").order_by("at", "pk")
    counted = [
        each for each in what_helped(_observations(noted)) if each.helped >= settings.helped_times
    ]
    counted.sort(key=lambda each: (-each.helped, -each.last_on.toordinal(), each.did))
    known = {response.of(speaker.language) for response in responses().values()}
    return [_grown(speaker, each, each.did in known) for each in counted[:MOST]]


def _observations(events: Iterable[CareEvent]) -> Iterator[Observation]:
    for event in events:
        if not is_about_harm(event.seen):
            yield from each_response(observation_of(event))


def _grown(speaker: Speaker, each: Helped, ours: bool) -> Grown:
    words = each.did[:1].upper() + each.did[1:]
    if each.context:
        words = f"{words} ({speaker.context(each.context)})"
    return Grown(speaker.helped(each), words[:200], ours)
