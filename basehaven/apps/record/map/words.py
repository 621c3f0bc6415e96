"""What the map and its list say, in the reader's language. No markup here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as date_words
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from basehaven.apps.record.child_record import PlanFacts, Rhythm
from basehaven.apps.record.models import AdultRole, EndReason, Restriction, TieSpell
from basehaven.core.relationships.types import Restriction as CoreRestriction

KINDS = {**dict(AdultRole.choices), "other": _lazy("somebody else")}
RESTRICTIONS = dict(Restriction.Kind.choices)
GRAVEST_FIRST = tuple(RESTRICTIONS)
MODES = dict(TieSpell.Mode.choices)
REASONS = dict(TieSpell.Reason.choices)
END_REASONS = dict(EndReason.choices)
CANCELLED = {
    "agency": _lazy("planned for %(day)s, cancelled by the agency"),
    "transport": _lazy("planned for %(day)s, cancelled by transport"),
    "carer": _lazy("planned for %(day)s, cancelled by the carer"),
    "parent": _lazy("planned for %(day)s, cancelled by the parent"),
    "weather": _lazy("planned for %(day)s, cancelled because of the weather"),
}
THESE_MONTHS = 180  # days to either side within which a day is said without its year
SEEN_LATELY = 14  # days within which "last seen" adds nothing to the rhythm in words


def day_words(day: date) -> str:
    # Translators: a date in Django's format letters: 3 May 2025
    return _in_words(day, _("j M Y"), get_language() or "")


def moment_words(at: datetime) -> str:
    """A day and time where the server is."""
    # Translators: a date and time in Django's format letters: 3 May 2025 14:05
    return date_words(timezone.localtime(at), _("j M Y H:i"))


def month_words(day: date) -> str:
    # Translators: a month in Django's format letters: May 2025
    return _in_words(day, _("M Y"), get_language() or "")


@lru_cache(maxsize=8192)
def _in_words(day: date, letters: str, language: str) -> str:
    """Kept by language: a page of sixty ties says a thousand dates."""
    return date_words(day, letters)


def joined(words: Iterable[str]) -> str:
    """Ana, Ben and Cleo."""
    listed = [isolated(word) for word in words if word]
    if len(listed) < 2:
        return "".join(listed)
    return _("%(most)s and %(last)s") % {"most": ", ".join(listed[:-1]), "last": listed[-1]}


def isolated(word: str) -> str:
    """A word written from right to left, kept from turning the words beside it."""
    if not word.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in word):
        return f"\u2068{word}\u2069"
    return word


def kinds_words(kinds: Iterable[str], rank: str = "") -> str:
    """The kinds of someone's ties, the main or backup adult of the room named as such."""
    words = joined(str(KINDS.get(kind, kind)) for kind in dict.fromkeys(kinds))
    if rank == "main":
        return _("main %(kind)s") % {"kind": words}
    if rank == "backup":
        return _("backup %(kind)s") % {"kind": words}
    return words


def name_or_kind(name: str, kinds: Sequence[str]) -> str:
    """A name, or the kind when the source names nobody or the name is not for this viewer."""
    if name:
        return name
    return capfirst(kinds_words(kinds[:1])) or _("Somebody")


def child_words(name: str, precision: str, parents: Iterable[str]) -> str:
    """What to call a child: a name, or whose child it is, or that no name is known."""
    if name:
        return name
    of = joined(parents)
    if of:
        return _("Child of %(names)s") % {"names": of}
    return _("Not named yet") if precision == "unborn" else _("A child without a recorded name")


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else ""


def restrictions_words(restrictions: Sequence[CoreRestriction], *, short: bool) -> tuple[str, ...]:
    """One sentence for each order or plan, with everything that it forbids."""
    by_source: dict[tuple[str, date | None], list[CoreRestriction]] = {}
    for restriction in restrictions:
        day = None if restriction.source else restriction.started_on
        by_source.setdefault((restriction.source, day), []).append(restriction)
    said = []
    for (source, day), rows in by_source.items():
        kinds = ", ".join(
            str(RESTRICTIONS[kind])
            for kind in sorted({r.kind for r in rows} & set(GRAVEST_FIRST), key=GRAVEST_FIRST.index)
        )
        by_what = Truncator(source).chars(60) if short else source
        if day is not None:
            by_what = _("since %(day)s") % {"day": day_words(day)}
        said.append(f"{kinds} ({by_what})")
    return tuple(said)


def rhythm_words(rhythm: Rhythm, today: date) -> str:
    """How often somebody came in the last four weeks, once four weeks are recorded."""
    if (today - rhythm.first).days < 28:
        return ""
    a_week = rhythm.recent / 4
    if a_week >= 1.75:
        return _("%(times)d × a week") % {"times": round(a_week)}
    if rhythm.recent >= 3:
        return _("weekly")
    if rhythm.recent:
        return ngettext("once in 4 weeks", "%(times)d times in 4 weeks", rhythm.recent) % {
            "times": rhythm.recent
        }
    return ""


def last_seen_words(last: date, day: date) -> str:
    days = (day - last).days
    if days <= 0:
        return _("seen today")
    return ngettext("last seen %(days)d day ago", "last seen %(days)d days ago", days) % {
        "days": days
    }


def hours_words(hours: float) -> str:
    number = int(hours) if hours == int(hours) else round(hours, 1)
    return _("%(hours)s h a week") % {"hours": number}


def interrupted_words(reason: str) -> str:
    if reason and reason != "other":
        return _("no contact at present: %(reason)s") % {"reason": REASONS.get(reason, reason)}
    return _("no contact at present")


def near_day_words(day: date, today: date) -> str:
    """A day of these months needs no year."""
    if abs((day - today).days) > THESE_MONTHS:
        return day_words(day)
    # Translators: a day near today in Django's format letters: 3 May
    return _in_words(day, _("j M"), get_language() or "")


def plan_words(plan: PlanFacts, today: date, *, forbidden: bool = False) -> str:
    """What is known of a contact that was planned. ``forbidden``: an order stands against it."""
    if plan.outcome == PlanFacts.OPEN:
        said = _("planned for %(day)s; whether it took place is not recorded")
    elif plan.outcome == PlanFacts.MISSED:
        other = _lazy("planned for %(day)s, did not take place")
        said = str(CANCELLED.get(plan.cancelled_by, other))
    elif forbidden:
        said = _("planned for %(day)s, which an order now forbids")
    else:
        said = _("planned for %(day)s")
    return said % {"day": near_day_words(plan.on, today)}


def initial(name: str) -> str:
    return name[:1].upper() or "?"
