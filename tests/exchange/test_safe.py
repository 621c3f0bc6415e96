"""Files that come from outside: refused when they are not what they say, or without bound."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from basehaven.core.errors import NotPossible, UnreadableSource
from basehaven.exchange.safe import FIELD_LIMIT, LINE_LIMIT, ZipLimits, csv_rows, unpack
from basehaven.exchange.stage_path import stage_path
from tests.exchange.drawn import draw, rows, staged
from tests.exchange.ssda903.returns import header, row, write_csv, write_xml

CHILDREN = "child_id, name\nmilo, Milo"


def folder_with(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "a zip archive or a spreadsheet"),
        (b"PAR1rest", "a Parquet file"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>", "an XML or web page file"),
        (b"<html>", "an XML or web page file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xff\xfec\x00h\x00", "a file in UTF-16"),
        (b"SQLite format 3\x00", "a database"),
        (b"child_id,name\nmilo,Mil\x00o\n", "not text"),
        (b"child_id,name\nmilo,Andr\xe9\n", "not in UTF-8"),
        (b'child_id,name\nmilo,"Milo\n', "quotation mark"),
        (b'child_id,name\nmilo,"Mi"lo\n', "quotation mark"),
        (b"child_id,name\nmilo," + b"x" * (FIELD_LIMIT + 1) + b"\n", "field larger than"),
        (b"child_id,name\n" + b"," * (LINE_LIMIT + 1), "longer than"),
        (b"", "empty"),
    ],
)
def test_a_csv_file_is_refused_in_words_when_it_is_another_thing(tmp_path, content, said):
    folder = folder_with(tmp_path / "in", "children.csv", content)
    with pytest.raises(UnreadableSource, match=said) as refused:
        staged(folder)
    assert "children.csv" in str(refused.value)


def test_a_byte_order_mark_is_read_over(tmp_path: Path):
    folder = folder_with(tmp_path / "in", "children.csv", b"\xef\xbb\xbfchild_id\nmilo\n")
    assert rows(staged(folder), "children", "key") == [("milo",)]


def test_lines_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes(b'a,b\r\n1,"two\r\nlines"\r\n\r\n3,4\r\n')
    assert list(csv_rows(path)) == [(1, ["a", "b"]), (2, ["1", "two\r\nlines"]), (5, ["3", "4"])]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path):
    folder = draw(tmp_path / "in", adults="adult_id\ndana")
    secret = tmp_path / "secret.csv"
    secret.write_text("child_id\nmilo\n")
    (folder / "children.csv").symlink_to(secret)
    with pytest.raises(UnreadableSource, match=r"children\.csv: a link"):
        staged(folder)


def a_zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_of_tables_is_read_whatever_folder_they_are_in(tmp_path: Path):
    archive = a_zip(
        tmp_path / "in.zip",
        **{"year/children.csv": b"child_id\nmilo\n", "__MACOSX/year/._children.csv": b"\x00"},
    )
    assert rows(staged(archive), "children", "key") == [("milo",)]


def test_a_zip_of_the_xml_is_read(tmp_path: Path):
    xml = write_xml(tmp_path / "r.xml", [header("milo")], [row("milo", "01/01/2020 S C1 U6 - -")])
    archive = a_zip(tmp_path / "in.zip", **{"r.xml": xml.read_bytes()})
    assert rows(staged(archive, "ssda903"), "children", "key") == [("milo",)]


@pytest.mark.parametrize(
    ("files", "limits", "said"),
    [
        ({"../children.csv": b"x"}, ZipLimits(), "leads elsewhere"),
        ({"/etc/children.csv": b"x"}, ZipLimits(), "leads elsewhere"),
        ({"a\\..\\children.csv": b"x"}, ZipLimits(), "leads elsewhere"),
        ({"a/c.csv": b"x", "b/c.csv": b"x"}, ZipLimits(), "two files of one name"),
        ({"c.csv": b"0" * 3_000_000}, ZipLimits(), "packed too tightly"),
        ({"c.csv": b"abc"}, ZipLimits(total_bytes=2), "too large"),
        ({f"{n}.csv": b"" for n in range(201)}, ZipLimits(), "at most 200"),
    ],
)
def test_a_zip_that_is_a_trap_is_refused_before_it_is_opened(tmp_path, files, limits, said):
    archive = a_zip(tmp_path / "trap.zip", **files)
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(UnreadableSource, match=said):
        unpack(archive, target, limits)
    assert list(target.iterdir()) == []


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path):
    archive = a_zip(tmp_path / "liar.zip", **{"c.csv": b"child_id\n" * 100})
    data = archive.read_bytes()
    true, said = (900).to_bytes(4, "little"), (9).to_bytes(4, "little")
    archive.write_bytes(data.replace(true, said))
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(UnreadableSource):
        unpack(archive, target)
    assert sum(path.stat().st_size for path in target.iterdir()) <= 9


def test_a_broken_zip_says_so(tmp_path: Path):
    (tmp_path / "in.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UnreadableSource, match="not a readable zip"):
        staged(tmp_path / "in.zip")


BOMB = """<?xml version="1.0"?><!DOCTYPE EXPSSDA903 [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><EXPSSDA903><CHILD>&b;</CHILD></EXPSSDA903>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE EXPSSDA903 [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<EXPSSDA903><CHILD>&x;</CHILD></EXPSSDA903>"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "entities"),
        (OUTSIDE, "entities"),
        ('<!DOCTYPE EXPSSDA903 SYSTEM "http://example.org/x.dtd"><EXPSSDA903/>', "document type"),
        ("<EXPSSDA903><CHILD>", "not well-formed"),
        ("<EXPSSDA903>&what;</EXPSSDA903>", "not well-formed"),
        ("<html><body/></html>", "starts with <html>"),
        ("CHILD,DOB\n1,2\n", "not what its ending says"),
        (f"<EXPSSDA903><CHILD>{'x' * (FIELD_LIMIT + 20_000)}</CHILD></EXPSSDA903>", "in one value"),
        (f"<EXPSSDA903>{'<a>' * 50}{'</a>' * 50}</EXPSSDA903>", "nested deeper"),
        ("<EXPSSDA903/>", "no episodes and header"),
    ],
)
def test_an_xml_file_is_refused_in_words_when_it_hides_or_is_broken(tmp_path, text, said):
    path = tmp_path / "return.xml"
    path.write_text(text)
    with pytest.raises(UnreadableSource, match=said) as refused:
        staged(path, "ssda903")
    assert "return.xml" in str(refused.value)
    assert "root:" not in str(refused.value)


def test_a_value_written_twice_in_one_element_refuses_that_row(tmp_path: Path):
    path = write_xml(tmp_path / "r.xml", [header("milo")], [row("milo", "01/01/2020 S C1 U6 - -")])
    path.write_text(path.read_text().replace("<RNE>S</RNE>", "<RNE>S</RNE><RNE>P</RNE>"))
    stage = staged(path, "ssda903")
    (found,) = stage.findings("refused")
    assert (found.code, found.file, found.line) == ("unreadable-row", "r.xml <EPISODE>", 1)
    assert "RNE more than once" in found.problem


@pytest.mark.parametrize(("kind", "wanted"), [("ssda903", "episodes.csv"), ("tables", "folder")])
def test_one_file_alone_is_told_what_to_give_instead(tmp_path: Path, kind: str, wanted: str):
    folder = write_csv(tmp_path / "in", [header("milo")], [])
    with pytest.raises(UnreadableSource, match=wanted):
        staged(folder / "header.csv", kind)


def test_nothing_there_is_said(tmp_path: Path):
    with pytest.raises(UnreadableSource, match="nothing is there"):
        staged(tmp_path / "in")


@pytest.mark.parametrize("source_id", ["", "a::b", "a|b", "x" * 101])
def test_a_source_cannot_be_called_just_anything(tmp_path: Path, source_id: str):
    with pytest.raises(NotPossible, match="cannot name a source"):
        staged(draw(tmp_path / "in", children=CHILDREN), source_id=source_id)


def test_a_format_that_is_none_is_told_the_two(tmp_path: Path):
    folder = draw(tmp_path / "in", children=CHILDREN)
    with pytest.raises(NotPossible, match="ssda903 or tables"):
        stage_path(folder, format="xlsx", source_id="here", into=tmp_path / "stage")
