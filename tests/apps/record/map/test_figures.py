"""Who is on the map on a day, and what is said of each."""

from __future__ import annotations

from datetime import date

from basehaven.apps.record.child_record import (
    PersonFacts,
    PlanFacts,
    PrimaryFacts,
    Rhythm,
    SiblingFacts,
)
from basehaven.apps.record.map.figure import shape_of
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.page import map_on
from basehaven.core.periods import Period
from basehaven.core.relationships.types import Stay
from tests.apps.record.map.people import BORN, TODAY, ago, look, order, record, tie

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
    seen = {"ida": Rhythm(BORN, ago(26), 80, 1)}
    figures = look(tie("ida", "kin", mode="none"), rhythms=seen)
    assert figures["ida"].status == "interrupted"
    assert figures["ida"].line == "kin, last seen 26 days ago"


def test_or_why_if_somebody_has_said_it():
    seen = {"ida": Rhythm(BORN, ago(26), 80, 1)}
    figures = look(tie("ida", "kin", mode="none", reason="distance"), rhythms=seen)
    assert figures["ida"].line == "kin, no contact at present: distance"


def test_a_plan_that_came_to_nothing_stands_beside_the_person_until_they_meet():
    ida = tie("ida", "kin", mode="in_person")
    plans = {"ida": (PlanFacts(ago(5), PlanFacts.MISSED, "transport"),)}
    figure = look(ida, rhythms={"ida": Rhythm(BORN, ago(26), 80, 1)}, plans=plans)["ida"]
    assert figure.line == "kin, planned for 5 Jan, cancelled by transport"
    assert "planned for 5 Jan, cancelled by transport" in figure.says


def test_somebody_seen_lately_keeps_the_rhythm_on_the_map_and_the_plan_in_the_list():
    rosa = tie("rosa", "parent", mode="in_person")
    plans = {"rosa": (PlanFacts(ago(-2), PlanFacts.AHEAD),)}
    figure = look(rosa, rhythms={"rosa": Rhythm(ago(60), ago(2), 18, 8)}, plans=plans)["rosa"]
    assert figure.line == "parent, 2 × a week"
    assert "planned for 12 Jan" in figure.says


def test_a_plan_against_which_an_order_stands_is_said_with_it():
    rosa = tie("rosa", "parent", mode="in_person")
    plans = {"rosa": (PlanFacts(ago(-2), PlanFacts.AHEAD),)}
    figure = look(rosa, plans=plans, restrictions=(order("rosa"),))["rosa"]
    assert "planned for 12 Jan, which an order now forbids" in figure.says


def test_a_plan_of_long_ago_is_said_with_its_year():
    ida = tie("ida", "kin", mode="in_person")
    plans = {"ida": (PlanFacts(ago(300), PlanFacts.MISSED),)}
    assert look(ida, plans=plans)["ida"].line == "kin, planned for 16 Mar 2025, did not take place"


def test_plans_are_said_today_only():
    ida = tie("ida", "kin", mode="in_person")
    plans = {"ida": (PlanFacts(ago(5), PlanFacts.MISSED, "transport"),)}
    assert "planned" not in look(ida, day=ago(10), plans=plans)["ida"].line


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
