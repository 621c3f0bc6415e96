"""basehaven comfort-order, from a folder of open tables and without a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from basehaven.cli.main import main
from tests.exchange.drawn import draw

HEAD = "event_id, child_id, at, context, available, sought, approached, responder_id, soothed"
DAYS = [f"2024-05-{day:02}T08:00:00+00:00" for day in range(1, 31)]
TO_ANA, TO_ROSA = "a-1|a-2, someone, a-1, a-1, yes", "a-1|a-3, someone, a-3, a-3, partly"
ROWS = [
    *(f"s{n}, m-17, {at}, hurt, {TO_ANA}" for n, at in enumerate(DAYS[:20])),
    *(f"m{n}, m-17, {at}, tired, {TO_ROSA}" for n, at in enumerate(DAYS[:5])),
    f"p1, m-17, {DAYS[0]}, play, a-2, someone, a-2, , ",
    f"o1, m-18, {DAYS[0]}, hurt, a-1, nobody, , , ",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return draw(
        tmp_path / "tables",
        children="child_id, born_on\nm-17, 2022-10-01\nm-18,",
        adults="adult_id, name\na-1, Ana\na-2, Ben\na-3, Rosa",
        care_events="\n".join([HEAD, *ROWS]),
    )


def run(folder: Path, *more: str, child: str = "m-17", as_of: str = "2024-05-31") -> Result:
    given = ["comfort-order", str(folder), "--child", child, "--as-of", as_of, *more]
    return CliRunner().invoke(main, given)


def test_the_lanes_in_words(folder):
    done = run(folder)
    assert done.exit_code == 0, done.output
    assert "Whom m-17 turns to, up to 2024-05-31" in done.stdout
    assert "Lately more to Ana than to Ben when both were there: 20 of 20" in done.stdout
    assert "Lately more to Rosa than to Ana when both were there: 5 of 5" in done.stdout
    assert "Never noted as there at once, so never compared" not in done.stdout
    assert "Rosa before Ben" in done.stdout  # the estimate reasons through Ana
    assert "Rosa: responded 5 times; soothed 0, partly 5" in done.stdout
    assert "It is no measure of attachment" in done.stdout


def test_the_same_as_data_with_ids_for_names(folder):
    done = run(folder, "--json")
    told = json.loads(done.stdout)
    assert told["said"] == {"finding": "order", "why": None}
    ahead = {
        (pair["one"], pair["other"]): pair["ahead"] and pair["ahead"]["adult_id"]
        for pair in told["comfort"]["pairs"]
    }
    assert ahead == {("a-1", "a-2"): "a-1", ("a-1", "a-3"): "a-3"}
    assert told["half_life_weeks"] == 8
    assert told["estimate"]["why_not"] is None
    assert [person["adult_id"] for person in told["plays_from"]["people"]] == ["a-2"]
    assert (told["status"], told["settings"]["edge_wins"]) == ("draft", 3)
    assert "Ana" not in done.stdout


def test_the_day_asked_for_is_the_last_that_counts(folder):
    told = json.loads(run(folder, "--json", as_of="2024-05-02").stdout)
    assert told["comfort"]["moments"] == 4
    assert told["said"]["finding"] == "not_enough_seen"


def test_a_setting_can_be_another_and_the_text_says_so(folder):
    done = run(folder, "--setting", "edge_wins=6", "--setting", "half_life_weeks=20")
    assert "than to Ana when both" not in done.stdout
    assert "Settings changed: edge_wins=6, half_life_weeks=20." in done.stdout
    assert "half after 20 weeks" in done.stdout


def test_it_speaks_spanish(folder):
    done = run(folder, "--language", "es")
    assert "Últimamente, más a Ana que a Ben" in done.stdout


def test_a_child_without_moments_has_not_been_seen_enough(folder):
    done = run(folder, child="m-18")
    assert done.exit_code == 0
    assert "Not enough seen." in done.stdout
    assert "The birth date is not known" in done.stdout


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ({"child": "m-19"}, 2, "no child 'm-19' in tables"),
        ({"as_of": "31.5.2024"}, 2, "'31.5.2024' does not match"),
        ({"more": ["--setting", "edge_wins"]}, 2, "'edge_wins' is not name=number"),
        ({"more": ["--setting", "luck=1"]}, 8, "There is no setting 'luck'"),
        ({"more": ["--setting", "edge_share=0.2"]}, 8, "edge_share goes from 0.51 to 1"),
        ({"more": ["--time-zone", "Mars/Olympus"]}, 2, "no time zone 'Mars/Olympus'"),
        ({"more": ["--time-zone", "../etc"]}, 2, "no time zone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(folder, more, code, said):
    done = run(folder, *more.pop("more", []), **more)
    assert done.exit_code == code
    assert said in done.stderr
    assert done.stdout == ""


def test_a_folder_without_moments_of_care_is_refused(tmp_path):
    done = run(draw(tmp_path / "tables", children="child_id\nm-17"))
    assert done.exit_code == 4
    assert "no table care_events (.csv or .parquet) in it" in done.stderr


def test_a_row_that_does_not_fit_is_named_and_nothing_is_worked_out(folder):
    events = (folder / "care_events.csv").read_text()
    (folder / "care_events.csv").write_text(events.replace("hurt", "hungry", 1))
    done = run(folder)
    assert done.exit_code == 3
    assert "care_events.csv, row 2, column context, 'hungry': Not a word" in done.stderr
    assert "1 row does not fit, so nothing was worked out" in done.stderr
    assert done.stdout == ""
    assert run(folder, child="m-18").exit_code == 0


def test_a_child_of_two_sources_has_to_be_named_with_one(tmp_path):
    rows = [f"{s}, {s}-1, m-17, {DAYS[0]}, hurt" for s in ("county", "centre")]
    text = "\n".join(["source_id, event_id, child_id, at, context", *rows])
    folder = draw(tmp_path / "tables", care_events=text)
    done = run(folder)
    assert done.exit_code == 2
    assert "Say which: centre::m-17, county::m-17." in done.stderr
    assert run(folder, child="county::m-17").exit_code == 0


def test_no_database_is_opened_and_no_django_loaded(folder):
    code = (
        "import sys; from basehaven.cli.main import main\n"
        f"try: main(['comfort-order', {str(folder)!r}, '--child', 'm-17', '--as-of', '2024-05-31'])"
        "\nfinally: assert 'django' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_map_does_not_wait_for_numpy():
    code = (
        "import sys\n"
        "from basehaven.core.relationships.comfort import order, telling\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
