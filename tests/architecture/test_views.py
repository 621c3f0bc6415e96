"""One view, one file, one template, one test, one name; each declares who may call it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.house import PACKAGE, ROOT, Module

VIEWS = sorted(path for path in PACKAGE.glob("apps/*/views/*.py") if not path.name.startswith("_"))
NAMED_OTHERWISE = {  # not noun_verb, and why
    "components": "the page's own address",
    "home": "the front door",
    "search": "a verb that needs no noun",
    "pick": "the search inside a form",
    "closed": "what is not offered",
    "second_step": "the sign-in's own word",
}


def _test_of(view: Path) -> Path:
    return ROOT / "tests" / view.relative_to(PACKAGE).parent / f"test_{view.name}"


def _tests(path: Path) -> int:
    return (
        len(re.findall(r"^(?:    )?def test_", path.read_text(), re.MULTILINE))
        if path.exists()
        else 0
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.parts[-3]}/{view.stem}")
def test_a_view_has_at_least_three_tests(view):
    test = _test_of(view)
    count = _tests(test)
    assert count >= 3, (
        f"{test.relative_to(ROOT)} holds {count} tests. Three are due: it works; a stranger gets "
        "404; bad input comes back with all that was typed."
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.parts[-3]}/{view.stem}")
def test_a_view_is_named_like_its_file_and_template(view):
    module, app = Module(view), view.parts[-3]
    names = {node.name for node in module.functions()} | {
        target.id
        for node in module.tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert view.stem in names, f"{module.name} has no view '{view.stem}'"
    assert "_" in view.stem or view.stem in NAMED_OTHERWISE, f"{view.stem} is not noun_verb"
    used = re.findall(rf'"{app}/(\w+)\.html"', module.text)
    noun = view.stem.split("_")[0]
    assert all(name.split("_")[0] == noun or _is_shared(name, app) for name in used), (
        f"{module.name} renders {used}: give the template the view's name"
    )


def _is_shared(name: str, app: str) -> bool:
    """A template that several views use, such as one page for corrections of every table."""
    users = [view for view in VIEWS if f'"{app}/{name}.html"' in view.read_text()]
    return len(users) > 1


def _routes(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for entry in resolver.url_patterns:
        found += _routes(entry) if isinstance(entry, URLResolver) else [entry]
    return found


def test_every_route_of_ours_declares_who_may_call_it():
    ours = [
        route
        for route in _routes(get_resolver())
        if route.callback.__module__.startswith("basehaven")
    ]
    assert ours
    silent = [route.name for route in ours if not getattr(route.callback, "access_rule", "")]
    assert not silent
