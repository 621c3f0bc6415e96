"""What the browser gets: from here only, with licences, in colours everybody can read."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.architecture.house import PACKAGE, ROOT, said

STATIC = sorted(path for path in PACKAGE.glob("apps/*/static/**/*") if path.is_file())
OURS = [path for path in STATIC if not {"vendor", "fonts"} & set(path.parts)]
TOKENS = PACKAGE / "apps/accounts/static/basehaven/tokens.css"
TINTS = ("green-tint", "clay-tint", "sun-tint", "plum-tint")
GROUNDS = ("paper", "card", "sunk", *TINTS)
WRITING = ("ink", "soft", "green", "clay", "sun", "plum")
TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def _sets() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text().split("prefers-color-scheme: dark")
    read = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
    return {"light": dict(read.findall(light)), "dark": dict(read.findall(dark))}


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_the_guideline_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_writing_can_be_read_on_every_ground(scheme):
    colours = _sets()[scheme]
    faint = {
        f"{word} on {ground}": round(got, 2)
        for word, ground in product(WRITING, GROUNDS)
        if (got := contrast(colours[word], colours[ground])) < TEXT
    }
    faint |= {
        f"on on {ground}": round(got, 2)
        for ground in ("green", "clay", "sun", "plum")
        if (got := contrast(colours["on"], colours[ground])) < TEXT
    }
    assert not faint


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_and_shapes_stand_out(scheme):
    colours = _sets()[scheme]
    faint = {
        f"{shape} on {ground}": round(got, 2)
        for shape, ground in product(("edge", "ended", "green", "clay", "sun", "plum"), GROUNDS[:3])
        if (got := contrast(colours[shape], colours[ground])) < GRAPHIC
    }
    assert not faint


def test_light_and_dark_hold_the_same_colours():
    sets = _sets()
    assert set(sets["light"]) == set(sets["dark"])


@pytest.mark.parametrize("path", [p for p in OURS if p.suffix == ".css"], ids=said)
def test_style_sheets_use_the_tokens_for_colour(path):
    if path == TOKENS:
        pytest.skip("the one place where colours are decided")
    text = re.sub(r"@media print.*", "", path.read_text(), flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", text)


@pytest.mark.parametrize("path", OURS, ids=said)
def test_nothing_is_fetched_from_elsewhere(path):
    if path.suffix in {".css", ".js", ".svg", ".webmanifest"}:
        hosts = set(re.findall(r"(?:https?:)?//([\w-]+(?:\.[\w-]+)+)", path.read_text()))
        assert hosts <= {"www.w3.org"}, "www.w3.org names the SVG language; nothing is fetched"


def test_every_folder_of_other_peoples_files_names_licence_and_source():
    folders = {path.parent for path in STATIC if {"vendor", "fonts"} & set(path.parts)}
    folders |= {path.parent for path in (ROOT / "tests").rglob("vendor/*")}
    assert folders
    for folder in folders:
        names = [path.name for path in folder.iterdir()]
        assert "README.md" in names, f"{said(folder)}: say what is here and from where"
        assert any("LICENSE" in name for name in names), f"{said(folder)}: no licence"
