"""Milo's days: who came when, what was seen, and that he is in the toddler room now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from basehaven.exchange.demo.district import District, Row
from basehaven.exchange.demo.plan import Plan

MILO, LOU = "milo", "lou"
ARRIVED = 7 * 60 + 52  # minutes of the day
STARTS, ENDS = 7 * 60 + 30, 16 * 60 + 30
LAST_MINUTE = 24 * 60 - 1

# adult, first seen in month, every so many days, the last so many days ago, every so many
# of them missed (0: none), minutes, kind
CAME = (
    ("ida", 0.1, 7, 26, 6, 240, "family_time"),
    ("rosa", 13.1, 7, 3, 9, 120, "family_time"),
    ("rosa", 13.1, 7, 6, 11, 120, "family_time"),
    ("tomas", 13.3, 7, 5, 5, 45, "visit"),
    ("vera", 12.1, 7, 4, 8, 60, "visit"),
)

# How often, who was sought, context, what was seen, what was tried, and how well it helped:
# counts as on the child's card.
MOMENTS = (
    (6, "dana", "tired", "turned_away", "sitting close without picking up", "yes"),
    (5, "dana", "frightened", "clung", "blue scarf", "yes"),
    (3, "dana", "hurt", "reached_for_adult", "“Mama vuelve” song", "yes"),
    (4, "ana", "arrival", "went_quiet", "sitting close without picking up", "yes"),
    (2, "ana", "hurt", "turned_away", "sitting close without picking up", "partly"),
    (3, "ana", "departure", "cried", "blue scarf", "yes"),
    (3, "rosa", "reunion", "reached_for_adult", "“Mama vuelve” song", "yes"),
    (2, "rosa", "departure", "cried", "“Mama vuelve” song", "partly"),
    (1, "ben", "tired", "went_quiet", "sitting close without picking up", "yes"),
    (1, "ben", "frightened", "turned_away", "blue scarf", "partly"),
)
WHERE = {"dana": ["dana"], "ana": ["ana", "ben"], "rosa": ["rosa"], "ben": ["ben"]}


def put_days(district: District, month: Callable[[float], date], room: str) -> None:
    """Contacts, visits, moments, screens, a need, attendance and shifts."""
    _put_contacts(district, month)
    _put_moments(district)
    today = district.plan.today
    for day in district.plan.open_days():
        for table, values in attendance_and_shifts(district.plan, day, room):
            district.put(table, **values)
    for number, (months, instrument, band) in enumerate(
        ((9, "ASQ-3", "look again"), (18, "ASQ:SE-2", "on schedule")), 1
    ):
        district.put(
            "screens", screen_id=f"milo-s{number}", child_id=MILO, subject="child",
            instrument=instrument, on=month(months), band=band,
        )  # fmt: skip
    raised = today - timedelta(days=70)
    district.put(
        "needs", need_id="milo-n1", child_id=MILO, kind="housing", raised_on=raised,
        wants_help=True, referred_on=raised + timedelta(days=3),
        met_on=today - timedelta(days=12), outcome="Rosa has a flat with a room for both boys",
    )  # fmt: skip
    programmes = (("home-visiting", 12), ("early-head-start", 7))
    for programme, months in programmes:
        district.put(
            "eligibility", child_id=MILO, programme_id=programme, from_on=month(months), to_on=None
        )


def _put_contacts(district: District, month: Callable[[float], date]) -> None:
    plan = district.plan
    for adult, first, every, last, missed, minutes, kind in CAME:
        day, count = plan.ago(last), 0
        while day >= month(first):
            count += 1
            kept = not missed or count % missed != 0
            _put_contact(district, adult, day, kind, minutes if kept else None)
            day -= timedelta(days=every)
    day = plan.ago(6)
    while day >= month(6):  # Rosa's Saturdays, on which the brothers see each other
        if day < month(13.1):
            _put_contact(district, "rosa", day, "family_time", 90)
        _put_contact(district, "rosa", day, "family_time", 90, LOU)
        day -= timedelta(days=7)


def _put_contact(
    district: District, adult: str, day: date, kind: str, minutes: int | None, child: str = MILO
) -> None:
    kept = minutes is not None
    together = adult == "rosa" and (district.plan.today - day).days % 7 == 6
    extra = {"with_sibling": LOU if child == MILO else MILO} if together else {}
    district.put(
        "contacts", contact_id=district.new_id("k"), child_id=child, adult_id=adult, on=day,
        seq=1, minutes=minutes, kind=kind, planned=adult in ("rosa", "vera"), kept=kept,
        cancelled_by="" if kept else "transport", extra=extra,
    )  # fmt: skip
    if adult == "vera":
        district.put(
            "visits", visit_id=district.new_id("v"), child_id=child, on=day,
            programme_id="home-visiting", visitor_id="vera", minutes=minutes, mode="home",
            kept=kept, cancelled_by="" if kept else "transport",
        )  # fmt: skip


def _put_moments(district: District) -> None:
    plan = district.plan
    number = 0
    for times, adult, context, seen, response, soothed in MOMENTS:
        for _ in range(times):
            number += 1
            day = plan.ago(2 + (number * 17) % 54)
            district.put(
                "care_events", event_id=f"milo-e{number}", child_id=MILO,
                at=plan.moment(day, 8 * 60 + (number * 37) % 480), context=context,
                seen=[seen], distress=True, arousal="wound_up", available=WHERE[adult],
                sought="someone", approached=[adult], approach="look" if number % 3 else "cry",
                missed=["ida"] if number % 9 == 0 else [], responder_id=adult,
                response=response, soothed=soothed, minutes_to_settle=2 + number % 6,
                back_to_play=soothed == "yes", observer_id=adult, confidence="medium",
                recorded_on=day,
            )  # fmt: skip


def attendance_and_shifts(plan: Plan, day: date, room: str) -> Iterator[Row]:
    """Here since 07:52; before that hour of the day, since a quarter of an hour ago.

    So that he is in the toddler room whenever somebody opens the demo.
    """
    now = plan.at.hour * 60 + plan.at.minute
    last = day == plan.today
    arrived = min(ARRIVED, max(now - 15, 0)) if last else ARRIVED + day.day % 9 - 4
    left = None if last else plan.moment(day, ENDS - day.day % 20)
    attendance = {"child_id": MILO, "arrived_at": plan.moment(day, arrived), "left_at": left}
    yield "attendance", {**attendance, "room_id": room, "recorded_on": day}
    begins = min(STARTS, arrived)
    ends = ENDS if not last or now < ENDS - 60 else LAST_MINUTE
    for adult, starts in (("ana", begins), ("ben", begins + 60)):
        from_at, to_at = plan.moment(day, starts), plan.moment(day, ends)
        shift = {"adult_id": adult, "room_id": room, "from_at": from_at, "to_at": to_at}
        yield "shifts", {**shift, "recorded_on": day}
