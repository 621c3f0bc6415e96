"""What tests of the intake's pages share: a data manager, and background work done at once."""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from basehaven.apps.intake.models import ImportRun
from tests.apps.intake.conftest import FAMILY, Bring, Tables
from tests.cast import Cast, sign_in


@pytest.fixture(autouse=True)
def _work_is_done_at_once(settings: Any, home: Path) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def here(cast: Cast, home: Path) -> Bring:
    """Imports into the cast's own agency."""
    return Bring(home, cast.agency)


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.data_manager)
    return client


def csv_files(tables: Tables) -> list[SimpleUploadedFile]:
    files = []
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines = [",".join(columns)]
        lines += [",".join(str(row.get(column, "")) for column in columns) for row in rows]
        files.append(SimpleUploadedFile(f"{name}.csv", "\n".join(lines).encode()))
    return files


def zipped(tables: Tables) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in csv_files(tables):
            archive.writestr(file.name, file.read())
    return SimpleUploadedFile("tables.zip", packed.getvalue())


def upload(client: Client, files: Any, **typed: Any) -> HttpResponse:
    sent = {
        "format": "tables", "source_id": "north", "request_id": str(uuid.uuid4()), "files": files,
        **typed,
    }  # fmt: skip
    return client.post(reverse("import_start"), sent)


def handed_over(client: Client, tables: Tables = FAMILY) -> ImportRun:
    assert upload(client, csv_files(tables)).status_code == 302
    return ImportRun.objects.latest("id")


def press(client: Client, name: str, ref: object, **typed: Any) -> HttpResponse:
    sent = {"request_id": str(uuid.uuid4()), **typed}
    return client.post(reverse(name, args=[ref]), sent)


def others(cast: Cast) -> list[Any]:
    """Everybody whose job this is not."""
    return [user for user in cast.everyone().values() if user.role != "data_manager"]


def assert_nobody_else_gets_there(
    client: Client, cast: Cast, address: str, method: str = "get"
) -> None:
    for user in others(cast):
        client.force_login(user)
        assert getattr(client, method)(address).status_code == 404, user.role
    client.logout()
    assert getattr(client, method)(address).status_code in (302, 404)
