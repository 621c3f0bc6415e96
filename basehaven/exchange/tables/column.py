"""What a table and a column of the open tables are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("text", "date", "time", "bool", "int", "number", "list", "enum")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: as in the file.
        kind: one of ``KINDS``; ``time`` is a date and time with zone.
        required: an empty value refuses the row.
        choices: for ``enum`` the values allowed, for ``list`` of the same.
        refers_to: the table whose id this is; in a list, whose ids these are.
        names: holds names, addresses or free words; left empty in an export
            without names.
        length: of text, the most characters; 0 is no limit.
        decimals: of a number, how many are kept; more refuse the row, none is rounded unseen.
        at_most: of a number, the largest; below zero only if ``signed``.
        signed: a number that may be less than zero.
        ours: not in the contract that others share; documented as our own.
    """

    name: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    names: bool = False
    length: int = 0
    decimals: int = 0
    at_most: float = 2_147_483_647  # what both databases hold as a whole number
    signed: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One open table. ``key`` names the columns that identify a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def about_child(self) -> bool:
        """Its rows belong to one child and are held back with that child."""
        return self.name == "tie_spells" or any(
            column.name == "child_id" for column in self.columns
        )

    @property
    def own_id(self) -> str:
        """The id column that rows of other tables point at, or empty."""
        last = self.key[-1]
        return last if last.endswith("_id") and not self.column(last).refers_to else ""

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def key_of(self, values: Mapping[str, object]) -> str:
        return "|".join(str(values.get(name) or "") for name in self.key)
