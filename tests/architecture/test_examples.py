"""Every example in a docstring holds."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.architecture.house import modules

WITH_EXAMPLES = [module.name for module in modules("basehaven") if ">>> " in module.text]


def test_every_room_that_others_build_on_has_examples():
    rooms = {name.split("/")[1] for name in WITH_EXAMPLES}
    assert {"core", "knowledge", "exchange", "apps"} <= rooms
    assert "basehaven/core/relationships/continuity.py" in WITH_EXAMPLES


@pytest.mark.parametrize("path", WITH_EXAMPLES)
def test_the_examples_of_a_module_hold(path):
    name = path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
    done = doctest.testmod(importlib.import_module(name))
    assert done.attempted > 0, "an example that doctest does not see"
    assert done.failed == 0
