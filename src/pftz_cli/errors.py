"""What can go wrong, and the statuses a run ends with."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class ExitStatus(IntEnum):
    """The statuses that scripts rely on; see the README."""

    FOUND = 0
    NOTHING = 1
    ERROR = 2
    LOOK = 3
    INTERRUPTED = 130
    TERMINATED = 143


class PftzError(Exception):
    """The parent of every error that pftz raises on purpose; its text is one line for a person."""


class Problem(NamedTuple):
    """One thing wrong with the data: where it stands and what it is."""

    file: str
    id: str
    field: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.id}", self.field, self.what) if part)


class Terminated(BaseException):
    """The program was told to end while it had something to tidy up."""


class DataError(PftzError):
    """The datasets cannot be loaded; `problems` holds everything that is wrong with them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 1} more; 'pftz data check' lists all)" if len(problems) > 1 else ""
        super().__init__(f"{self.problems[0]}{more}")


class UnknownName(PftzError):
    """A name, id or filter value that means nothing here, or several things.

    Attributes:
        what: kind of name, such as `place`.
        value: what was typed.
        nearest: names that look alike, best first; what was likely meant.
    """

    def __init__(self, what: str, value: str, nearest: Sequence[str] = (), *, hint: str = "") -> None:
        self.what, self.value, self.nearest = what, value, tuple(nearest)
        hints = [hint] if hint else []
        hints += [f"nearest: {', '.join(nearest)}"] if nearest else []
        super().__init__("; ".join([f"no {what} '{value}'", *hints]))


class UsageError(PftzError):
    """The request itself cannot be carried out; the text says what to do instead."""


class NotEstablished(PftzError):
    """The sources do not settle the question; neither yes nor no may be answered."""


class IndexDamaged(PftzError):
    """The compiled index cannot be read."""


class WriteError(PftzError):
    """The answer could not be written."""
