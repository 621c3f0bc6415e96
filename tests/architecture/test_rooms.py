"""Which room may know which; import-linter keeps the large lines, this the doors between apps."""

from __future__ import annotations

import sys

from tests.architecture.house import APPS, modules

DOORS = {"actions", "queries", "access", "models"}  # models: rows point at rows
ALSO = {  # written for every app to use
    ("accounts", "actor"): "who acts, in every action",
    ("accounts", "drafts"): "forms of every app keep drafts",
    ("accounts", "sign_in"): "a tablet opens a session that a PIN let in",
    ("audit", "triggers"): "published releases are written once too, by the same guards",
    ("record", "merging"): "each app names the rows that a merge cannot simply point elsewhere",
    ("record", "panels"): "each practice app registers its panel on the child's page",
}
CORE_MAY = {"numpy", "scipy", "basehaven"}


def test_an_app_reaches_another_only_through_its_doors():
    strays = []
    for module in modules("basehaven/apps"):
        for name in module.imports():
            parts = name.split(".")
            if parts[:2] != ["basehaven", "apps"] or len(parts) < 4 or parts[2] == module.app:
                continue
            if parts[3] not in DOORS and (parts[2], parts[3]) not in ALSO:
                strays.append(f"{module.name} uses {name}: go through actions, queries or access")
    assert not strays, "\n".join(strays)


def test_core_uses_the_standard_library_numpy_and_scipy_only():
    strays = [
        f"{module.name} uses {name}"
        for module in modules("basehaven/core")
        for name in module.imports()
        if (top := name.split(".")[0]) not in sys.stdlib_module_names and top not in CORE_MAY
    ]
    assert not strays, "\n".join(strays)


def test_core_opens_no_file_and_asks_for_no_time_of_day():
    loaders = {"open", "input", "print"}
    strays = [
        f"{module.name} imports {name}: core is handed its values"
        for module in modules("basehaven/core")
        for name in module.imports()
        if name.split(".")[0] in {"os", "io", "pathlib", "sqlite3", "socket", "subprocess", "time"}
    ]
    strays += [
        f"{module.name} mentions {name}("
        for module in modules("basehaven/core")
        for name in loaders
        if f" {name}(" in module.text
    ]
    assert not strays, "\n".join(strays)


def test_every_app_is_one_that_the_design_names():
    found = {module.app for module in modules("basehaven/apps")} - {""}
    assert found == set(APPS)
