"""What is depended on is explained, used, and locked."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.house import ROOT, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [re.match(r"[\w-]+", line).group() for line in PROJECT["project"]["dependencies"]]
DEV = [re.match(r"[\w-]+", line).group() for line in PROJECT["dependency-groups"]["dev"]]
PAGE = (ROOT / "docs/explanation/chosen-parts.md").read_text()
IMPORTED_AS = {
    "django-allauth": "allauth",
    "django-csp": "csp",
    "django-ninja": "ninja",
    "ibis-framework": "ibis",
    "vl-convert-python": "vl_convert",
    "pyyaml": "yaml",
}
USED_BY_NAME = {
    "psycopg": "by Django, for PostgreSQL",
    "sqlglot": "by Ibis; named here to hold its version",
}
LOCKED = re.compile(r"^([\w.-]+)==([\w.+-]+)", re.MULTILINE)


def _locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / "requirements" / f"{name}.lock").read_text()))


@pytest.mark.parametrize("name", RUNTIME + DEV)
def test_a_part_is_explained(name):
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", [name for name in RUNTIME if name not in USED_BY_NAME])
def test_a_part_is_used(name):
    called = IMPORTED_AS.get(name, name.replace("-", "_"))
    assert any(re.search(rf"\b{called}\b", module.text) for module in modules("basehaven"))


def test_no_part_is_explained_that_is_gone():
    explained = set(re.findall(r"`([\w-]+)`", PAGE.split("## In the package")[0]))
    assert explained - {"DATABASE_URL", "requirements"} == set(RUNTIME + DEV)


def test_the_locks_hold_every_part_by_digest():
    assert set(RUNTIME) <= set(_locked("runtime"))
    assert set(RUNTIME + DEV) <= set(_locked("dev"))
    for name in ("runtime", "dev"):
        text = (ROOT / "requirements" / f"{name}.lock").read_text()
        assert all(
            "--hash=sha256:" in part
            for part in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
        )


def test_the_development_lock_holds_the_runtime_lock():
    assert _locked("runtime").items() <= _locked("dev").items()


def test_no_file_names_where_parts_are_fetched():
    hosts = re.compile(r"pypi\.org|pythonhosted|files\.python|--index-url|--find-links [^-]")
    files = [*(ROOT / "requirements").iterdir(), ROOT / "Makefile", ROOT / "pyproject.toml"]
    files += (ROOT / "tools").glob("*")
    assert not [path.name for path in files if path.is_file() and hosts.search(path.read_text())]
