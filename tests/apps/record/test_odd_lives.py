"""Odd lives are ordinary: each is written down through the pages, and reads well afterwards."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from basehaven.apps.record.map.words import isolated, joined
from basehaven.apps.record.models import Adult, Child, Tie
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

ARABIC, HEBREW, CHINESE, EMOJI = "محمد عبد الله الحسيني", "שרה כהן", "王小明 李", "Zoë 🦋🌈"
LONG = "Maximiliana-Alexandrina Konstantinopolitanskaya-Wolfeschlegelsteinhausenbergerdorff de la "
LONG += "Santísima Trinidad y Fernández"


@pytest.fixture
def write(client, cast):
    """Opens a form of the record as the caseworker, and sends it with what is typed."""

    def send(view, /, *refs, **typed):
        return Page(client, cast.caseworker, view, *refs).post(**typed)

    return send


@pytest.fixture
def shown(client, cast):
    def read(child, query=""):
        page = Page(client, cast.caseworker, "child_show", child)
        return " ".join(re.sub(r"<[^>]+>", " ", text_of(client.get(page.address + query))).split())

    return read


@pytest.fixture
def baby(cast):
    """Born 400 days ago, and nothing else is known."""
    return cast.do("child_create", name="Kim Ode", born_on=cast.ago(400))


@pytest.fixture
def expected(cast, write):
    """Not born yet, with two mothers and a doula."""
    due = cast.today + timedelta(days=50)
    assert saved(write("child_create", born_precision="unborn", due_on=due.isoformat()))
    child = Child.objects.latest("pk")
    for name in ("Ines Prado", "Nora Prado"):
        typed = {"adult": "new", "new_name": name, "kind": "parent", "started_on": cast.ago(200)}
        assert saved(write("tie_start", child, **typed))
    doula = {"adult": cast.adults["doula"], "kind": "doula", "started_on": cast.ago(40)}
    assert saved(write("tie_start", child, **doula, mode="in_person"))
    return child


# Before birth


def test_a_child_not_born_yet_is_called_by_its_parents_and_has_ties(expected, shown):
    said = shown(expected)
    assert "Child of Ines Prado and Nora Prado not born yet, due in 7 weeks" in said
    assert "June Abara doula" in said


def test_the_list_tells_two_unnamed_children_apart_by_their_parents(client, cast, expected):
    cast.do("child_create", born_precision="unborn")
    listed = text_of(Page(client, cast.caseworker, "child_list").get())
    assert "Child of Ines Prado and Nora Prado" in listed and "Not named yet" in listed


def test_a_child_not_born_yet_lives_nowhere(cast, expected, write):
    response = write("stay_start", expected, kind="parent_home", started_on=cast.today)
    assert "Record the birth first" in wrong(response)["started_on"]


def test_a_twin_expected_too_shares_both_mothers_and_is_not_called_a_brother_twice(
    expected, write, shown
):
    ties = Tie.objects.filter(child=expected, kind="parent")
    assert saved(write("twin_add", expected, shared_ties=list(ties)))
    said = shown(Child.objects.latest("pk"))
    assert "Child of Ines Prado and Nora Prado" in said
    assert "Not named yet brother or sister, twin" in said
    assert "whether they live together is not recorded" in said


def test_born_early_the_age_says_how_long_before_the_due_date(cast, expected, write, shown):
    assert saved(write("child_born", expected, born_on=cast.ago(2), name="Alma Prado"))
    assert "Alma Prado 2 days, 50 days before the due date" in shown(expected)


# Who belongs to the child


def test_two_fathers_are_two_ties_of_one_kind(cast, baby, write, shown):
    for name in ("Abel Ode", "Ugo Ode"):
        typed = {"adult": "new", "new_name": name, "kind": "parent", "started_on": cast.ago(400)}
        assert saved(write("tie_start", baby, **typed, hours_per_week="84", mode="in_person"))
    said = shown(baby)
    assert "Abel Ode parent" in said and "Ugo Ode parent" in said and "2 live ties" in said


def test_a_teacher_who_becomes_the_foster_carer_stands_once_on_the_map(
    client, cast, baby, write, shown
):
    typed = {"adult": "new", "new_name": "Dora Both", "kind": "teacher"}
    assert saved(write("tie_start", baby, **typed, started_on=cast.ago(100)))
    dora = Adult.objects.get(name="Dora Both")
    assert saved(write("tie_start", baby, adult=dora, kind="foster_carer", started_on=cast.ago(20)))
    said = shown(baby)
    assert "Dora Both teacher and foster carer" in said and "1 live tie." in said
    page = text_of(Page(client, cast.caseworker, "child_show", baby).get())
    (narrow,) = re.findall(r'<svg class="map map--narrow".*?</svg>', page, re.DOTALL)
    assert narrow.count('class="map__person') == 1


def test_a_parent_in_prison_or_abroad_changes_and_does_not_end(cast, baby, write, shown):
    tie = cast.do(
        "tie_start", child=baby, adult=cast.adults["father"], kind="parent",
        started_on=cast.ago(400), mode="in_person",
    )  # fmt: skip
    assert saved(write("tie_spell_add", baby, tie, started_on=cast.ago(90), mode="none",
                       reason="prison"))  # fmt: skip
    assert "no contact at present: prison" in shown(baby)
    assert saved(write("tie_spell_add", baby, tie, started_on=cast.ago(9), mode="video",
                       reason="deployment"))  # fmt: skip
    tie.refresh_from_db()
    assert tie.ended_on is None and "video" in shown(baby)
    assert "no contact at present: prison" in shown(baby, f"?on={cast.ago(30)}")


def test_an_end_before_the_start_is_refused_with_all_that_was_typed(cast, baby, write):
    friend = {"adult": cast.adults["friend"], "kind": "friend", "started_on": cast.ago(30)}
    tie = cast.do("tie_start", child=baby, **friend)
    response = write("tie_end", baby, tie, how="ended", ended_on=cast.ago(60), end_reason="moved")
    assert "before it starts" in wrong(response)["ended_on"]
    assert cast.ago(60).isoformat() in text_of(response)


# Two homes


def test_shared_care_begins_beside_the_home_where_the_child_lives_now(cast, baby, write, shown):
    abel, ugo = (cast.do("home_create", name=name) for name in ("At Abel's", "At Ugo's"))
    carer = cast.adults["father"]
    cast.do("stay_start", child=baby, kind="parent_home", home=abel, started_on=cast.ago(300),
            carers=[carer])  # fmt: skip
    typed = {"kind": "parent_home", "home": "new", "new_home": "At Ugo's"}
    assert saved(write("stay_start", baby, **typed, started_on=cast.ago(100), shared="true"))
    now = baby.stays.live_on(cast.today)
    assert {stay.home.name for stay in now} == {"At Abel's", "At Ugo's"}
    assert all(stay.shared for stay in now)
    before = baby.stays.get(home=abel, ended_on=cast.ago(100))
    assert before.shared is None and before.started_on == cast.ago(300)
    assert list(now.get(home=abel).carers.all()) == [carer]
    said = shown(baby)
    assert "shared care" in said
    assert not re.search(r"\bmove\b(?! it)", said.split("Life line")[1].split("Another day")[0])
    assert ugo.stays.count() == 0


def test_shared_care_from_the_day_on_which_the_present_stay_began(cast, baby, write):
    cast.do("stay_start", child=baby, kind="kin", started_on=cast.ago(100))
    assert saved(write("stay_start", baby, kind="kin", started_on=cast.ago(100), shared="true"))
    assert [stay.shared for stay in baby.stays.order_by("pk")] == [True, True]


def test_two_main_homes_on_one_day_are_refused_with_words_that_help(cast, baby, write):
    cast.do("stay_start", child=baby, kind="kin", started_on=cast.ago(100))
    typed = {"kind": "foster", "started_on": cast.ago(10), "ends_current": None}
    response = write("stay_start", baby, **typed, home="new", new_home="At Dana's")
    assert "mark both as shared care" in wrong(response)["started_on"]
    assert "At Dana's" in text_of(response)


def test_of_many_who_could_care_for_the_child_the_first_few_are_shown(client, cast, baby):
    for number in range(20):
        adult = cast.do("adult_create", name=f"Kin {number}", roles=["kin"])
        cast.do("tie_start", child=baby, adult=adult, kind="kin", started_on=cast.ago(9))
    page = text_of(Page(client, cast.caseworker, "stay_start", baby).get())
    assert "14 more on this record" in page


# Names


@pytest.mark.parametrize("name", [ARABIC, HEBREW, CHINESE, EMOJI, LONG, "W" * 120, "<b>& \"'"])
def test_every_name_is_kept_shown_and_found_as_it_is_written(client, cast, baby, write, name):
    typed = {"adult": "new", "new_name": name, "kind": "kin", "started_on": cast.ago(9)}
    assert saved(write("tie_start", baby, **typed, called=name[:100]))
    assert Adult.objects.filter(name=name).exists()
    page = text_of(Page(client, cast.caseworker, "child_show", baby).get())
    assert f">{name}</a>" in page
    if any(letter.isalpha() for letter in name[:2]) and not name.startswith("<"):
        search = Page(client, cast.caseworker, "search").get(q=name[:60])
        assert name in text_of(search)


def test_a_name_from_right_to_left_does_not_turn_its_neighbours():
    assert isolated("Ana") == "Ana" and isolated("Núñez") == "Núñez"
    assert joined([ARABIC, HEBREW]) == f"\u2068{ARABIC}\u2069 and \u2068{HEBREW}\u2069"


# Nothing known, and very much


def test_a_child_with_nothing_recorded_has_a_page_that_says_what_to_do_first(client, cast, baby):
    page = text_of(Page(client, cast.caseworker, "child_show", baby).get())
    assert "Nobody is on the map of Kim yet" in page
    for name in ("tie_start", "stay_start", "sibling_add"):
        assert f'href="{Page(client, cast.caseworker, name, baby).address}"' in page
    assert 'class="map' not in page and "0 live ties" not in page


def test_whoever_may_not_add_reads_who_does(client, cast, baby):
    cast.do(
        "working_relationship_start", user=cast.consultant, kind="consultant", child=baby,
        started_on=cast.ago(1),
    )  # fmt: skip
    page = text_of(Page(client, cast.consultant, "child_show", baby).get())
    assert "Those who work with the child add the people who matter" in page


def test_with_one_tie_the_map_is_there(cast, baby, write, shown):
    typed = {"adult": cast.adults["friend"], "kind": "friend", "started_on": cast.ago(9)}
    assert saved(write("tie_start", baby, **typed))
    assert "1 live tie" in shown(baby)


def test_sixty_people_stand_under_the_map_in_columns(client, cast, baby):
    for number in range(60):
        adult = cast.do("adult_create", name=f"Person {number}", roles=["kin"])
        cast.do("tie_start", child=baby, adult=adult, kind="kin", started_on=cast.ago(9))
    page = text_of(Page(client, cast.caseworker, "child_show", baby).get())
    assert "child-grid--long-now" in page and "60 live ties" in page
    assert page.count("Person 59") >= 3  # both drawings and the list
