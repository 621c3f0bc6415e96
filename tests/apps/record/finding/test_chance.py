from __future__ import annotations

from datetime import date

import pytest

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.finding.chance import Namesakes
from basehaven.apps.record.finding.likeness import Somebody
from basehaven.apps.record.models import Adult, Child

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(slug="town", name="Town")


def adults(agency: Agency, names: dict[str, int]) -> None:
    Adult.objects.bulk_create(
        Adult(agency=agency, source_id="x", key=f"{name}-{n}", name=name)
        for name, number in names.items()
        for n in range(number)
    )
    reindex_all(agency)


def namesakes(agency: Agency, kind: str = "adult") -> Namesakes:
    found = Namesakes(agency, kind)
    found.read(["ana", "anna", "ruiz", "zora", "quill"])
    return found


def somebody(name: str, born_on: date | None = None, source: str = "x") -> Somebody:
    return Somebody.called(name, (), born_on, source=source)


def test_of_an_ordinary_name_chance_gives_several(agency):
    """12 others called Ana, and 12 called Ruiz, of 100: 100 x 0.12 x 0.12."""
    adults(agency, {"Ana Ruiz": 2, "Ana Park": 12, "Olga Ruiz": 12, "Wei Yoon": 74})
    ana = somebody("Ana Ruiz")
    assert namesakes(agency).of_pair(ana, ana, "") == pytest.approx(1.44)
    assert not namesakes(agency).tells(ana, ana, "")


def test_a_name_that_nobody_else_has_tells(agency):
    adults(agency, {"Zora Quill": 2, "Wei Yoon": 98})
    zora = somebody("Zora Quill")
    assert namesakes(agency).of_pair(zora, zora, "") == 0
    assert namesakes(agency).tells(zora, zora, "")


def test_one_source_keeps_its_own_people_apart_so_there_it_takes_more(agency):
    """3 others and 3 others of 100: 0.09 namesakes."""
    adults(agency, {"Ana Ruiz": 2, "Ana Park": 3, "Olga Ruiz": 3, "Wei Yoon": 92})
    here, elsewhere = somebody("Ana Ruiz"), somebody("Ana Ruiz", source="y")
    assert not namesakes(agency).tells(here, here, "")
    assert namesakes(agency).tells(here, elsewhere, "")


def test_who_is_misspelt_has_the_namesakes_of_both_spellings(agency):
    adults(agency, {"Ana Ruiz": 20, "Anna Ruiz": 1, "Wei Yoon": 79})
    chance = namesakes(agency)
    assert chance.of_pair(somebody("Anna Ruiz"), somebody("Ana Ruiz"), "") == pytest.approx(
        100 * 0.19 * 0.19
    )


def test_a_birth_date_makes_an_ordinary_name_tell(agency):
    born = [date(2024, 1, 1 + n % 25) for n in range(100)]
    Child.objects.bulk_create(
        Child(agency=agency, source_id="x", key=str(n), name="Ana Ruiz", born_on=day)
        for n, day in enumerate(born)
    )
    reindex_all(agency)
    chance = namesakes(agency, "child")
    one = somebody("Ana Ruiz", born[0])
    by_birth = {
        birth: chance.of_pair(one, somebody("Ana Ruiz", other), birth)
        for birth, other in {
            "same_birth": born[0], "near_birth": born[3], "no_birth": None
        }.items()
    }  # fmt: skip
    everybody = 100 * 0.98 * 0.98
    assert by_birth["same_birth"] == pytest.approx(everybody * 0.04)
    assert by_birth["near_birth"] == pytest.approx(everybody * 0.40)  # 02 to 09, 11 and 21
    assert by_birth["no_birth"] == pytest.approx(everybody)
