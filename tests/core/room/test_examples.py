"""The examples in the docstrings of the room's craft hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import basehaven.core.room
import basehaven.exchange.rota
import basehaven.knowledge.room

NAMES = [
    f"{package.__name__}.{found.name}"
    for package in (basehaven.core.room, basehaven.exchange.rota)
    for found in pkgutil.iter_modules(package.__path__)
] + ["basehaven.knowledge.room"]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
