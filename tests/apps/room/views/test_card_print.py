from __future__ import annotations

import re
import subprocess
import sys

import pytest

from basehaven.apps.audit.models import Look
from tests.apps.room.cards import assert_not_there, client_of, line, url

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
A5 = (148 / 25.4 * 72, 210 / 25.4 * 72)


def pdf(cast, who="teacher", query=""):
    response = client_of(cast, who).get(url("card_print", cast) + query)
    assert response["Content-Type"] == "application/pdf"
    return response.content


def pages(content):
    return int(re.search(rb"/Type/Pages.*?/Count (\d+)", content, re.DOTALL)[1])


def test_it_is_one_tagged_page_of_a5(cast):
    for number in range(8):
        line(cast, text=f"Line {number}")
    content = pdf(cast)
    width, height = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", content).groups()
    assert (float(width), float(height)) == pytest.approx(A5, abs=0.1)
    assert pages(content) == 1
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/MarkInfo<<[^>]*/Marked true", content)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"AtkinsonHyperlegibleNext" in content


def test_many_lines_go_on_a_second_page_and_no_letter_gets_smaller(cast):
    for number in range(45):
        line(cast, text=f"Line {number} " + "word " * 25)
    assert pages(pdf(cast)) > 1


def test_what_looks_like_markup_is_printed_as_it_was_typed(cast):
    line(cast, text='#panic("no") $x$ #read("/etc/passwd") *a* \\')
    assert pages(pdf(cast)) == 1


def test_its_language_is_what_was_asked_for(cast):
    line(cast)
    assert b"/Lang(es" in pdf(cast, query="?language=es")
    assert b"/Lang(en" in pdf(cast, query="?language=nonsense")


def test_printing_is_a_look_that_took_a_copy(cast):
    pdf(cast)
    look = Look.objects.get(action="card_print")
    assert (look.child_ref, look.how) == (cast.milo.ref, "export")


def test_nothing_else_loads_the_printer():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = "
        "'basehaven.project.settings'; django.setup(); import basehaven.project.urls; "
        "print('typst' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_to_whoever_is_kept_away_or_has_no_ground_it_does_not_exist(cast):
    line(cast)
    assert_not_there(cast, url("card_print", cast))
