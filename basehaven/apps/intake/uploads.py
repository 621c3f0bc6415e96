"""Files that somebody hands over: what they are, told by their content, and where they go."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import private_folder
from basehaven.core.errors import NotPossible

AT_MOST = 60  # files at once
BEGINS = 4096  # bytes looked at
NAME = re.compile(r"[^\w.-]+", re.ASCII)


class Bounded(FileUploadHandler):
    """Stops keeping files once they are larger than allowed; what was typed is still read."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.too_large = False

    def handle_raw_input(
        self, input_data: Any, META: dict[str, str], content_length: int,  # noqa: N803
        boundary: str, encoding: str | None = None,
    ) -> None:  # fmt: skip
        self.too_large = content_length > settings.BASEHAVEN_UPLOAD_MAX_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        self.too_large = self.too_large or self.received > settings.BASEHAVEN_UPLOAD_MAX_BYTES
        if self.too_large:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def bound_uploads(request: HttpRequest) -> None:
    """Call before anything reads the form."""
    handler = Bounded(request)
    request.upload_handlers = [handler, *request.upload_handlers]
    request.bounded_upload = handler  # type: ignore[attr-defined]


def was_too_large(request: HttpRequest) -> bool:
    handler = cast(Bounded, request.bounded_upload)  # type: ignore[attr-defined]
    request.POST  # noqa: B018  read the form, so that its size is known
    return handler.too_large


def kind_of(file: UploadedFile[Any]) -> str:
    """``zip``, ``parquet``, ``xml`` or ``csv``, by the first bytes.

    Raises:
        NotPossible: none of them.
    """
    file.seek(0)
    start = file.read(BEGINS)
    file.seek(0)
    if start.startswith(b"PK\x03\x04"):
        return "zip"
    if start.startswith(b"PAR1"):
        return "parquet"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return "xml"
    if text and b"\x00" not in start and not start.startswith((b"%PDF", b"\x1f\x8b", b"\xd0\xcf")):
        return "csv"
    raise NotPossible(
        _("%(name)s is empty, or not a CSV, XML, Parquet or zip file. Save it as one of them.")
        % {"name": file.name},
        field="files",
    )


def check_files(files: Sequence[UploadedFile[Any]]) -> dict[str, UploadedFile[Any]]:
    """Names under which the files are kept, each with its file.

    Raises:
        NotPossible: nothing, too many, or kinds that do not go together.
    """
    if not files:
        raise NotPossible(_("Choose the files."), field="files")
    if len(files) > AT_MOST:
        raise NotPossible(_("That is more than 60 files. Pack them into one zip."), field="files")
    named: dict[str, UploadedFile[Any]] = {}
    kinds: set[str] = set()
    for file in files:
        kind = kind_of(file)
        kinds.add(kind)
        if len(files) > 1 and (kind == "zip" or ("xml" in kinds and len(kinds) > 1)):
            raise NotPossible(
                _("Choose one zip alone, or several XML, CSV or Parquet files of one kind."),
                field="files",
            )
        name = f"{_stem(file.name or '')}.{kind}"
        if name in named:
            raise NotPossible(
                _("Two files are called %(name)s. Keep one.") % {"name": name}, field="files"
            )
        named[name] = file
    return named


def _stem(name: str) -> str:
    plain = PurePosixPath(PureWindowsPath(name).name).stem
    return NAME.sub("_", plain).strip("._")[:80] or "file"


def keep_files(run: ImportRun, named: dict[str, UploadedFile[Any]]) -> None:
    """Into the run's folder, readable by nobody else."""
    folder = private_folder(run.upload_folder)
    for name, file in named.items():
        handle = os.open(folder / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            for chunk in file.chunks():
                out.write(chunk)


def source_of(run: ImportRun) -> Path:
    """What is imported: the zip or XML file handed over, or the folder of files."""
    files = sorted(run.upload_folder.iterdir())
    if len(files) == 1 and files[0].suffix in (".zip", ".xml"):
        return files[0]
    return run.upload_folder
