"""A return is the same return as CSV and as XML, and always adds up."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.ssda903.codes import codes
from basehaven.exchange.ssda903.parts import EPISODE_COLUMNS, HEADER_COLUMNS
from basehaven.exchange.stage_path import stage_path
from tests.exchange.drawn import staged
from tests.exchange.ssda903.returns import header, row, write_csv, write_xml


def test_the_xml_gives_the_same_rows_as_the_csv(tmp_path: Path):
    head = [header("milo"), header("lou", SEX="M")]
    lines = [
        row("milo", "01/01/2020 S C1 U6 01/06/2020 X1", PL_POST="S1 2AB", URN="12"),
        row("milo", "01/06/2020 P C1 T1 05/06/2020 X1", REASON_PLACE_CHANGE="OTHER"),
        row("milo", "05/06/2020 P C1 U6 - -", PL_POST="S1 2AB", URN="12"),
        row("lou", "01/01/2020 P C1 U6 01/06/2020 X1"),
        row("lou", "31/05/2020 P C1 U6 - -"),
    ]
    from_csv = staged(write_csv(tmp_path / "in", head, lines), "ssda903")
    from_xml = staged(write_xml(tmp_path / "return.xml", head, lines), "ssda903")
    assert contents(from_csv) == contents(from_xml)
    assert [f.code for f in from_csv.findings("refused")] == ["overlap"]
    assert codes_by_level(from_csv) == codes_by_level(from_xml)


def test_so_does_the_real_fake_xml_written_out_as_csv(tmp_path: Path):
    source = Path(__file__).parents[2] / "data" / "ssda903" / "fake_903.xml"
    from_xml = staged_into(tmp_path / "x", source)
    head, lines = xml_as_lines(source)
    from_csv = staged_into(tmp_path / "c", write_csv(tmp_path / "in", head, lines))
    assert contents(from_csv) == contents(from_xml)
    assert codes_by_level(from_csv) == codes_by_level(from_xml)


def staged_into(folder: Path, source: Path):
    return stage_path(source, format="ssda903", source_id="here", into=folder / "stage")


def xml_as_lines(path: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Read in another way than the product does: the whole tree at once."""
    from defusedxml import ElementTree

    names = {"CHILDID": "CHILD", "PL": "PLACE"}
    head: list[dict[str, str]] = []
    lines: list[dict[str, str]] = []
    for child in ElementTree.parse(path).getroot():
        child_id = child.findtext("HEADER/CHILDID")
        for columns, target, elements in (
            (HEADER_COLUMNS, head, child.findall("HEADER")),
            (EPISODE_COLUMNS, lines, child.findall("EPISODE")),
        ):
            for element in elements:
                values = dict.fromkeys(columns, "") | {"CHILD": child_id}
                for leaf in element:
                    if (name := names.get(leaf.tag, leaf.tag)) in columns:
                        values[name] = leaf.text or ""
                target.append(values)
    return head, lines


def contents(stage) -> dict[str, list[tuple[object, ...]]]:
    db = stage.connect()
    try:
        return {
            table: sorted(
                tuple(line)
                for line in db.execute(f"SELECT source_id, key, extra, digest FROM {table}")
            )
            for table in ("children", "adults", "homes", "ties", "tie_spells", "removals", "stays")
        }
    finally:
        db.close()


def codes_by_level(stage) -> dict[tuple[str, str], int]:
    return {(g["level"], g["code"]): g["count"] for g in stage.groups() if g["level"] != "noted"}


CELLS = st.one_of(
    st.sampled_from(["", "S", "X1", "C2", "U6", "31/02/2020", "01/01/2020", '"', "a,b", "\n", "é"]),
    st.text(max_size=5),
    *(st.sampled_from(sorted(codes(column))) for column in ("PLACE", "REC", "RNE")),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12), CELLS), min_size=1, max_size=4))
def test_counts_add_up_whatever_is_written_into_the_cells(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("mutated")
    lines = [
        row("milo", "01/01/2020 S C1 U6 01/06/2020 X1"),
        row("milo", "01/06/2020 P C1 T1 05/06/2020 X1"),
        row("milo", "05/06/2020 P C1 U6 - -"),
        row("lou", "01/01/2020 S C1 U1 01/06/2020 E4A"),
        row("lou", "01/09/2020 S C1 U1 - -"),
        row("eve", "01/01/2020 S C1 P1 - -"),
    ]
    for number, column, cell in changes:
        lines[number][EPISODE_COLUMNS[column]] = cell
    source = write_csv(folder / "in", [header(name) for name in ("milo", "lou", "eve")], [])
    with (source / "episodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, EPISODE_COLUMNS)
        writer.writeheader()
        writer.writerows(lines)
    try:
        counts = staged(source, "ssda903").counts()
    except UnreadableSource:
        return
    assert counts.adds_up
    assert counts.by_file["header.csv"]["read"] == 3
