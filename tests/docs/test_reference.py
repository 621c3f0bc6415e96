"""The reference says what the code says."""

from __future__ import annotations

import ast
import importlib.util

import pytest

from tests.architecture.house import ROOT, modules


def _tool(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = _tool("write_reference")


@pytest.mark.parametrize("path", REFERENCE.pages(), ids=lambda path: path.name)
def test_a_page_of_the_reference_is_fresh(path):
    assert path.read_text() == REFERENCE.pages()[path], "run `make docs`"


def test_a_page_of_an_indicator_that_is_no_more_is_gone():
    there = set((REFERENCE.FOLDER / "indicators").iterdir())
    assert there <= set(REFERENCE.pages()), "run `make docs`"


def test_every_setting_is_explained():
    assert set(REFERENCE.SETTINGS) == REFERENCE.settings_read()


def test_the_environment_is_read_in_the_settings_only():
    strays = [
        f"{module.name}:{node.lineno}"
        for module in modules("basehaven")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"os.environ.get", "os.getenv"}
        and module.name != "basehaven/project/settings.py"
    ]
    assert not strays, "read it in settings.py, and explain it in tools/write_reference.py"
