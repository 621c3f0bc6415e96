"""Which files are read at all: the right form, safe to open, whole."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.afcars2020 import xml
from basehaven.exchange.afcars2020.xml import AfcarsFile, short
from tests.exchange.afcars2020.files import OPEN, document, record, removal, stage_of, write
from tests.exchange.drawn import rows, staged

MILO = record("milo", removal("20240501", "20240501 relative"))
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
)  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "opening",
    [
        OPEN,
        '<data xmlns="http://www.acf.hhs.gov">',
        "<data>",
        '<x:data xmlns:x="http://www.acf.hhs.gov" xmlns:y="urn:y" y:where="schema_ooh.xsd">',
    ],
)
def test_the_root_may_be_prefixed_or_everything_may_be_in_the_namespace(tmp_path: Path, opening):
    stage = stage_of(tmp_path, MILO, opening=opening)
    assert rows(stage, "stays", "source_id", "child_id", "kind") == [
        ("53", "milo", "relative_foster")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("53202409000001   1220240501", "AFCARS 1993"),
        ("<EXPSSDA903></EXPSSDA903>", "Choose the format ssda903"),
        ("<afcars/>", "starts with <afcars>"),
        ('<data xmlns="http://example.org"/>', "starts with <data>"),
        (document(MILO)[:-40], "not well-formed"),
        (document(MILO).replace("<records>", "<records>&nbsp;"), "entities|not well-formed"),
        (document(MILO).replace("<acf:data", BOMB + "<acf:data"), "entities or a document type"),
        (document(MILO).replace("<acf:data", OUTSIDE + "<acf:data"), "entities or a document"),
        (document(MILO).replace("<acf:data", "<!DOCTYPE a><acf:data"), "document type"),
        (document(MILO, date=""), "E2_report_date is ''"),
        (document(MILO, date="202406"), "202406"),
        (document(MILO).replace("E2_report_date", "E3_report_date"), "no E2_report_date"),
        (document(), "no child's record"),
        (document(MILO, agency="a|b"), "E1_title_iv_agency cannot name a source"),
    ],
)
def test_a_file_is_not_read_when_it_is(tmp_path: Path, text: str, said: str):
    path = tmp_path / "one.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=said):
        staged(path, "afcars2020")
    assert not (tmp_path / "one.xml.stage").exists()


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    path = tmp_path / "one.xml"
    path.write_bytes(document(MILO).replace("milo", "m\u00edlo").encode("latin-1"))
    with pytest.raises(UnreadableSource, match="not well-formed"):
        staged(path, "afcars2020")


def test_a_value_without_end_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableSource, match="in one value"):
        stage_of(tmp_path, record("m" * 200_000))


def test_endless_nesting_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableSource, match="nested deeper"):
        stage_of(tmp_path, record("milo", more="<a>" * 20 + "</a>" * 20))


def test_one_record_of_a_whole_state_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xml, "ELEMENTS", 100)
    stage_of(tmp_path, *(record(f"c{n}") for n in range(50)))
    with pytest.raises(UnreadableSource, match="elements in one record"):
        stage_of(tmp_path, record("milo", more="<a/>" * 100))


def test_what_was_read_is_let_go(tmp_path: Path):
    path = write(tmp_path / "one.xml", *(record(f"c{n}") for n in range(20)))
    read: list[weakref.ref[object]] = []
    for _number, element in AfcarsFile(path).records():
        assert len(element) > 0  # whole while it is read
        read.append(weakref.ref(element))
        assert sum(one() is not None for one in read) <= 2
    assert len(read) == 20


def test_a_txt_file_is_told_what_to_give(tmp_path: Path):
    path = tmp_path / "one.txt"
    path.write_text("53202409")
    with pytest.raises(UnreadableSource, match="give the XML file of a half-year"):
        staged(path, "afcars2020")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("E112_date_living_arrangement", "E112"),
        ("{http://www.acf.hhs.gov}E5_date_of_birth", "E5"),
        ("E112_E146_living_arrangements", "E112_E146_living_arrangements"),
        ("E24_34_specific_health_conditions", "E24_34_specific_health_conditions"),
        ("record", "record"),
    ],
)
def test_leaves_are_known_by_number_and_wrappers_by_name(tag, name):
    assert short(tag) == name
