"""Who does something: somebody signed in, or an operator at the command line."""

from __future__ import annotations

import getpass
from dataclasses import dataclass

from basehaven.apps.accounts.models import Agency, User


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and for which agency.

    Attributes:
        agency: whose records are touched and whose audit chain is written.
        user: the person signed in, or None at the command line.
        operator: the operating system's name of whoever runs a command.
    """

    agency: Agency
    user: User | None = None
    operator: str = ""

    @classmethod
    def of(cls, user: User) -> Actor:
        if user.agency is None:
            raise ValueError("A user without an agency cannot change a record.")
        return cls(agency=user.agency, user=user)

    @classmethod
    def at_command_line(cls, agency: Agency, operator: str = "") -> Actor:
        return cls(agency=agency, operator=operator or getpass.getuser())

    @property
    def label(self) -> str:
        """An opaque name for the record: never a person's own name."""
        return f"user:{self.user.ref.hex[:12]}" if self.user else f"operator:{self.operator}"
