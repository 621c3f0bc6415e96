"""What happened lately: contacts, moments of care, visits, screens, needs, reports, orders."""

from __future__ import annotations

from datetime import date, timedelta

from basehaven.exchange.demo.district import District
from basehaven.exchange.demo.family import Family, Life
from basehaven.exchange.demo.lived import Lived, Spell, Tie
from basehaven.exchange.demo.rooms import MONTH
from basehaven.exchange.demo.staff import Workers

# Days between two contacts, by kind of tie. Parents of a child in care: by their hours.
RHYTHM = {"kin": 7, "neighbour": 9, "friend": 10, "librarian": 14, "foster_carer": 28}
CANCELS = (("parent", 4), ("agency", 2), ("transport", 2), ("carer", 1), ("weather", 1))
CALLS = {"phone", "video"}
DISTRESS = ("tired", "hurt", "frightened", "arrival", "departure")
CALM = ("play", "meal", "nap", "reunion", "care")
SEEN = {
    True: ("cried", "reached_for_adult", "turned_away", "clung", "went_quiet"),
    False: ("looked_around", "smiled", "babbled", "brought_toy", "watched"),
}
RESPONSES = (
    "sat_near|stayed_and_waited", "held|walked_together", "sang", "said_what_i_saw",
    "thing_from_home", "sat_near",
)  # fmt: skip
SCREENS = ((9, "ASQ-3"), (18, "ASQ-3"), (24, "ASQ:SE-2"), (30, "ASQ-3"))
BANDS = (("on schedule", 78), ("look again", 14), ("follow up", 8))
NEEDS = ("food", "housing", "work", "income", "health", "childcare", "transport", "other")
ORDERS = (("supervised_only", 9), ("no_contact", 4), ("no_pickup", 4), ("hide_address", 3))


def put_contacts(district: District, ties: list[Tie]) -> None:
    """The last weeks, each tie in its own rhythm; some planned ones did not take place."""
    plan, chance = district.plan, district.chance
    earliest = plan.ago(7 * plan.weeks_of_contacts)
    for tie in ties:
        lived = tie.now()
        if lived is None or lived.lives_with or lived.mode in ("", "none", "letter"):
            continue
        every = _days_between(tie, lived)
        if every is None:
            continue
        since = max(earliest, tie.spells[-1].started)
        day = plan.today - timedelta(days=chance.days(0, every))
        while day >= since:
            _put_contact(district, tie, lived, day)
            day -= timedelta(days=max(1, every + chance.days(-1, 1)))


def _days_between(tie: Tie, lived: Lived) -> int | None:
    if tie.kind == "parent":
        return max(2, 14 // max(1, int((lived.hours or 1) / 1.5)))
    return RHYTHM.get(tie.kind)


def _put_contact(district: District, tie: Tie, lived: Lived, day: date) -> None:
    chance = district.chance
    planned = tie.kind in ("parent", "foster_carer")
    kept = not planned or day == district.plan.today or district.happens("family_time_kept")
    call = lived.mode in CALLS
    district.put(
        "contacts",
        contact_id=district.new_id("k"),
        child_id=tie.child_id,
        adult_id=tie.adult_id,
        on=day,
        seq=1,
        minutes=chance.days(2, 24) * 5 if kept else None,
        kind="call" if call else "family_time" if tie.kind in ("parent", "kin") else "visit",
        planned=planned,
        kept=kept,
        cancelled_by="" if kept else chance.weighted(CANCELS),
    )


def put_moments(district: District, life: Life, ties: list[Tie]) -> None:
    """Moments of care of a few children, as somebody saw them."""
    plan, chance = district.plan, district.chance
    if life.born is None or not chance.happens(plan.share_with_moments):
        return
    teachers = [tie.adult_id for tie in ties if tie.kind == "teacher" and tie.ended is None]
    home = [tie.adult_id for tie in ties if (now := tie.now()) is not None and now.lives_with]
    there = teachers or home
    if not there:
        return
    for _ in range(chance.days(2, 9)):
        day = plan.ago(chance.days(1, 28))
        if day <= life.born:
            continue
        _put_moment(district, life, there, plan.moment(day, chance.days(8 * 60, 16 * 60)), day)


def _put_moment(district: District, life: Life, there: list[str], at: str, day: date) -> None:
    chance = district.chance
    distress = chance.happens(0.6)
    sought = distress and chance.happens(0.75)
    adult = chance.pick(there)
    soothed = chance.weighted((("yes", 6), ("partly", 3), ("no", 1))) if distress else ""
    district.put(
        "care_events",
        event_id=district.new_id("e"),
        child_id=life.child_id,
        at=at,
        context=chance.pick(DISTRESS if distress else CALM),
        seen=[chance.pick(SEEN[distress])],
        distress=distress,
        arousal=chance.pick(("wound_up", "overwhelmed") if distress else ("calm", "low")),
        available=there,
        sought="someone" if sought else "nobody" if distress else "",
        approached=[adult] if sought else [],
        approach=chance.pick(("cry", "reach", "go", "look", "call")) if sought else "",
        missed=[],
        responder_id=adult if distress else "",
        response=chance.pick(RESPONSES) if distress else "",
        soothed=soothed,
        minutes_to_settle=chance.days(1, 12) if soothed in ("yes", "partly") else None,
        back_to_play=soothed == "yes" if distress else None,
        observer_id=there[0],
        confidence=chance.pick(("medium", "high")),
        recorded_on=day,
    )


def put_visits(district: District, family: Family, workers: Workers) -> list[Tie]:
    """A home visitor's weeks with one child of a family; the ties they make."""
    plan, chance = district.plan, district.chance
    born = [life for life in family.lives if life.born is not None]
    if not born or not district.happens("home_visited"):
        return []
    life = chance.pick(born)
    visitor = chance.pick(workers.home_visitors)
    pfr = chance.happens(0.5)
    programme = "promoting-first-relationships" if pfr else "home-visiting"
    begins = life.birth + timedelta(days=chance.days(20, 900))
    if begins >= plan.today:
        return []
    planned = 10 if pfr else 100
    if pfr and not district.happens("pfr_ten_sessions"):
        planned = chance.days(3, 9)
    over = begins + timedelta(days=7 * planned + chance.days(0, 20))
    _put_visits(district, life, visitor, programme, begins, planned)
    ended = over if over <= plan.today else None
    district.put(
        "eligibility",
        child_id=life.child_id,
        programme_id=programme,
        from_on=begins - timedelta(days=chance.days(5, 40)),
        to_on=ended,
    )
    tie = Tie(life.child_id, visitor, "home_visitor", begins, ended, "other" if ended else "")
    tie.spells = [Spell(begins, ended, Lived(False, 1.0, "in_person"))]
    return [tie]


def _put_visits(
    district: District, life: Life, visitor: str, programme: str, begins: date, planned: int
) -> None:
    """Every session of the ten-week programme; of the long one the last weeks."""
    plan, chance = district.plan, district.chance
    earliest = begins if planned <= 10 else plan.ago(7 * plan.weeks_of_contacts)
    done, day = 0, begins
    while done < planned and day <= plan.today:
        kept = chance.happens(0.85)
        done += kept
        if day >= earliest:
            district.put(
                "visits",
                visit_id=district.new_id("v"),
                child_id=life.child_id,
                on=day,
                programme_id=programme,
                visitor_id=visitor,
                minutes=chance.days(12, 15) * 5 if kept else None,
                mode="home" if chance.happens(0.9) else "online",
                kept=kept,
                cancelled_by="" if kept else chance.weighted(CANCELS),
            )
        day += timedelta(days=7)


def put_screens(district: District, life: Life, carer: str) -> None:
    """Which screens were done and in which band they fell: no items, no scoring here."""
    plan, chance = district.plan, district.chance
    if life.born is None:
        return
    for month, instrument in SCREENS:
        day = life.born + timedelta(days=int(month * MONTH) + chance.days(-10, 30))
        if day <= plan.today and chance.happens(0.45):
            _put_screen(district, life, "child", instrument, day, chance.weighted(BANDS), None)
    day = life.born + timedelta(days=chance.days(30, 90))
    if carer and day <= plan.today and chance.happens(0.4):
        score = min(chance.days(0, 12), chance.days(0, 16))
        band = "follow up" if score >= 10 else "look again" if score >= 5 else "on schedule"
        _put_screen(district, life, "caregiver", "PHQ-9", day, band, score)


def _put_screen(
    district: District, life: Life, subject: str, instrument: str, day: date, band: str,
    score: int | None,
) -> None:  # fmt: skip
    district.put(
        "screens",
        screen_id=district.new_id("s"),
        child_id=life.child_id,
        subject=subject,
        instrument=instrument,
        on=day,
        score=score,
        band=band,
    )


def put_needs(district: District, family: Family) -> None:
    """What a family told of in the last year, and what became of it."""
    plan, chance = district.plan, district.chance
    if not district.happens("families_with_a_need"):
        return
    life = family.lives[-1]
    for _ in range(chance.days(1, 2)):
        raised = plan.ago(chance.days(3, 365))
        if life.born is None or raised < life.born:
            continue
        wants = chance.happens(0.85)
        referred = raised + timedelta(days=chance.days(0, 14)) if wants else None
        met = raised + timedelta(days=chance.days(15, 120)) if chance.happens(0.6) else None
        referred = referred if referred and referred <= plan.today else None
        met = met if met and referred and met <= plan.today else None
        district.put(
            "needs",
            need_id=district.new_id("n"),
            child_id=life.child_id,
            kind=chance.pick(NEEDS),
            raised_on=raised,
            wants_help=wants,
            referred_on=referred,
            met_on=met,
            outcome="met" if met else "waiting" if referred else "",
        )


def put_eligibility(district: District, life: Life, enrolled_from: date | None) -> None:
    """Half of the children in a centre have a programme that pays for it."""
    if enrolled_from is None or not district.chance.happens(0.5):
        return
    programme = district.chance.pick(("early-head-start", "child-care-subsidy"))
    begins = enrolled_from - timedelta(days=district.chance.days(0, 30))
    district.put(
        "eligibility",
        child_id=life.child_id,
        programme_id=programme,
        from_on=begins if life.born is None else max(begins, life.born),
        to_on=None,
    )


def put_reports(district: District, life: Life) -> None:
    """A report before each removal; of some other children one that led to nothing."""
    chance = district.chance
    if life.born is None:
        return
    days = [(r.removed - timedelta(days=chance.days(0, 21)), True) for r in life.removals]
    if not days and chance.happens(0.03):
        days = [(chance.day_between(life.born, district.plan.today), False)]
    for number, (day, substantiated) in enumerate(days, 1):
        reported = max(day, life.born)
        district.put(
            "reports",
            child_id=life.child_id,
            report_id=f"{life.child_id}-p{number}",
            reported_on=reported,
            incident_on=max(reported - timedelta(days=chance.days(0, 5)), life.born),
            substantiated=substantiated,
        )


def draw_order(district: District, family: Family) -> None:
    """Whether an order restricts a parent; before ties, which it changes."""
    removed = any(life.removals for life in family.lives)
    if removed and district.happens("order_in_care"):
        parent = district.chance.pick(family.parents)
        family.ordered = (district.chance.weighted(ORDERS), parent)


def put_orders(district: District, family: Family, life: Life) -> None:
    """The order that restricts a parent, from the removal until the child is home again."""
    if family.ordered is None or not life.removals:
        return
    removal = life.removals[0]
    kind, parent = family.ordered
    district.put(
        "restrictions",
        child_id=life.child_id,
        adult_id=parent.adult_id,
        kind=kind,
        started_on=removal.removed,
        ended_on=removal.exited if removal.reason == "reunified" else None,
        source=f"Family court, {removal.removed.year}/{district.chance.days(100, 999)}",
    )
