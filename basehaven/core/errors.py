"""Errors that people see. Each says what is wrong, where, and what to do.

Each class has its own exit code, so that someone who sees no log still knows
why a command stopped. 0 is done and 2 is wrong usage (click's own), so neither
is used here.
"""


class BasehavenError(Exception):
    """Base of all errors that are shown without a traceback."""

    exit_code = 1


class RowsRefused(BasehavenError):
    """An import met rows that it could not save; its report names each."""

    exit_code = 3


class UnreadableSource(BasehavenError):
    """A file cannot be opened, is not what it says, or is not safe to read."""

    exit_code = 4


class NotAllowed(BasehavenError):
    """The person asking may not do this."""

    exit_code = 5


class NotPossible(BasehavenError):
    """The record refuses something that cannot be, such as an end before a start.

    Args:
        message: what is wrong and what to do, in words for the person.
        field: the form field it belongs to, or empty for the whole form.
    """

    exit_code = 6

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class AuditBroken(BasehavenError):
    """An audit chain does not add up."""

    exit_code = 7


class WrongSetting(BasehavenError):
    """A setting is missing, contradictory or unsafe."""

    exit_code = 8


class NotEnoughContacts(BasehavenError):
    """Too few contacts to measure continuity; report "not measured", never zero."""

    exit_code = 10


class KnowledgeIncomplete(BasehavenError):
    """A knowledge entry lacks its source or another required part."""

    exit_code = 11


class NothingFits(BasehavenError):
    """No rota keeps every rule, or none was found in the time given; the reasons are said."""

    exit_code = 12
