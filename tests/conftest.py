"""Fixtures that every test may ask for."""

from __future__ import annotations

import pytest

from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of tests/cast.py, built through actions."""
    return build_cast()
