"""Children come into care, move, and leave it: the drawn episodes get homes and carers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from basehaven.exchange.demo.care import Episode, comes_back, draw_episode, first_entry
from basehaven.exchange.demo.district import District
from basehaven.exchange.demo.family import Family, Kin, Life, Removal, Stay, stays_at_home
from basehaven.exchange.demo.staff import FosterHome, Workers

RESTS = (("hospital", 3, 6), ("respite", 2, 5))  # kind, least and most days
Together = dict[date, FosterHome]


def live_lives(district: District, family: Family, workers: Workers) -> None:
    """Fill in the stays and removals of a family's children, from birth to today."""
    if family.raised_by is not None:
        family.raised_by.home_id = district.home(f"{family.name} grandparents")
    entries = _entries(district, family)
    together: Together = {}
    home_on: dict[date, date] = {}  # removal day -> the day brothers and sisters go home
    for life in family.lives:
        if life.born is not None:
            _live(district, family, workers, life, entries, together, home_on)
            life.stays.sort(key=lambda stay: stay.started)
            life.stays = [s for s in life.stays if s.ended is None or s.ended > s.started]


def _entries(district: District, family: Family) -> dict[str, date]:
    """When each child first enters care, brothers and sisters often on one day."""
    today = district.plan.today
    if family.raised_by is not None:
        return {}
    drawn: list[tuple[date, str]] = []
    for life in family.lives:
        if life.born is None:
            continue
        day = first_entry(district.chance, district.rates, life.born, today)
        if day is not None:
            drawn.append((day, life.child_id))
    entries: dict[str, date] = {}
    for day, child_id in sorted(drawn):
        if child_id in entries:
            continue
        entries[child_id] = day
        for other in family.lives:
            at_home = other.born is not None and other.born <= day
            if other.child_id in entries or not at_home:
                continue
            if district.happens("entries_with_siblings"):
                entries[other.child_id] = day
    return entries


def _live(
    district: District,
    family: Family,
    workers: Workers,
    life: Life,
    entries: dict[str, date],
    together: Together,
    home_on: dict[date, date],
) -> None:
    today = district.plan.today
    at_home_from, enters = life.birth, entries.get(life.child_id)
    while enters is not None and enters <= today:
        life.stays += stays_at_home(family, at_home_from, enters, today)
        episode = draw_episode(district.chance, district.rates, life.birth, enters, today)
        episode = _home_with_the_others(episode, home_on)
        removal = Removal(
            f"{life.child_id}-m{len(life.removals) + 1}", enters, episode.exited, episode.reason
        )
        life.removals.append(removal)
        places = Places(district, family, workers, life, removal, together)
        life.stays += places.of(episode)
        if episode.exited is None:
            return
        if episode.reason != "reunified":
            life.stays += places.after(episode)
            back = comes_back(district.chance, district.rates, life.birth, episode, today)
            if back is None:
                return
            life.stays[-1].ended = back
            at_home_from = enters = back
            continue
        at_home_from = episode.exited
        enters = comes_back(district.chance, district.rates, life.birth, episode, today)
    life.stays += stays_at_home(family, at_home_from, None, today)


def _home_with_the_others(episode: Episode, home_on: dict[date, date]) -> Episode:
    """Brothers and sisters removed on one day go home on one day, if in one year."""
    if episode.exited is None or episode.reason != "reunified":
        return episode
    day = home_on.setdefault(episode.removed, episode.exited)
    years = {(ends - episode.removed).days // 365 for ends in (day, episode.exited)}
    if len(years) > 1 or any(move > day - timedelta(days=9) for move in episode.moves):
        return episode
    return Episode(episode.removed, episode.moves, day, "reunified")


class Places:
    """Homes for one child in one period of care."""

    def __init__(
        self,
        district: District,
        family: Family,
        workers: Workers,
        life: Life,
        removal: Removal,
        together: Together,
    ) -> None:
        self.district, self.family, self.workers = district, family, workers
        self.life, self.removal, self.together = life, removal, together
        self.used: set[str] = set()
        self.last: FosterHome | None = None

    def of(self, episode: Episode) -> list[Stay]:
        """The stays of a period of care, first to last."""
        starts = [episode.removed, *episode.moves]
        ends = [*episode.moves, episode.exited]
        visit = self._trial_visit(episode)
        if visit is not None:
            ends[-1] = visit
        stays: list[Stay] = []
        for number, (begins, until) in enumerate(zip(starts, ends, strict=True)):
            adoption = episode.reason == "adoption" and number == len(starts) - 1
            place = self._place(begins, first=number == 0, adoption=adoption)
            self.last = place
            stays += self._stays_in(place, begins, until, adoption=adoption)
        if visit is not None:
            home = stays_at_home(self.family, visit, episode.exited, self.district.plan.today)
            stays += [self._trial(stay) for stay in home[:1]]
        return stays

    def after(self, episode: Episode) -> list[Stay]:
        """Where the child lives after an exit to relatives, a guardian or adopters."""
        begins, last = episode.exited, self.last
        if begins is None or last is None:
            return []
        if episode.reason == "adoption":
            return [Stay(begins, None, "parent_home", last.home_id, last.carers)]
        if episode.reason == "guardianship" and last.kind == "foster":
            return [Stay(begins, None, "other", last.home_id, last.carers)]
        kin = self._kin_home()
        return [Stay(begins, None, "kin", kin.home_id, kin.carers)]

    def _trial_visit(self, episode: Episode) -> date | None:
        if episode.reason != "reunified" or episode.exited is None:
            return None
        last = episode.moves[-1] if episode.moves else episode.removed
        if (episode.exited - last).days < 60 or not self.district.happens("trial_home_visit"):
            return None
        return episode.exited - timedelta(days=self.district.chance.days(14, 45))

    def _trial(self, stay: Stay) -> Stay:
        stay.kind, stay.removal_id, stay.shared = "trial_home_visit", self._removal, None
        stay.ended = self.removal.exited
        return stay

    @property
    def _removal(self) -> str:
        return self.removal.removal_id

    def _place(self, day: date, *, first: bool, adoption: bool) -> FosterHome:
        if first and day in self.together and self.district.happens("siblings_placed_together"):
            place = self.together[day]
        else:
            place = self._another(first=first, adoption=adoption)
        if first:
            self.together.setdefault(day, place)
        self.used.add(place.home_id)
        return place

    def _another(self, *, first: bool, adoption: bool) -> FosterHome:
        chance, rates = self.district.chance, self.district.rates
        kind = "foster"
        if adoption:
            kind = "foster" if first else "pre_adoptive"
        elif first and chance.happens(rates["first_home_group"]):
            kind = "group"
        elif chance.happens(rates["first_home_kin"]):
            kin = self._kin_home()
            if kin.home_id not in self.used:
                return kin
        homes = [
            home
            for home in self.workers.foster_homes
            if home.kind == kind and home.home_id not in self.used
        ]
        return chance.pick(homes)

    def _kin_home(self) -> FosterHome:
        """A grandparent's home, or an aunt's who was not on the record before."""
        kin = next((kin for kin in self.family.kin if not kin.lives_in), None)
        if kin is None:
            called = self.district.chance.pick(("Auntie", "Tía", "Nana"))
            kin = Kin(self.district.adult("kin", family=self.family.name), called)
            self.family.kin.append(kin)
        if not kin.home_id:
            kin.home_id = self.district.home(f"{self.family.name} relatives")
        return FosterHome(kin.home_id, (kin.adult_id,), "relative_foster")

    def _stays_in(
        self, place: FosterHome, begins: date, until: date | None, *, adoption: bool
    ) -> Iterator[Stay]:
        """A stay, with some days in hospital or respite in the middle of a few."""
        last = until or self.district.plan.today
        days = (last - begins).days
        kind = place.kind
        if adoption and kind not in ("pre_adoptive", "relative_foster") and days > 150:
            changes = last - timedelta(days=120)  # the same home, now meant for good
            yield Stay(begins, changes, kind, place.home_id, place.carers, self._removal)
            begins, kind, days = changes, "pre_adoptive", 120
        if days > 40 and self.district.happens("short_stays"):
            rest, least, most = self.district.chance.pick(RESTS)
            leaves = begins + timedelta(days=self.district.chance.days(10, days - 15))
            comes = leaves + timedelta(days=self.district.chance.days(least, most))
            yield Stay(begins, leaves, kind, place.home_id, place.carers, self._removal)
            yield Stay(leaves, comes, rest, self._rest_home(rest), (), self._removal)
            begins = comes
        yield Stay(begins, until, kind, place.home_id, place.carers, self._removal)

    def _rest_home(self, kind: str) -> str:
        if kind == "hospital":
            return self.workers.hospital
        return self.workers.foster_homes[-2].home_id
