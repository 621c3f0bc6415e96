"""Families: who the parents are, when children are born, who lives where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from basehaven.exchange.demo.district import District

OLDEST = 6 * 365 + 1  # days: every child of the demo is under six
SIZES = ((1, 0.6), (2, 0.29), (3, 0.09), (4, 0.02))  # children under six in a family


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which a parent cannot be there, without the tie ending."""

    started: date
    ended: date | None
    reason: str  # prison deployment distance hospital
    mode: str  # none phone video letter

    def covers(self, day: date) -> bool:
        return self.started <= day and (self.ended is None or day < self.ended)


@dataclass(slots=True)
class Parent:
    """A parent, and how they see a child who does not live with them."""

    adult_id: str
    called: str
    at_home: bool = True  # lives in the family home from the first
    left: date | None = None  # parted and moved out
    away: Away | None = None
    in_care: str = "supervised"  # how they see a child in care; "none" if not
    hours_in_care: float = 4.0
    hours_elsewhere: float = 10.0


@dataclass(slots=True)
class Kin:
    """A grandparent or aunt; ``home_id`` once a child has lived there."""

    adult_id: str
    called: str
    home_id: str = ""
    hours: float = 6.0
    lives_in: bool = False


@dataclass(slots=True)
class Stay:
    """Where a child lives from a day until before another."""

    started: date
    ended: date | None
    kind: str
    home_id: str
    carers: tuple[str, ...]
    removal_id: str = ""
    shared: bool | None = None

    def covers(self, day: date) -> bool:
        return self.started <= day and (self.ended is None or day < self.ended)


@dataclass(slots=True)
class Removal:
    """A period of care."""

    removal_id: str
    removed: date
    exited: date | None = None
    reason: str = ""


@dataclass(slots=True)
class Life:
    """One child: born, or expected and then without a birth day."""

    child_id: str
    sex: str
    born: date | None
    due: date | None = None
    twin: bool = False
    stays: list[Stay] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)

    @property
    def birth(self) -> date:
        """The day of birth of a child who is born."""
        if self.born is None:
            raise ValueError("an unborn child has no day of birth yet")
        return self.born

    def stays_on(self, day: date) -> list[Stay]:
        return [stay for stay in self.stays if stay.covers(day)]

    def known_from(self, today: date) -> date:
        """The birth, or for an unborn child the fourth month of expecting."""
        return self.born or min(today, (self.due or today) - timedelta(days=160))


@dataclass(slots=True)
class Family:
    """Parents, children and kin, and what changes between them over the years."""

    name: str
    home_id: str
    parents: list[Parent]
    lives: list[Life]
    kin: list[Kin] = field(default_factory=list)
    parted: date | None = None
    shared: bool = False
    second_home: str = ""
    raised_by: Kin | None = None
    raised_from: date | None = None
    half: bool = False  # brothers and sisters have one parent in common
    ordered: tuple[str, Parent] | None = None  # what an order forbids to whom


def make_family(district: District, most: int) -> Family:
    """A family with at most ``most`` children under six."""
    chance = district.chance
    name = chance.pick(district.names.family)
    births = _births(district, min(most, chance.weighted(SIZES)))
    family = Family(
        name=name,
        home_id=district.home(f"{name} family"),
        parents=_parents(district, name),
        lives=[_life(district, age, twin) for age, twin in births],
    )
    family.half = len(births) > 1 and chance.happens(0.12)
    for kind in ("grandmother", "grandfather"):
        if district.happens("grandparent_near") and (kind == "grandmother" or family.kin):
            called = chance.pick(("Nana", "Oma", "Abuela", "Nonna") if kind == "grandmother"
                                 else ("Grandpa", "Opa", "Abuelo", "Nonno"))  # fmt: skip
            kin_id = district.adult("kin", sex="f" if kind == "grandmother" else "m")
            family.kin.append(Kin(kin_id, called, hours=float(chance.days(2, 12))))
    _what_changes(district, family)
    return family


def _births(district: District, size: int) -> list[tuple[int, bool]]:
    """``(age in days, twin)`` of each child, oldest first; an age below 0 is unborn."""
    chance = district.chance
    ages = [(chance.days(0, OLDEST - 1), False)]
    if district.happens("unborn"):
        ages = [(-chance.days(5, 200), False)]
    while len(ages) < size:
        if district.happens("twins"):
            ages.append((ages[-1][0], True))
            ages[-2] = (ages[-2][0], True)
            continue
        older = chance.happens(0.5)
        age = (max if older else min)(age for age, _ in ages)
        age += chance.days(390, 1200) * (1 if older else -1)
        if not 0 <= age < OLDEST:
            size -= 1  # the next one is grown up already, or not yet
            continue
        ages.append((age, False))
    return sorted(ages, key=lambda birth: -birth[0])


def _life(district: District, age: int, twin: bool) -> Life:
    chance = district.chance
    life = Life(district.new_id("c"), chance.weighted((("f", 49), ("m", 50), ("x", 1))), None)
    life.twin = twin
    if age < 0:
        life.due = district.plan.ago(age)
        return life
    life.born = district.plan.ago(age)
    if district.happens("born_early"):
        life.due = life.born + timedelta(days=chance.days(22, 90))
    elif chance.happens(0.3):
        life.due = life.born + timedelta(days=chance.days(-14, 20))
    return life


def _parents(district: District, family: str) -> list[Parent]:
    """One or two parents; two mothers and two fathers among them."""
    chance = district.chance
    sexes = "fm"
    if district.happens("same_sex_parents"):
        sexes = chance.pick(("ff", "mm"))
    two = district.happens("two_parents_at_home")
    parents = []
    for position, sex in enumerate(sexes):
        named = family if position == 0 or chance.happens(0.5) else ""
        called = ("Mama", "Mami", "Mum") if sex == "f" else ("Papa", "Dada", "Baba")
        parent = Parent(
            district.adult("parent", sex=sex, family=named),
            chance.pick(called),
            at_home=position == 0 or two,
            in_care="supervised" if chance.happens(0.5) else "in_person",
            hours_in_care=float(chance.days(2, 8)),
            hours_elsewhere=float(chance.days(4, 24)),
        )
        if not district.happens("parents_keep_seeing"):
            parent.in_care = "none"
        parents.append(parent)
    return parents if two or chance.happens(0.75) else parents[:1]


def _what_changes(district: District, family: Family) -> None:
    """Parents part, one is away for a time, kin take a child in: drawn once a family."""
    chance, today = district.chance, district.plan.today
    first = min(life.born or today for life in family.lives)
    span = max((today - first).days, 1)
    lived = [parent for parent in family.parents if parent.at_home]
    if district.happens("parent_away"):
        family.parents[-1].away = _away(district, first, span)
    elif len(lived) == 2 and district.happens("parents_part") and span > 200:
        family.parted = first + timedelta(days=chance.days(100, span - 60))
        lived[1].left = family.parted
        family.shared = district.happens("shared_after_parting")
        family.second_home = district.home(f"{family.name} family, second home")
    elif family.kin and district.happens("raised_by_kin"):
        family.raised_by = family.kin[0]
        family.raised_from = first + timedelta(days=chance.days(0, span - 1))


def _away(district: District, first: date, span: int) -> Away:
    chance = district.chance
    reason = chance.weighted((("prison", 3), ("deployment", 2), ("distance", 4)))
    started = first + timedelta(days=chance.days(0, span - 1))
    ended = started + timedelta(days=chance.days(60, 500))
    modes = {"prison": ("none", "phone", "letter"), "deployment": ("video", "phone")}
    mode = chance.pick(modes.get(reason, ("video", "phone", "none")))
    return Away(started, ended if ended < district.plan.today else None, reason, mode)


def stays_at_home(family: Family, started: date, ended: date | None, today: date) -> list[Stay]:
    """Where a child of the family lives while nobody has removed them."""
    last = ended or today + timedelta(days=1)
    changes = [day for day in (family.parted, family.raised_from) if day is not None]
    cuts = sorted({started, *(day for day in changes if started < day < last)})
    stays = []
    for number, begins in enumerate(cuts):
        ends = cuts[number + 1] if number + 1 < len(cuts) else ended
        if ends is None or ends > begins:
            stays += _home_on(family, begins, ends)
    return stays


def _home_on(family: Family, begins: date, ends: date | None) -> list[Stay]:
    if family.raised_by is not None and family.raised_from and family.raised_from <= begins:
        kin = family.raised_by
        return [Stay(begins, ends, "kin", kin.home_id, (kin.adult_id,))]
    at_home = [parent for parent in family.parents if parent.at_home]
    parted = family.parted is not None and family.parted <= begins
    if not parted:
        ids = tuple(parent.adult_id for parent in at_home)
        return [Stay(begins, ends, "parent_home", family.home_id, ids)]
    stayed, left = at_home
    one = Stay(begins, ends, "parent_home", family.home_id, (stayed.adult_id,))
    if not family.shared:
        return [one]
    one.shared = True
    other = Stay(begins, ends, "parent_home", family.second_home, (left.adult_id,), "", True)
    return [one, other]
