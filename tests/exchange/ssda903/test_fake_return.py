"""The fake return of tests/data, counted in another way than the product counts it.

Nothing of the product is used to count: the csv module, sets and pairs of days.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from basehaven.exchange.stage import Staged
from basehaven.exchange.stage_path import stage_path

SOURCE = Path(__file__).parents[2] / "data" / "ssda903"
NUMBERED = {
    "A": "3456", "U": "123456", "K": "12", "R": "1235", "S": "1", "P": "123", "H": "5",
    "Z": "1", "T": "01234",
}  # fmt: skip
CODES = {
    "RNE": set("SLPTBU"),
    "LS": {"C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"},
    "CIN": {f"N{n}" for n in range(1, 9)},
    "PLACE": {letter + digit for letter, digits in NUMBERED.items() for digit in digits},
    "PLACE_PROVIDER": {f"PR{n}" for n in range(6)},
    "REC": {"X1", "E4A", "E4B"}
    | {f"E{n}" for n in (11, 12, 2, 3, 13, 41, 45, 46, 47, 48, 5, 6, 7, 8, 9, 14, 15, 16, 17)},
}
FAMILY = {"A3", "A4", "A5", "A6", "U1", "U2", "U3", "U4", "U5", "U6", "P1"}


def lines_of(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return [{**line, "row": number} for number, line in enumerate(csv.DictReader(file), 2)]


def day(text: str) -> int:
    day_of_month, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day_of_month).toordinal()


@pytest.fixture(scope="module")
def stage(tmp_path_factory) -> Staged:
    return stage_path(
        SOURCE, format="ssda903", source_id="ssda903",
        into=tmp_path_factory.mktemp("fake") / "stage",
    )  # fmt: skip


@pytest.fixture(scope="module")
def by_child() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in lines_of("episodes.csv"):
        found[line["CHILD"]].append(line)
    return found


@pytest.fixture(scope="module")
def overlapping(by_child) -> set[int]:
    """Rows that start before an earlier one of the same child has ended: every pair tried."""
    refused = set()
    for lines in by_child.values():
        for one, other in combinations(lines, 2):
            first, second = sorted(
                (one, other), key=lambda line: (day(line["DECOM"]), line["DEC"] == "", line["row"])
            )
            if not first["DEC"] or day(second["DECOM"]) < day(first["DEC"]):
                refused.add(second["row"])
    return refused


@pytest.fixture(scope="module")
def held_children(by_child, overlapping) -> set[str]:
    return {
        child for child, lines in by_child.items() if any(x["row"] in overlapping for x in lines)
    }


def test_no_code_or_day_of_it_is_impossible_by_itself(by_child):
    for lines in by_child.values():
        for line in lines:
            assert day(line["DECOM"])
            assert not line["DEC"] or day(line["DEC"]) >= day(line["DECOM"])
            for column, codes in CODES.items():
                assert line[column] in codes


def test_every_refused_row_is_an_overlap_and_every_overlap_is_refused(stage, overlapping):
    refused = list(stage.findings(level="refused"))
    assert {found.code for found in refused} == {"overlap"}
    assert {found.line for found in refused} == overlapping
    assert len(refused) == len(overlapping) == 82


def test_counts_are_those_of_an_independent_count(stage, by_child, overlapping, held_children):
    headers = lines_of("header.csv")
    others = ("reviews", "oc2", "previous_permanence", "uasc", "missing", "ad1",
              "placed_for_adoption")  # fmt: skip
    ignored = sum(len(lines_of(f"{name}.csv")) for name in others)
    held_episodes = sum(
        line["row"] not in overlapping for child in held_children for line in by_child[child]
    )
    episodes = sum(len(lines) for lines in by_child.values())
    counts = stage.counts()
    assert counts.read == len(headers) + episodes + ignored == 25_890
    assert counts.ignored == ignored == 18_165
    assert counts.refused_own == len(overlapping) == 82
    assert counts.refused_held == len(held_children) + held_episodes == 183
    assert counts.saved == len(headers) + episodes - 82 - 183 == 7_460
    assert counts.adds_up
    assert len(held_children) == 62


def test_the_children_saved_are_all_but_those_with_an_overlap(stage, held_children):
    db = stage.connect()
    saved = {child for (child,) in db.execute("SELECT child_id FROM children")}
    stays = {child for (child,) in db.execute("SELECT child_id FROM stays")}
    db.close()
    everyone = {line["CHILD"] for line in lines_of("header.csv")}
    assert saved == everyone - held_children
    assert not stays & held_children


def test_periods_ties_and_stays_are_as_many_as_the_codes_tell(stage, by_child, held_children):
    removals = ties = stays = 0
    for child, lines in by_child.items():
        if child in held_children:
            continue
        stays += len(lines)
        ordered = sorted(lines, key=lambda x: (day(x["DECOM"]), x["DEC"] == "", x["row"]))
        carer_place = last_place = None
        has_carer = False
        before = None
        for line in ordered:
            left = before is not None and before["DEC"] and before["REC"] not in ("", "X1")
            apart = before is not None and before["DEC"] and day(line["DECOM"]) > day(before["DEC"])
            if before is None or line["RNE"] == "S" or left or apart:
                removals += 1
            if left or line["RNE"] == "S":
                has_carer = False
            if not line["PLACE"].startswith("T"):
                place = (line["PLACE"], " ".join(line["PL_POST"].split()))
                came_back = before is not None and before["PLACE"].startswith("T")
                if line["RNE"] in "PB" and not (came_back and place == carer_place):
                    has_carer = False
                if line["PLACE"] in FAMILY:
                    ties += not has_carer
                    has_carer, carer_place = True, place
                last_place = place
            before = line
        assert last_place or ordered
    counts = stage.counts().rows_by_table
    assert (counts["removals"], counts["stays"]) == (removals, stays)
    assert counts["ties"] == counts["adults"] == ties
    assert stays == 4_847


def test_warnings_are_as_many_as_counted_by_hand(stage, by_child, held_children):
    hand: Counter[str] = Counter()
    limits = {"T1": 42, "T3": 21, "T4": 7}
    for child, lines in by_child.items():
        if child in held_children:
            continue
        for line in lines:
            hand["reason-without-an-end"] += bool(line["REC"]) and not line["DEC"]
            hand["current-carer-with-another-reason"] += (
                line["PLACE"] in ("A3", "A5") and line["RNE"] not in "STU"
            )
            if line["PLACE"] in limits and line["DEC"]:
                long = day(line["DEC"]) - day(line["DECOM"])
                hand["temporary-too-long"] += long > limits[line["PLACE"]]
        first = min(lines, key=lambda x: (day(x["DECOM"]), x["DEC"] == ""))
        hand["first-without-s"] += first["RNE"] != "S"
    told = {group["code"]: group["count"] for group in stage.groups()}
    assert told["reason-without-an-end"] == hand["reason-without-an-end"] == 1_360
    assert told["temporary-too-long"] == hand["temporary-too-long"] == 339
    assert (
        told["current-carer-with-another-reason"]
        == hand["current-carer-with-another-reason"]
        == 312
    )
    assert told["period-does-not-start-with-s"] >= hand["first-without-s"]
