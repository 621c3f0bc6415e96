"""The command as somebody types it, on the real (fake) return."""

from __future__ import annotations

import csv
import json
import shutil
import signal
import time

import pytest

from tests.cli.conftest import RETURN, Installation

EXAMPLES = RETURN.parents[2] / "docs" / "examples"

pytestmark = pytest.mark.django_db(databases=[])

READ, GOOD, REFUSED, IGNORED = 25_890, 7_460, 265, 18_165


def import_return(installation: Installation, *more: object) -> object:
    return installation.run("import", RETURN, "--format", "ssda903", *more)


def test_a_dry_run_of_the_return_says_what_would_be_and_saves_nothing(installation, tmp_path):
    done = import_return(installation, "--dry-run", "--report", tmp_path / "report.json")
    assert done.returncode == 3
    assert f"{READ:,} rows read = {GOOD:,} good + {REFUSED} refused + {IGNORED:,} ignored" in (
        done.stdout
    )
    assert "would be added" in done.stdout
    assert "This was a dry run: nothing was saved." in done.stdout
    assert done.stderr.splitlines()[-1] == "error: 265 rows were refused. Nothing was saved."
    assert installation.count("record_child") == 0
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["counts"]["adds_up"]
    refused = [found for found in report["findings"] if found["level"] == "refused"]
    assert len(refused) == report["counts"]["refused_own"] == 82
    assert all(found["file"] and found["line"] and found["way_out"] for found in refused)


def test_by_default_nothing_is_saved_when_a_row_is_refused(installation):
    done = import_return(installation)
    assert done.returncode == 3
    assert installation.count("record_child") == 0
    assert "Made the agency 'home', whose record this is." in done.stderr


def test_the_good_children_are_saved_and_the_rest_can_be_mended_and_imported(
    installation, tmp_path
):
    done = import_return(installation, "--accept-partial")
    assert done.returncode == 3
    good = 2_613
    assert installation.count("record_child") == good
    rejects = next((installation.home / "rejects").iterdir())
    assert str(rejects) in done.stdout
    mended = tmp_path / "mended"
    shutil.copytree(rejects, mended)
    with (mended / "episodes.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    first = {}
    for row in rows:  # keep one episode of each child: nothing overlaps any more
        first.setdefault(row["CHILD"], row)
    with (mended / "episodes.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(first.values())
    (mended / "findings.csv").unlink()
    again = installation.run("import", mended, "--format", "ssda903")
    assert again.returncode == 0, again.stdout + again.stderr
    assert installation.count("record_child") == good + len(first)
    assert not list((installation.home / "imports").glob("*/stage*"))


def test_the_return_out_and_in_again_elsewhere_gives_the_same_bytes(installation, tmp_path):
    import_return(installation, "--accept-partial")
    named = ("--names", "--operator", "olga")
    assert installation.run("export", tmp_path / "one", *named).returncode == 0
    other = ("--agency", "elsewhere")
    done = installation.run("import", tmp_path / "one", "--format", "tables", *other)
    assert done.returncode == 0, done.stdout
    assert installation.run("export", tmp_path / "two", *named, *other).returncode == 0
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_federal_half_years_are_checked_with_their_quality_limits(installation, tmp_path):
    for path in EXAMPLES.glob("afcars2020_*.xml"):
        shutil.copy(path, tmp_path)
    done = installation.run("import", tmp_path, "--format", "afcars2020", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "14 rows read = 8 good + 0 refused + 6 ignored" in done.stdout
    assert "Data quality of 24B, agency 99 (afcars2020_24b.xml): over 2 of" in done.stdout
    assert "  OVER no usable birth date: 1 of 7 (limit 5 in 100)" in done.stdout
    assert "removals of before October 2022" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("import", EXAMPLES / "afcars2020_24b.xml", "--format", "ssda903"), 4, "afcars2020"),
        (("import", "nowhere", "--format", "tables"), 2, "does not exist"),
        (("import", ".", "--format", "excel"), 2, "not one of"),
        (("import", "docs", "--format", "tables"), 4, "no open table in it"),
        (("import", "docs", "--format", "ssda903"), 4, "no episodes and header"),
        (("import", "docs", "--format", "tables", "--operator", "a b"), 2, "letters, digits"),
        (("import", "docs", "--format", "tables", "--agency", "No Slug"), 2, "small letters"),
        (("export", "out", "--names"), 2, "--names needs --operator NAME"),
        (("export", "out"), 8, "There is no agency 'home'"),
    ],
)
def test_wrong_use_is_answered_in_words_with_its_exit_code(installation, arguments, code, said):
    done = installation.run(*arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_named_as_the_trouble(installation):
    installation.database_url = "postgres://nobody@127.0.0.1:1/nothing"
    done = installation.run("import", "docs", "--format", "tables")
    assert done.returncode == 8
    assert "The database does not answer" in done.stderr
    assert "Check DATABASE_URL" in done.stderr


@pytest.mark.slow
def test_an_import_killed_in_the_middle_of_saving_leaves_nothing(installation, tmp_path):
    folder = many_contacts(tmp_path / "many", children=300, contacts=200)
    process = installation.start("import", folder, "--format", "tables")
    seen = wait_until_saving(installation, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert seen, "it was over before it could be killed"
    assert installation.count("record_child") == 0
    assert installation.count("record_contact") == 0
    assert installation.count("intake_importrun", "state = 'applying'") == 1
    done = installation.run("import", folder, "--format", "tables")
    assert done.returncode == 0, done.stderr
    assert installation.count("record_contact") == 300 * 200
    assert installation.count("intake_importrun", "state = 'failed'") == 1


def many_contacts(folder, *, children, contacts):
    folder.mkdir()
    files = {
        "children": "child_id\n" + "".join(f"c{n}\n" for n in range(children)),
        "adults": "adult_id\na1\n",
        "contacts": "contact_id,child_id,adult_id,on\n"
        + "".join(
            f"k{child}-{n},c{child},a1,2024-01-01\n"
            for child in range(children)
            for n in range(contacts)
        ),
    }
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def wait_until_saving(installation, process):
    """The moment at which contacts are written: told by the run's own progress."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        for path in (installation.home / "imports").glob("*/progress.json"):
            try:
                values = json.loads(path.read_text())
            except (FileNotFoundError, ValueError):
                continue
            if values.get("step") == "saving" and values.get("table") == "contacts":
                return True
        time.sleep(0.002)
    return False
