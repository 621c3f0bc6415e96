"""Only actions write."""

from __future__ import annotations

import ast

from tests.architecture.house import Module, modules

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "save_base",
    "executemany",
}
MANAGERS = {
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
MAY_WRITE = {  # path: why it writes outside an action
    "basehaven/apps/intake/sets/": "the import's set statements, called by import_run alone",
    "basehaven/cli/common.py": "the first agency, before anybody is there who could act",
    "basehaven/cli/user.py": "the first agency, before anybody is there who could act",
}


def test_only_actions_write():
    strays = []
    for module in modules("basehaven/apps", "basehaven/cli"):
        if (
            "/actions/" in module.name
            or module.name.endswith("/actions.py")
            or any(module.name.startswith(may) for may in MAY_WRITE)
        ):
            continue
        strays += [f"{module.name}:{line}: .{name}(" for line, name in _writes(module)]
    assert not strays, "move these into actions/, or say here why not:\n" + "\n".join(strays)


def _writes(module: Module) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name = node.func.attr
        whole = ast.unparse(node.func.value)
        on_rows = "objects" in whole or name in {"save", "bulk_create", "bulk_update"}
        if name in WRITES and on_rows and "session" not in whole:
            found.append((node.lineno, name))
    return found


def test_the_list_of_exceptions_holds_no_dead_entries():
    names = [module.name for module in modules("basehaven/apps", "basehaven/cli")]
    assert all(any(name.startswith(may) for name in names) for may in MAY_WRITE)
