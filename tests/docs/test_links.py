"""Every link in the documents leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, said

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def _without_code(text: str) -> str:
    return re.sub(
        r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    )


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=said)
def test_links_lead_somewhere(page):
    lost = []
    for link in LINK.findall(_without_code(page.read_text())):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in _anchors(target)
        ):
            lost.append(link)
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=said)
def test_code_that_the_documents_name_exists(page):
    if page.name == "CHANGELOG.md":
        pytest.skip("a changelog names what was")
    named = re.findall(
        r"`((?:basehaven|tests|tools|docs|requirements)/[\w./-]+)`", page.read_text()
    )
    lost = [path for path in named if not (ROOT / path.rstrip("/")).exists()]
    assert not lost


def test_pictures_are_small_and_all_used():
    text = "".join(page.read_text() for page in PAGES)
    pictures = list((ROOT / "docs" / "pictures").glob("*.*"))
    assert all(path.stat().st_size < 300_000 for path in pictures)
    assert all(path.name in text for path in pictures)
