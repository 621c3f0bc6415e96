"""What may be published of counts, so that nothing about one child can be worked out.

:func:`~basehaven.core.disclosure.protect.protect` is the one step that every
figure on a page, in a file and in an interface goes through.
"""

from basehaven.core.disclosure.protect import protect
from basehaven.core.disclosure.release import Release
from basehaven.core.disclosure.rows import suppress_below
from basehaven.core.disclosure.types import (
    HIDDEN,
    ROUNDED,
    SHOWN,
    Cell,
    Figure,
    Protected,
    Rules,
    Table,
    Withheld,
    at,
)

__all__ = [
    "HIDDEN", "ROUNDED", "SHOWN", "Cell", "Figure", "Protected", "Release", "Rules", "Table",
    "Withheld", "at", "protect", "suppress_below",
]  # fmt: skip
