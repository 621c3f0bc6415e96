"""Search, among others by a labelled list: (as on the record, as somebody types it)."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.actions.finding_index import reindex_child
from basehaven.apps.record.finding.folding import fold
from basehaven.apps.record.finding.search import find_people
from basehaven.apps.record.models import Adult, Child, Tie, WorkingRelationship
from tests.apps.record.finding.people import data_manager, town

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

TYPED = {
    "Rosalía Fuentes": ["rosalia fuentes", "Fuentes Rosalía", "rosalai fuentes", "rosala funtes"],
    "Guillermo Ibarra": ["memo ibarra", "guilermo ibarra", "gillermo ivarra", "ibara guillermo"],
    "Catherine Blackwood": [
        "kathryn blackwood", "cathrine blackwod", "kate blackwood", "catherine blckwood",
        "catherineblackwood",
    ],
    "Jiménez Ocaña, Xiomara": ["xiomara gimenez", "siomara jimenez", "xiomara ocana", "jimenes x"],
    "Mary-Jane O'Callaghan": ["maryjane ocallaghan", "mary jane callaghan", "mary ocalaghan"],
    "Siobhán McAllister": ["siobhan macallister", "siobahn mcallister", "siobhan mcalister"],
    "Mohammed Abdirahman": ["muhammad abdirahman", "mohamed abdirahmn", "mohamed abdiraman"],
    "Świętosława Wiśniewska": ["swietoslawa wisniewska", "wisniewska", "wisnewska"],
    "Theodore Vanterpool": ["ted vanterpool", "theo vanterpol", "teddy vanterpool", "vantrepool"],
    "Nguyễn Thị Thu": ["nguyen thu", "nguyen thi thu", "nguyne thi"],
    "Bartholomew Higginbotham": [
        "bartholomew higinbotham", "bartholemew higginbottom", "higginbotham b", "barth",
    ],
    "Yesenia Villaseñor": ["yesenia villasenor", "llesenia villasenor", "jesenia villaseñor"],
    "Philippa Featherstone": ["phillipa fetherstone", "filipa featherstone", "feather"],
    "Wenceslao Bustamante": ["wenseslao bustamante", "wenceslao vustamante", "bustamnate w"],
}  # fmt: skip


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(slug="town", name="Town")


def names(found) -> list[str]:
    return [child.name for child in found.children]


def test_the_labelled_misspellings_find_the_child_among_the_first_five(agency):
    for n, name in enumerate(TYPED):
        Child.objects.create(agency=agency, source_id="t", key=str(n), name=name)
    town(agency)
    user = data_manager(agency)
    missed = [
        (typed, name)
        for name, ways in TYPED.items()
        for typed in ways
        if name not in names(find_people(user, typed))[:5]
    ]
    total = sum(map(len, TYPED.values()))
    assert len(missed) <= 0.05 * total, missed


def one_mistake(name: str, pick: random.Random) -> str:
    place = pick.randrange(1, len(name) - 1)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    other = pick.choice("abcdefghilmnoprstuvz")
    changed = before + other + after
    return pick.choice(
        [
            before + after,
            before + other + letter + after,
            changed,
            before + after[0] + letter + after[1:],
        ]
    )


def test_one_mistake_in_a_full_name_finds_the_child_among_the_first_five(agency):
    pick = random.Random(7)
    kids = pick.sample(town(agency), 150)
    user = data_manager(agency)
    hits = sum(
        kid in find_people(user, one_mistake(fold(kid.name), pick)).children[:5] for kid in kids
    )
    assert hits / len(kids) >= 0.95


@pytest.fixture
def milo(agency) -> Child:
    return Child.objects.create(
        agency=agency, source_id="ssda", key="C-0017", name="Milo Marín",
        nicknames=["Mimo"], born_on=date(2024, 5, 3),
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "milo", "mil", "MARIN milo", "mimo", "2024-05-03", "3 may 2024", "5/3/2024", "03.05.2024",
        "milo 3/5/24", "c-0017", "C-0017", "mi 2024-05-03", "milo marin quiroga",
    ],
)  # fmt: skip
def test_a_child_is_found_by_name_nickname_birth_date_and_id(agency, milo, typed):
    town(agency, 100, 50)
    assert milo in find_people(data_manager(agency), typed).children[:5]


def test_a_child_is_found_by_the_reference_of_the_page(agency, milo):
    assert find_people(data_manager(agency), str(milo.ref)).children == [milo]


def test_a_birth_date_with_day_and_month_swapped_finds_too_but_after_the_exact_one(agency, milo):
    swapped = Child.objects.create(
        agency=agency, source_id="x", key="1", name="Milo Marin", born_on=date(2024, 3, 5)
    )
    town(agency, 0, 0)
    user = data_manager(agency)
    assert list(find_people(user, "milo 2024-05-03").children) == [milo, swapped]


def test_the_better_match_comes_first(agency):
    for n, name in enumerate(["Anabel Ruiz", "Ana Ruizdael", "Ana Ruiz", "Anna Ruiz"]):
        Child.objects.create(agency=agency, source_id="x", key=str(n), name=name)
    town(agency, 0, 0)
    assert names(find_people(data_manager(agency), "ana ruiz"))[:2] == ["Ana Ruiz", "Anna Ruiz"]


@pytest.mark.parametrize("typed", ["qqqqqq", "%", "_", "'; drop table x", "\\", "999-999", "ﷺ"])
def test_what_nobody_is_called_finds_nobody(agency, milo, typed):
    town(agency, 20, 20)
    assert not find_people(data_manager(agency), typed)


def test_a_stranger_finds_nobody(cast):
    for words in ("Milo", "Milo Marin", "Marin", "Rosa", "Dana", str(cast.milo.ref)):
        assert not find_people(cast.stranger, words)


@pytest.mark.parametrize("role", ["analyst", "funder"])
def test_whoever_works_with_figures_finds_nobody(cast, role):
    assert not find_people(cast.users[role], "Milo Marin")


def test_each_finds_only_children_they_may_see(cast):
    assert cast.milo in find_people(cast.teacher, "milo").children
    assert not find_people(cast.teacher, "zora quill")
    assert cast.other_child in find_people(cast.data_manager, "zora quill").children


def test_an_adult_is_found_with_the_children_one_may_see(cast):
    (hit,) = find_people(cast.teacher, "rosa marin").adults[:1]
    assert hit.adult == cast.adults["parent"]
    assert hit.children == (cast.milo,)  # she is Lou's mother too, whom the teacher does not see
    assert not hit.more_children


def test_an_adult_around_other_children_only_is_not_found(cast):
    assert not find_people(cast.teacher, "nell quist")  # Lou's foster carer


def test_whoever_an_order_keeps_from_where_the_child_is_finds_nobody_around_the_child(cast):
    father = cast.users["father"]
    assert cast.milo in find_people(father, "milo").children
    for words in ("dana okafor", "ana lindqvist", "vera castillo"):
        assert not find_people(father, words).adults


def test_a_hidden_match_is_not_hinted_at(cast):
    """The teacher sees Milo alone; that others are called Marin changes nothing of the answer."""
    found = find_people(cast.teacher, "marin")
    assert found.children == [cast.milo]
    assert not found.more


@pytest.mark.parametrize(
    "values", [{"entered_in_error": True}, {"sealed_at": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_a_sealed_or_mistaken_record_is_not_found(agency, milo, values):
    town(agency, 0, 0)
    Child.objects.filter(pk=milo.pk).update(**values)
    assert not find_people(data_manager(agency), "milo")


def test_it_takes_few_queries_whatever_is_asked(cast, django_assert_max_num_queries):
    town(cast.agency, 200, 200)
    for user in (cast.data_manager, cast.caseworker, cast.parent):
        for words in ("ma", "milo", "rosa marin 2024-05-03", "garcia lopez", str(uuid.uuid4())):
            with django_assert_max_num_queries(6):
                find_people(user, words)


def test_a_supervisor_of_many_finds_a_namesake_among_their_own(agency):
    """More children than are compared one by one, and more namesakes than are looked at."""
    Child.objects.bulk_create(
        Child(agency=agency, source_id="n", key=f"n{n}", name="Ana Ruiz") for n in range(200)
    )
    kids = town(agency, 400, 10)
    mine = Child.objects.create(
        agency=agency, source_id="n", key="mine", name="Ana Ruiz", born_on=date(2023, 1, 1)
    )
    reindex_child(mine)
    worker = User.objects.create(username="busy", agency=agency, role="caseworker")
    WorkingRelationship.objects.bulk_create(
        WorkingRelationship(
            agency=agency, user=worker, kind="caseworker", child=child, started_on=date(2020, 1, 1)
        )
        for child in [mine, *kids]
    )
    assert find_people(worker, "ana ruiz").children[0] == mine


def test_an_ended_tie_still_finds_the_person(agency, milo):
    kay = Adult.objects.create(agency=agency, source_id="x", key="kay", name="Kay Novak")
    start = date(2024, 6, 1)
    Tie.objects.create(
        agency=agency, source_id="x", key="t", child=milo, adult=kay, kind="foster_carer",
        started_on=start, ended_on=start + timedelta(days=90),
    )  # fmt: skip
    town(agency, 0, 0)
    assert [hit.adult for hit in find_people(data_manager(agency), "kay").adults] == [kay]
