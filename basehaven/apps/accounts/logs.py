"""Logs that name where something broke and never what it held.

The text of an error often quotes values: a database says which name was there
twice, a parser repeats the line it met. So a traceback keeps its places and the
kind of error, and only errors of our own, which are written to be read, keep
their words.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

from basehaven.core.errors import WrongSetting

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's own name
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines.insert(0, _one(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_text:  # another handler has formatted it, with values
            record = logging.makeLogRecord({**record.__dict__, "exc_text": None})
        return super().format(record)


def _one(error: BaseException) -> str:
    places = [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    said = f": {error}" if isinstance(error, WrongSetting) else ""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return "\n".join(["Traceback (without values):", *places, f"{kind}{said}"])
