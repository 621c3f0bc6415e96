"""What stands beside the lanes, in words: the estimate, whether it helped, what adults say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from basehaven.core.relationships.comfort.estimate import Estimate, WhyNot
from basehaven.core.relationships.comfort.helped import Helped
from basehaven.core.relationships.comfort.interview import Agreement, Answer, SideBySide
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.core.relationships.comfort.settings import ComfortSettings
from basehaven.core.relationships.comfort.telling import Told, recorded, told


def tell_estimate(found: Estimate, settings: ComfortSettings, phrases: Phrases) -> Told:
    """The contrasts with their intervals, or why there are none."""
    return told("estimate", _estimate(found, settings, phrases), phrases)


def _estimate(found: Estimate, settings: ComfortSettings, phrases: Phrases) -> Iterator[str]:
    if found.why_not is not None:
        yield phrases.say(
            f"why_not.{found.why_not}", n=found.choices, needed=settings.estimate_choices
        )
    else:
        yield phrases.say("estimate.about", n=found.choices, interval=f"{100 * found.interval:g}")
    for contrast in found.contrasts:
        said = contrast if contrast.chance >= 0.5 else contrast.turned_round()
        yield phrases.say(
            "estimate.contrast",
            one=phrases.name(said.one), other=phrases.name(said.other),
            chance=_percent(said.chance), low=_percent(said.low), high=_percent(said.high),
        )  # fmt: skip
    if len(found.groups) > 1 and found.why_not in (None, WhyNot.NOT_CONNECTED):
        groups = "; ".join(phrases.people(phrases.by_name(group)) for group in found.groups)
        yield phrases.say("estimate.groups", groups=groups)


def _percent(chance: float) -> int:
    """Whole percent, never 0 nor 100: no number of moments makes anything certain."""
    return min(99, max(1, round(100 * chance)))


def tell_helped(helped: Iterable[Helped], phrases: Phrases) -> Told:
    """Who responded and what came of it, in alphabetical order of names."""
    by_id = {found.adult_id: found for found in helped}
    lines = [" ".join(_helped(by_id[adult], phrases)) for adult in phrases.by_name(by_id)] or [
        phrases.say("helped.none")
    ]
    return told("helped", lines, phrases)


def _helped(found: Helped, phrases: Phrases) -> Iterator[str]:
    called = phrases.name(found.adult_id)
    yield phrases.say(
        "helped.person", name=called, times=phrases.say("times", n=found.moments),
        soothed=found.soothed, partly=found.partly, not_soothed=found.not_soothed,
        not_noted=found.not_noted,
    )  # fmt: skip
    if found.timed == 1:
        yield phrases.say("helped.minutes_one", shortest=found.minutes_shortest)
    elif found.timed:
        yield phrases.say(
            "helped.minutes", n=found.timed, shortest=found.minutes_shortest,
            longest=found.minutes_longest, median=f"{found.minutes_median:g}",
        )  # fmt: skip
    if found.back_to_play or found.not_back_to_play:
        yield phrases.say("helped.back_to_play", yes=found.back_to_play, no=found.not_back_to_play)
    yield recorded(found.moments, found.recorded_by_self, called, phrases)


def tell_answers(
    sides: Sequence[SideBySide], language: str, child: str, phrases: Phrases
) -> tuple[Told, ...]:
    """Each question with everybody's answer under it, in alphabetical order of those asked."""
    return tuple(
        Told(
            side.question.id,
            side.question.words[language].format(child=child),
            tuple(_side(side, phrases)),
        )
        for side in sides
    )


def _side(side: SideBySide, phrases: Phrases) -> Iterator[str]:
    by_asked = {answer.asked_id: answer for answer in side.answers}
    for asked in phrases.by_name(by_asked):
        yield _answer(by_asked[asked], side, phrases)
    if side.agreement is Agreement.SHARED:
        everybody = set(by_asked) - set(side.do_not_know)
        shared = [who for who, by in side.named_by.items() if everybody <= set(by)]
        yield phrases.say("agreement.shared", people=phrases.people(phrases.by_name(shared)))
    elif side.agreement is not Agreement.NOT_COMPARED:
        yield phrases.say(f"agreement.{side.agreement}")


def _answer(answer: Answer, side: SideBySide, phrases: Phrases) -> str:
    asked = phrases.name(answer.asked_id)
    if side.question.asks_for != "people":
        return phrases.say(
            "answer.sureness", asked=asked, day=answer.asked_on,
            sure=phrases.say(f"sure.{answer.sure or 'not_said'}"),
            seen_on=answer.seen_on or phrases.say("sure.not_said"),
        )  # fmt: skip
    if answer.people:
        people = phrases.people(answer.people)
        return phrases.say("answer.people", asked=asked, day=answer.asked_on, people=people)
    phrase = "answer.nobody" if answer.nobody else "answer.not_known"
    return phrases.say(phrase, asked=asked, day=answer.asked_on)
