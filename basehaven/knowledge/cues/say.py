"""Put a reading into sentences of one language, from the phrases of the knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from basehaven.core.cues.match import Because
from basehaven.core.cues.quiet import NO_COMFORT_SOUGHT, QuietSign
from basehaven.core.cues.read import Guess as OneGuess
from basehaven.core.cues.read import NotEnough, Reading
from basehaven.core.cues.safety import NOW, WATCH, SafetyStep
from basehaven.core.cues.types import Helped, Moment
from basehaven.knowledge.cues.library import Library, Looked
from basehaven.knowledge.cues.said import Said, SaidNotEnough, SaidReading, SaidStep

ASKS = ("ask_before", "ask_whom", "ask_body", "ask_home")


class Speaker:
    """Says things in one language."""

    def __init__(self, library: Library, language: str) -> None:
        self.library, self.language = library, language
        self._phrases = library.files.phrases
        self._needs = {need.id: need for need in library.files.needs.needs}

    def phrase(self, name: str, **places: object) -> str:
        """A sentence of the phrases, with its places filled in."""
        return self._phrases.phrases[name].of(self.language).format(**places)

    def cue(self, cue_id: str) -> str:
        """What a cue is called; its id when it is not in the vocabulary."""
        cue = self.library.cues.get(cue_id)
        return cue.words.of(self.language) if cue else cue_id

    def context(self, context: str) -> str:
        """What a context is called."""
        words = self._phrases.contexts.get(context)  # type: ignore[call-overload]
        return words.of(self.language) if words else context

    def age(self, months: int, *, corrected: bool) -> str:
        """An age in months; said aloud when it counts from the due date."""
        said = self.phrase("month" if months == 1 else "months", months=months)
        return self.phrase("corrected", age=said) if corrected else said

    def arousal(self, arousal: str) -> str:
        """How the child was, in words."""
        return self._phrases.arousal[arousal].of(self.language)  # type: ignore[index]

    def date(self, day: date) -> str:
        """A date as people say it."""
        names = self._phrases.months
        months = names.es if self.language == "es" else names.en
        return self.phrase("date", day=day.day, month=months[day.month - 1], year=day.year)

    def moment(self, moment: Moment) -> tuple[str, ...]:
        """Context, age and arousal, as far as they were noted."""
        said = [self.context(moment.context)] if moment.context else []
        if moment.age is not None:
            said.append(self.age(moment.age, corrected=moment.corrected_months is not None))
        return (*said, self.arousal(moment.arousal)) if moment.arousal else tuple(said)

    def because(self, because: Because) -> str:
        """Why a row speaks: "Because: arrival, 14 months, pulled at the door"."""
        reasons = [self.context(because.context)] if because.context else []
        if because.months is not None:
            reasons.append(self.age(because.months, corrected=because.corrected))
        if because.arousal:
            reasons.append(self.arousal(because.arousal))
        reasons += [self.cue(cue) for cue in because.seen]
        return self.phrase("because", reasons=", ".join(reasons))

    def reading(self, reading: Reading) -> SaidReading:
        """One need: the row that fits best, and what other rows add."""
        first, *others = (self._guess(reading.need, guess) for guess in reading.guesses)
        return SaidReading(
            **{name: getattr(first, name) for name in SaidReading.__slots__ if name != "also"},
            also=tuple(others),
        )

    def _guess(self, need: str, guess: OneGuess) -> SaidReading:
        entry = self.library.entries.get(guess.row.row_id)
        named = self._needs.get(need)
        return SaidReading(
            need=need,
            may=self.phrase("may", need=named.words.of(self.language) if named else need),
            because=self.because(guess.because),
            may_mean=guess.meaning.may_mean,
            try_=guess.meaning.try_,
            avoid=guess.avoid,
            row=guess.row.row_id,
            evidence=guess.row.evidence,
            remark=self._remark(guess),
            sources=guess.row.sources,
            doubt=entry.doubt.of(self.language) if entry and entry.doubt else "",
        )

    def _remark(self, guess: OneGuess) -> str:
        said = [self._phrases.evidence[guess.row.evidence].of(self.language)]
        entry = self.library.entries.get(guess.row.row_id)
        if not guess.row.checked:
            said.append(self.phrase("draft"))
        if entry and entry.waits_for_expert:
            said.append(self.phrase("expert"))
        if guess.meaning.added:
            said.append(self.phrase("added"))
        return "; ".join(said)

    def helped(self, done: Helped) -> str:
        """What was tried, how often it helped, and when last."""
        if done.helped or done.partly:
            said = self.phrase("helped", did=done.did, helped=done.helped, tried=done.tried)
            if done.partly:
                said = self.phrase("helped_partly", said=said, partly=done.partly)
        elif done.tried == 1:
            said = self.phrase("not_helped_once", did=done.did)
        else:
            said = self.phrase("not_helped", did=done.did, tried=done.tried)
        day = self.date(done.last_on)
        if not done.context:
            return self.phrase("helped_when_only", said=said, date=day)
        return self.phrase("helped_when", said=said, date=day, context=self.context(done.context))

    def step(self, step: SafetyStep) -> SaidStep:
        """Whom to talk to; before it is a pattern, only what to do now."""
        rule, escalation = step.rule, self.library.files.escalation
        watch = step.level == WATCH
        who = " / ".join(escalation.who[role].of(self.language) for role in rule.who)
        within = escalation.within[rule.within].of(self.language)
        reporting = step.reporting
        return SaidStep(
            rule=rule.rule_id,
            level=step.level,
            level_said=self.phrase(f"level_{step.level}"),
            title=rule.title,
            noted=self._noted(step),
            who="" if watch else self.phrase("who", who=who, within=within),
            do=(rule.seen_once,) if watch else rule.do,
            avoid=rule.avoid,
            reporting=(reporting.title, *reporting.lines) if reporting else (),
            always=escalation.always.of(self.language),
        )

    def _noted(self, step: SafetyStep) -> str:
        cues = ", ".join(self.cue(cue) for cue in step.seen)
        if step.moments < 2 or step.days < 2:
            return self.phrase("counted_once", cues=cues)
        return self.phrase("counted", moments=step.moments, days=step.days, cues=cues)

    def quiet(self, sign: QuietSign) -> str:
        """One sign in a sentence: "no comfort-seeking noted in 6 hard moments over 9 days here"."""
        span = ("days_here" if sign.here else "days") + ("_one" if sign.days == 1 else "")
        name = sign.kind
        if sign.kind == NO_COMFORT_SOUGHT and sign.sought:
            name = "little_comfort_sought"
        said = self.phrase(
            name, count=sign.count, sought=sign.sought, span=self.phrase(span, days=sign.days)
        )
        if sign.not_noted:
            said = self.phrase("sought_not_noted", said=said, count=sign.not_noted)
        return said

    def not_enough(self, found: NotEnough, *, ask: bool) -> SaidNotEnough:
        """Why nothing is said, and what to look for: missing cues first, then what always helps.

        Where a report is due, nobody is sent to ask questions.
        """
        look_for = [self.cue(cue) for cue in found.look_for] + [self.phrase(a) for a in ASKS]
        return SaidNotEnough(
            found.reason, self.phrase(found.reason), tuple(look_for) if ask else ()
        )


def say(library: Library, looked: Looked, language: str) -> Said:
    """Everything about a moment in sentences.

    Args:
        library: the knowledge whose phrases are used.
        looked: what :meth:`Library.look` found, in the same language.
        language: ``en`` or ``es``.

    Returns:
        Sentences to show. Names in them come from the child's own card alone.
    """
    speaker = Speaker(library, language)
    found = looked.readings
    readings = tuple(speaker.reading(reading) for reading in found.readings)
    quiet = tuple(speaker.quiet(sign) for sign in looked.quiet)
    reports = any(step.reporting for step in looked.safety)
    return Said(
        seen=tuple(speaker.cue(cue) for cue in _in_order(library, looked.moment.cues)),
        moment=speaker.moment(looked.moment),
        safety=tuple(speaker.step(step) for step in looked.safety),
        quiet=quiet,
        quiet_try=speaker.phrase("quiet_try") if quiet else "",
        helped=tuple(speaker.helped(done) for done in found.card.helped),
        card=tuple(line.text for line in found.card.lines),
        tried=tuple(speaker.helped(done) for done in found.card.tried),
        report_first=speaker.phrase("report_first") if reports else "",
        readings=readings,
        not_enough=(
            speaker.not_enough(found.not_enough, ask=not reports) if found.not_enough else None
        ),
        first_try=_first_try(looked, readings),
        remarks=tuple(_remarks(speaker, looked)),
        closing=speaker.phrase("closing"),
    )


def _in_order(library: Library, cues: Iterable[str]) -> list[str]:
    places = {cue: place for place, cue in enumerate(library.cues)}
    return sorted(cues, key=lambda cue: (places.get(cue, len(places)), cue))


def _first_try(looked: Looked, readings: tuple[SaidReading, ...]) -> str:
    """What is urgent; else what helped this child; else what the first reading says."""
    card = looked.readings.card
    if looked.safety and looked.safety[0].level == NOW:
        return looked.safety[0].rule.do[0]
    if card.helped:
        return card.helped[0].did
    if card.lines:
        return card.lines[0].text
    return readings[0].try_ if readings else ""


def _remarks(speaker: Speaker, looked: Looked) -> Iterable[str]:
    if looked.readings.off:
        yield speaker.phrase("turned_off", rows=", ".join(looked.readings.off))
    if looked.unknown:
        yield speaker.phrase("unknown", cues=", ".join(looked.unknown))
