"""Reading the source as text and trees, for the tests of the house's rules."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "basehaven"
APPS = ("accounts", "audit", "consent", "record", "room", "intake", "policy")


@dataclass(frozen=True)
class Module:
    path: Path

    @property
    def name(self) -> str:
        """Relative to the project, as a person would say it: basehaven/core/periods.py."""
        return str(self.path.relative_to(ROOT))

    @functools.cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @functools.cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def app(self) -> str:
        parts = self.path.relative_to(PACKAGE).parts
        return parts[1] if parts[0] == "apps" and len(parts) > 2 else ""

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imports(self) -> Iterator[str]:
        """Dotted names, with what is taken from them: basehaven.core.errors.NotPossible."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)


@functools.cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module of ours under these folders, migrations left out."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(Module(path) for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("apps/*/templates/**/*.html"))


def said(path: Path) -> str:
    return str(path.relative_to(ROOT))
