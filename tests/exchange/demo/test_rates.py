"""Each rate has its source or its doubt, and the community follows those that can be counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.exchange.demo.rates import _rate, load_rates
from basehaven.exchange.demo.rates_page import rates_as_markdown
from tests.exchange.demo.measured import measured, rows_of

DIRECT = ("reentry_0_3m", "reentry_4_11m", "reentry_1_5y")  # too few to count: test_care.py
COUNTED = [rate.id for rate in load_rates() if rate.tolerance and rate.id not in DIRECT]
LARGE = 20_000  # children, so that chance is small beside the tolerance
PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "demo-rates.md"


@pytest.fixture(scope="module")
def counted():
    return measured(rows_of(LARGE))


@pytest.mark.parametrize("name", COUNTED)
def test_the_community_follows_the_rate(counted, name):
    rate = load_rates().rate(name)
    assert counted[name] == pytest.approx(rate.value, rel=rate.tolerance)


def test_every_observed_rate_that_shapes_the_community_has_a_tolerance_or_says_why_not():
    without = [r.id for r in load_rates() if r.kind == "observed" and not r.tolerance]
    assert without == ["centres_that_keep_together"]  # three of five centres, by construction


def test_oversampling_says_plainly_what_it_does_and_why():
    setting = load_rates().rate("care_oversampling")
    assert setting.kind == "setting"
    assert "Divide its entry rates by ten" in setting.because


GIVEN = {"id": "x", "label": "X", "value": 1, "unit": "share"}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"kind": "observed"}, "has no 'reference'"),
        ({"kind": "assumption"}, "has no 'doubt'"),
        ({"kind": "setting"}, "has no 'because'"),
        ({"kind": "guess"}, "of no known kind"),
        ({"kind": "observed", "reference": "nowhere"}, "not in the list"),
        ({"kind": "observed", "reference": "none-yet"}, "not in the list"),
    ],
)
def test_a_rate_without_what_its_kind_needs_is_refused(more, problem):
    with pytest.raises(KnowledgeIncomplete, match=problem):
        _rate({**GIVEN, **more}, load_rates().references)


def test_the_reference_page_is_written_from_the_rates():
    assert PAGE.read_text(encoding="utf-8") == rates_as_markdown()
