"""What was kept out comes back in its own form, is mended and brought in again."""

from __future__ import annotations

from pathlib import Path

from tests.exchange.afcars2020.files import record, removal, stage_of, write
from tests.exchange.drawn import rows, said, staged

LOU = record("lou", removal("20240601", "20240601 relative"))


def bad(child: str = "milo") -> str:
    return record(child, removal("20240532", "20240501 foster"), more="<E22_x>a &amp; b</E22_x>")


def test_records_kept_out_can_be_mended_and_brought_in(tmp_path: Path):
    stage = stage_of(tmp_path, LOU, bad())
    stage.write_rejects(tmp_path / "one.xml", tmp_path / "rejects")
    path = tmp_path / "rejects" / "one.xml"
    text = path.read_text(encoding="utf-8")
    assert "lou" not in text
    assert "a &amp; b" in text
    path.write_text(text.replace("20240532", "20240501"), encoding="utf-8")
    again = staged(tmp_path / "rejects", "afcars2020", "afcars")
    assert said(again) == []
    assert rows(again, "children", "source_id", "key") == [("53", "milo")]
    assert again.is_part


def test_each_file_of_a_folder_keeps_its_name_its_half_year_and_the_whole_child(tmp_path: Path):
    good = record("milo", removal("20240501", "20240501 foster"))
    write(tmp_path / "in" / "a.xml", good, LOU, opening='<data xmlns="http://www.acf.hhs.gov">')
    write(tmp_path / "in" / "b.xml", bad(), date="202503")
    write(tmp_path / "in" / "c.xml", LOU, date="202509")
    stage = staged(tmp_path / "in", "afcars2020")
    stage.write_rejects(tmp_path / "in", tmp_path / "rejects")
    assert sorted(path.name for path in (tmp_path / "rejects").glob("*.xml")) == ["a.xml", "b.xml"]
    again = staged(tmp_path / "rejects", "afcars2020")
    assert again.counts().read == 2
    assert rows(again, "children", "key") == []
