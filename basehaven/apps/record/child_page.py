"""A child's page put together: loaded once, projected once, then only looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from basehaven.apps.record import access
from basehaven.apps.record.asked import Asked
from basehaven.apps.record.child_record import ChildRecord, RecordThen, refs_of
from basehaven.apps.record.deeds import Deed, route_or_nothing, silence_deeds
from basehaven.apps.record.lifeline.draw import LifeLine, draw_lifeline
from basehaven.apps.record.map import words
from basehaven.apps.record.map.figure import Figure
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.head import Whereabouts, age_words, whereabouts
from basehaven.apps.record.map.page import MapOnDay, map_on
from basehaven.apps.record.map.silence import Silence, silences
from basehaven.apps.record.map.steps import Step, slider_days, step_on
from basehaven.apps.record.models import Child, today
from basehaven.apps.record.panels import PanelHere, panels_of
from basehaven.apps.record.queries import load_child_record
from basehaven.core.periods import covers

# What may be done from the page: the verb asked of the sight, the route, the words.
DEEDS = (
    ("edit_ties", "tie_start", gettext_noop("Add a tie")),
    ("edit_ties", "contact_add", gettext_noop("Note a contact")),
    ("edit_ties", "sibling_add", gettext_noop("Add a brother or sister")),
    ("edit_stays", "stay_start", gettext_noop("Add a stay or move")),
    ("edit_stays", "removal_start", gettext_noop("Add a removal")),
    ("edit_rooms", "enrolment_start", gettext_noop("Enrol in a room")),
    ("edit_rooms", "primary_set", gettext_noop("Choose the main adult")),
    ("record_day", "attendance_arrive", gettext_noop("Note an arrival")),
    ("edit_restrictions", "restriction_add", gettext_noop("Add a restriction")),
    ("edit_rights", "family_right_grant", gettext_noop("Say what family may know")),
    ("edit_rights", "work_start", gettext_noop("Say who works with the child")),
    ("edit_child", "child_correct", gettext_noop("Correct the child's details")),
    ("edit_ties", "child_edit", gettext_noop("Correct anything else")),
)


BESIDE = 14  # people whose lines are as high as the map
FIRST = ("tie_start", "stay_start", "sibling_add")
Listed = tuple[str, str, list[tuple[Figure, str]]]


@dataclass(frozen=True)
class ChildPage:
    """Everything that the templates ask for; each part is made when it is asked for."""

    child: Child
    record: ChildRecord  # projected: what this viewer may see
    present: ChildRecord  # the same as known now, projected too
    sight: access.Sight
    asked: Asked
    today: date = field(default_factory=today)

    @classmethod
    def of(cls, request: HttpRequest, child: Child) -> ChildPage:
        asked = Asked.by(request)
        sight: access.Sight = request.sight  # type: ignore[attr-defined]
        found = load_child_record(child, as_known_on=asked.known)
        record = present = access.project(found, sight)
        if isinstance(found, RecordThen) and found.present is not None:
            present = access.project(found.present, sight)
        return cls(child, record, present, sight, asked)

    @cached_property
    def address(self) -> str:
        return self.child.get_absolute_url()

    @cached_property
    def step(self) -> Step:
        days = slider_days(self.record, self.today)
        if self.asked.step is not None:
            return step_on(self.record, days, days[min(self.asked.step, len(days) - 1)])
        return step_on(self.record, days, self.asked.on or self.today)

    @cached_property
    def day(self) -> date:
        """The day looked at: as asked, also between two steps."""
        if self.asked.step is None and self.asked.on and self.asked.on < self.today:
            return self.asked.on
        return self.step.day

    @cached_property
    def shown(self) -> OnDay:
        return OnDay(self.record, self.day, self.today)

    @cached_property
    def now(self) -> OnDay:
        return self.shown if self.day == self.today else OnDay(self.record, self.today, self.today)

    @cached_property
    def name(self) -> str:
        parents = (
            self.record.people[tie.adult_id].name
            for tie in self.record.ties
            if tie.kind == "parent" and covers(tie, self.today)
        )
        child = self.record.child
        return words.child_words(child.name, child.born_precision, dict.fromkeys(parents))

    @cached_property
    def is_empty(self) -> bool:
        """Nothing that a map or a life line could show; what was known earlier is another page."""
        record = self.record
        rows = (record.ties, record.stays, record.rooms, record.removals, record.siblings)
        return not any(rows) and not record.restrictions and not self.asked.known

    @property
    def first_deeds(self) -> list[Deed]:
        """With what an empty page begins."""
        offered = {deed.address: deed for deed in self.deeds}
        begin = [route_or_nothing(route, self.child.ref) for route in FIRST]
        return [offered[address] for address in begin if address in offered]

    @property
    def panels(self) -> list[PanelHere]:
        """What the practice apps add; about now, so not on a page of what was known then."""
        return [] if self.asked.known else panels_of(self.child, self.sight)

    @cached_property
    def first_name(self) -> str:
        return words.first_name(self.record.child.name) or _("this child")

    @cached_property
    def age(self) -> str:
        return age_words(self.record.child, self.today)

    @cached_property
    def age_then(self) -> str:
        return age_words(self.record.child, self.day)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        return whereabouts(self.record, self.today)

    @cached_property
    def map(self) -> MapOnDay:
        return map_on(self.shown, self.figure_address)

    @cached_property
    def lifeline(self) -> LifeLine | None:
        return draw_lifeline(self.now, self.row_address)

    @cached_property
    def day_line(self) -> SafeString | str:
        return self.lifeline.day_line(self.day, self.today) if self.lifeline else ""

    @cached_property
    def restricted(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who is restricted today, by name, in full words: by what is known now, whatever is asked.

        Somebody may act on a page as it was known; no order may be missing from it.
        """
        now = OnDay(self.present, self.today, self.today)
        return [(now.name(adult), now.warnings(adult, short=False)) for adult in now.restrictions]

    @cached_property
    def silences(self) -> list[tuple[Silence, str, list[Deed]]]:
        """Each with the address of the tie and what to do; never about whoever is looking."""
        may = "edit_ties" in self.sight.may and not self.sight.restricted
        return [
            (
                silence,
                self.figure_address(silence.figure),
                silence_deeds(self.child, silence) if may else [],
            )
            for silence in silences(self.shown)
            if silence.figure.key != self.sight.adult_ref
        ]

    @cached_property
    def listed(self) -> list[Listed]:
        """The list in words: heading, id, and each person with the address of the record."""
        return [
            (group.title, group.name, [(f, self.figure_address(f)) for f in group.figures])
            for group in self.map.groups
        ]

    @property
    def listed_now(self) -> list[Listed]:
        return [group for group in self.listed if group[1] in ("now", "interrupted")]

    @property
    def listed_rest(self) -> list[Listed]:
        return [group for group in self.listed if group[1] in ("ended", "siblings")]

    @property
    def now_is_long(self) -> bool:
        """Too many to stand beside the map: they stand under it, in columns."""
        return sum(len(group[2]) for group in self.listed_now) > BESIDE

    @property
    def rest_is_long(self) -> bool:
        """More has ended than goes on: the list of the rest takes the whole width."""
        now, rest = (sum(len(g[2]) for g in part) for part in (self.listed_now, self.listed_rest))
        return rest > now + 2

    @cached_property
    def deeds(self) -> list[Deed]:
        found = []
        for verb, route, label in DEEDS:
            address = route_or_nothing(route, self.child.ref) if verb in self.sight.may else ""
            if address:
                found.append(Deed(address, _(label)))
        return found

    @cached_property
    def lookers(self) -> str:
        return route_or_nothing("child_lookers", self.child.ref) if self.sight.sees_lookers else ""

    @cached_property
    def _opened(self) -> frozenset[str]:
        """Rows whose own page shows them, when the record is looked at as it was known."""
        return refs_of(self.present)

    def row_address(self, table: str, ref: str) -> str:
        if self.asked.known and ref not in self._opened and "see_history" not in self.sight.may:
            return ""  # believed then, marked as an error since: only history still shows it
        # Put together by hand: reverse() a hundred times a page is slow.
        return f"{self.address}{table}/{ref}/"

    def figure_address(self, figure: Figure) -> str:
        return self.row_address(*figure.opens) if figure.opens else ""

    def query(self, day: date | None) -> str:
        """The address's query for another day, with what the record was known to hold."""
        asked = {}
        if day is not None and day != self.today:
            asked["on"] = day.isoformat()
        if self.asked.known:
            asked["known"] = self.asked.known.isoformat()
        return "?" + urlencode(asked)

    @property
    def query_before(self) -> str:
        return self.query(self.step.before)

    @property
    def query_after(self) -> str:
        return self.query(self.step.after)

    @property
    def query_here(self) -> str:
        return self.query(self.day)

    @property
    def day_words(self) -> str:
        return words.day_words(self.day)

    @property
    def known_words(self) -> str:
        return words.day_words(self.asked.known) if self.asked.known else ""

    @property
    def since_words(self) -> str:
        """Which change the line under the map speaks of."""
        if self.step.since == self.today:
            return _("Today")
        values = {"day": words.day_words(self.step.since)}
        if self.step.is_today:
            return _("Last change, %(day)s") % values
        return _("Change of %(day)s") % values
