"""In the rooms that others build on, every name one may use says what it is for."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.house import modules

ROOMS = ("basehaven/core", "basehaven/knowledge", "basehaven/solver", "basehaven/exchange")


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_public_says_what_it_is_for(room):
    silent = []
    for module in modules(room):
        if module.text.strip() and not ast.get_docstring(module.tree):
            silent.append(f"{module.name}: the module")
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                silent.append(f"{module.name}: {node.name}")
    assert not silent, "\n".join(silent)
