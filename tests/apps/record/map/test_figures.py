"""Who is on the map on a day, and what is said of each."""

from __future__ import annotations

from datetime import date, timedelta

from basehaven.apps.record.child_record import (
    ChildFacts,
    ChildRecord,
    PersonFacts,
    PrimaryFacts,
    RestrictionFacts,
    Rhythm,
    SiblingFacts,
)
from basehaven.apps.record.map.figures import OnDay, shape_of
from basehaven.apps.record.map.page import map_on
from basehaven.apps.record.map.silence import SilenceRule, silences
from basehaven.apps.record.map.steps import slider_days, step_on
from basehaven.core.periods import Period
from basehaven.core.relationships.types import Spell, Stay, Tie

BORN = date(2024, 5, 1)
TODAY = date(2026, 1, 10)
MILO = ChildFacts("milo", "Milo Marin", (), BORN, "day", None, "m", "")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def tie(adult: str, kind: str = "kin", started: date = BORN, ended=None, **spell) -> Tie:
    spells = (Spell(started, ended, **spell),) if spell else ()
    return Tie(f"tie-{adult}-{kind}", adult, kind, started, ended, spells=spells)


def record(*ties: Tie, **parts) -> ChildRecord:
    named = {t.adult_id: PersonFacts(t.adult_id, t.adult_id.title(), (t.kind,)) for t in ties}
    named.update({p.ref: p for p in parts.pop("people", ())})
    parts.setdefault("restrictions", ())
    return ChildRecord(child=MILO, people=named, ties=ties, **parts)


def look(*ties: Tie, day: date = TODAY, **parts):
    on = OnDay(record(*ties, **parts), day, TODAY)
    return {figure.key: figure for figure in on.figures}


def order(adult: str, kind: str = "no_contact", source: str = "order of 3 May") -> RestrictionFacts:
    return RestrictionFacts(adult, kind, BORN, None, source, ref=f"r-{adult}-{kind}")


# Kinds and places


def test_shape_follows_the_closest_tie_and_staff_only_if_nothing_else_ties_them():
    assert shape_of(["teacher"]) == "staff"
    assert shape_of(["teacher", "foster_carer"]) == "home"
    assert shape_of(["kin", "teacher"]) == "family"
    assert shape_of(["neighbour"]) == "friend"
    assert shape_of([]) == "friend"


def test_a_teacher_who_is_also_the_foster_carer_is_one_person():
    figures = look(
        tie("dana", "teacher", hours_per_week=30.0),
        tie("dana", "foster_carer", lives_with=True),
    )
    assert list(figures) == ["dana"]
    assert "foster carer" in figures["dana"].kind
    assert "teacher" in figures["dana"].kind


def test_people_stand_by_their_share_of_the_week():
    figures = look(
        tie("dana", "foster_carer", lives_with=True),
        tie("ana", "teacher", hours_per_week=34.0),
        tie("vera", "home_visitor", hours_per_week=1.0),
        tie("bo", "kin", mode="in_person"),
        tie("cleo", "kin"),
    )
    places = {key: figure.place for key, figure in figures.items()}
    assert places == {
        "dana": "most",
        "ana": "some",
        "vera": "now_and_then",
        "bo": "unknown",
        "cleo": "unknown",
    }


def test_the_main_teacher_is_named_as_such():
    spell = PrimaryFacts("p", "room", "ana", "main", BORN, None, "")
    figures = look(tie("ana", "teacher", hours_per_week=34.0), primaries=(spell,))
    assert figures["ana"].line == "main teacher, 34 h a week"


def test_an_ended_tie_says_until_when_and_stays():
    figures = look(tie("kay", "foster_carer", ended=date(2025, 8, 20), lives_with=True))
    assert (figures["kay"].place, figures["kay"].line) == ("ended", "foster carer, until Aug 2025")


def test_a_tie_that_ended_before_birth_says_so():
    june = tie("june", "doula", started=date(2024, 1, 1), ended=date(2024, 4, 1))
    assert look(june)["june"].line == "doula, before birth"


def test_somebody_interrupted_and_long_unseen_says_since_when():
    figures = look(
        tie("ida", "kin", mode="none", reason="distance"),
        rhythms={"ida": Rhythm(BORN, ago(26), 80, 1)},
    )
    assert figures["ida"].status == "interrupted"
    assert figures["ida"].line == "kin, last seen 26 days ago"


def test_how_often_is_said_only_once_four_weeks_are_recorded():
    rosa = tie("rosa", "parent", mode="in_person")
    often = look(rosa, rhythms={"rosa": Rhythm(ago(60), ago(2), 18, 8)})
    assert often["rosa"].line == "parent, 2 × a week"
    lately = look(rosa, rhythms={"rosa": Rhythm(ago(6), ago(2), 2, 2)})
    assert lately["rosa"].line == "parent, last seen 2 days ago"


def test_a_person_without_a_name_is_called_by_their_kind():
    unnamed = tie("x", "foster_carer", lives_with=True)
    on = OnDay(record(unnamed, people=[PersonFacts("x", "", ())]), TODAY, TODAY)
    assert on.figures[0].name == "Foster carer"
    assert on.figures[0].line.startswith("no name here")


def test_people_whom_only_a_stay_or_an_order_names_are_there_too():
    people = [PersonFacts("nell", "Nell", ("foster_carer",)), PersonFacts("gus", "Gus", ())]
    figures = look(
        people=people,
        stays=(Stay("s", BORN, carer_ids=("nell",)),),
        restrictions=(order("gus"),),
    )
    assert figures["nell"].line == "carer of the present home, no tie recorded"
    assert figures["gus"].warnings == ("no contact (order of 3 May)",)


def test_when_tie_and_stay_disagree_both_are_said():
    apart = tie("kay", "foster_carer", lives_with=False, hours_per_week=3.0)
    figures = look(apart, stays=(Stay("s", BORN, carer_ids=("kay",)),))
    assert any("though the tie says" in said for said in figures["kay"].says)


# Brothers and sisters


def sibling(**values) -> SiblingFacts:
    facts = {
        "ref": "pair", "child_ref": "lou", "name": "Lou", "kind": "full", "twin": False,
        "born_on": date(2021, 1, 1), "lives_together": True, "started_on": None,
        "ended_on": None, "together": (Period(BORN, None),), "sex": "m",
    }  # fmt: skip
    return SiblingFacts(**{**facts, **values})


def test_a_brother_in_the_same_home_is_near_and_one_elsewhere_stands_apart():
    near = look(siblings=(sibling(),))["sibling-pair"]
    apart = look(siblings=(sibling(lives_together=False, together=()),))["sibling-pair"]
    assert (near.place, near.line) == ("most", "brother, together")
    assert (apart.place, apart.line) == ("unknown", "brother, lives elsewhere")


def test_where_a_sibling_lives_is_not_said_to_those_who_may_not_know():
    hidden = look(siblings=(sibling(lives_together=None),))["sibling-pair"]
    assert hidden.line == "brother"
    assert sibling(lives_together=None).together == ()


# The list says what the map shows


def drawn(on: OnDay):
    return map_on(on, lambda figure: "/x/")


def test_every_restriction_stands_on_the_map_and_in_the_list():
    rows = (order("gus"), order("gus", "no_pickup"), order("ida", "supervised_only", "plan B"))
    on = OnDay(record(tie("gus", "parent"), tie("ida"), restrictions=rows), TODAY, TODAY)
    shown = drawn(on)
    listed = " ".join(s for g in shown.groups for f in g.figures for s in f.warnings_long)
    for svg in (shown.wide, shown.narrow):
        text = svg.replace("</text>", " ").split("<")
        text = " ".join(part.partition(">")[2] for part in text)
        for said in ("no contact, may not pick up", "supervised contact only"):
            assert all(word in text for word in said.split())
    assert "no contact, may not pick up (order of 3 May)" in listed
    assert "supervised contact only (plan B)" in listed


def test_what_comes_from_the_record_is_escaped():
    bad = PersonFacts("x", "<script>alert(1)</script>", ())
    shown = drawn(OnDay(record(tie("x"), people=[bad]), TODAY, TODAY))
    assert "<script" not in shown.wide + shown.narrow


def test_the_map_and_the_list_hold_the_same_people():
    on = OnDay(
        record(
            tie("dana", "foster_carer", lives_with=True),
            tie("kay", "foster_carer", ended=ago(300), lives_with=True),
            tie("bo"),
            siblings=(sibling(),),
        ),
        TODAY,
        TODAY,
    )
    shown = drawn(on)
    listed = sorted(f.name for g in shown.groups for f in g.figures)
    assert listed == ["Bo", "Dana", "Kay", "Lou"]
    assert shown.wide.count('class="map__person') == 4
    assert shown.counts == "2 live ties, 1 ended"


# The slider


def test_each_step_names_who_came_and_who_went():
    rec = record(
        tie("rosa", "parent", lives_with=True),
        tie("mia", "teacher", date(2025, 1, 1), date(2025, 6, 1), hours_per_week=30.0),
        tie("ana", "teacher", date(2025, 6, 1), hours_per_week=30.0),
    )
    days = slider_days(rec, TODAY)
    assert days == [BORN, date(2025, 1, 1), date(2025, 6, 1), TODAY]
    step = step_on(rec, days, date(2025, 6, 1))
    assert (step.kept, step.added, step.taken_away) == (["Rosa"], ["Ana"], ["Mia"])
    assert (step.before, step.after) == (date(2025, 1, 1), TODAY)


def test_a_day_between_two_steps_shows_the_step_before_it():
    rec = record(tie("rosa", "parent"), tie("mia", "teacher", date(2025, 1, 1)))
    days = slider_days(rec, TODAY)
    assert step_on(rec, days, date(2024, 9, 9)).day == BORN


def test_today_tells_of_the_last_change():
    rec = record(tie("rosa", "parent"), tie("mia", "teacher", date(2025, 1, 1)))
    step = step_on(rec, slider_days(rec, TODAY), TODAY)
    assert step.is_today
    assert (step.since, step.added) == (date(2025, 1, 1), ["Mia"])


def test_the_slider_begins_before_birth_when_somebody_was_there():
    rec = record(tie("june", "doula", date(2024, 2, 1)))
    assert slider_days(rec, TODAY)[0] == date(2024, 2, 1)


# Silence


WEEKLY = Rhythm(BORN, ago(26), 88, 0)


def quiet(*ties: Tie, day: date = TODAY, rhythm: Rhythm = WEEKLY, **parts) -> list[str]:
    rhythms = {t.adult_id: rhythm for t in ties}
    on = OnDay(record(*ties, rhythms=rhythms, **parts), day, TODAY)
    return [silence.title for silence in silences(on)]


IDA = tie("ida", "kin", mode="in_person", hours_per_week=4.0)


def test_a_rhythm_that_stopped_is_said_as_something_to_do():
    assert quiet(IDA) == ["Ida has not been seen for 26 days"]


def test_nobody_under_any_restriction_is_ever_suggested():
    for kind in ("no_contact", "supervised_only", "no_pickup", "no_information", "hide_address"):
        assert quiet(IDA, restrictions=(order("ida", kind),)) == []


def test_nor_somebody_kept_away_by_an_order_or_in_prison():
    for reason in ("order", "prison"):
        assert quiet(tie("ida", "kin", mode="none", reason=reason)) == []


def test_nor_the_dead_nor_those_whose_tie_ended_nor_those_at_home():
    died = Tie("t", "ida", "kin", BORN, ago(20), "died")
    assert quiet(died) == []
    assert quiet(tie("ida", "kin", lives_with=True)) == []


def test_a_gap_that_is_usual_for_somebody_is_no_silence():
    monthly = Rhythm(BORN, ago(26), 21, 1)
    assert quiet(IDA, rhythm=monthly) == []


def test_too_few_contacts_have_no_rhythm():
    assert quiet(IDA, rhythm=Rhythm(ago(40), ago(26), 2, 0)) == []


def test_the_past_prompts_nobody():
    assert quiet(IDA, day=ago(3)) == []


def test_the_threshold_is_a_setting():
    on = OnDay(record(IDA, rhythms={"ida": WEEKLY}), TODAY, TODAY)
    assert silences(on, SilenceRule(gaps=10)) == []
