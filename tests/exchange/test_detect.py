"""A file of another format than was said is named, not misread."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.detect import xml_format
from tests.exchange.afcars2020.files import document, record, removal, write
from tests.exchange.drawn import staged
from tests.exchange.ssda903.returns import header, row, write_xml

MILO = record("milo", removal("20240501", "20240501 foster"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (document(MILO), "afcars2020"),
        ("<!-- a note -->\n<EXPSSDA903>", "ssda903"),
        ("<html>", ""),
        ("", ""),
        ("child_id,name", ""),
    ],
)
def test_a_file_is_told_by_its_first_element(tmp_path: Path, text: str, told: str):
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")
    assert xml_format(path) == told


@pytest.mark.parametrize("said", ["ssda903", "tables"])
def test_a_federal_file_under_another_name_is_told_which_to_choose(tmp_path: Path, said: str):
    path = write(tmp_path / "in" / "x.xml", MILO)
    for source in (path, path.parent):
        with pytest.raises(UnreadableSource, match=r"AFCARS 2020\. Choose the format afcars2020"):
            staged(source, said)


def test_an_english_return_as_a_federal_file_is_told_so(tmp_path: Path):
    path = write_xml(tmp_path / "x.xml", [header("milo")], [row("milo", "01/01/2020 S C1 U6 - -")])
    with pytest.raises(UnreadableSource, match="Choose the format ssda903"):
        staged(path, "afcars2020")
