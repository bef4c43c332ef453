"""The one place that writes: UTF-8 bytes to standard output, whatever the locale; one-line notes to standard error."""

import os
import sys
from contextlib import suppress

from pftz_cli.errors import PftzError, WriteError
from pftz_cli.output.sanitise import visible


class ReaderGone(PftzError):
    """Whoever read our output has closed the pipe; there is nobody left to tell."""


def write(text: str) -> None:
    """Write *text* to standard output and flush it.

    Raises:
        ReaderGone: the reader closed the pipe.
        WriteError: standard output is closed or cannot be written.
    """
    if sys.stdout is None or sys.stdout.closed:
        raise WriteError("cannot write: standard output is closed")
    try:
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:  # a notebook, or a test that captures text
            sys.stdout.write(text)
        else:
            sys.stdout.flush()
            stream.write(text.encode("utf-8"))
        sys.stdout.flush()
    except OSError as error:
        raise failure(error) from error


def note(text: str) -> None:
    """Write one line to standard error; that nobody can read it is no error."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"pftz: {visible(text)}\n")
        sys.stderr.flush()


def note_lines(text: str) -> None:
    """Write several lines to standard error, as they are but for control characters."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("".join(f"{visible(line)}\n" for line in text.splitlines()))


def is_terminal() -> bool:
    """True where standard output is a terminal."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def has_colour() -> bool:
    """True where colour may be used: a terminal that is not dumb, or FORCE_COLOR; NO_COLOR always wins."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal() and os.environ.get("TERM") != "dumb")


def failure(error: OSError) -> PftzError:
    """Return what a failed write to standard output means, and point it at nothing, so that Python's own flush at exit cannot fail too."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ReaderGone("the reader closed the pipe") if isinstance(error, BrokenPipeError) else WriteError(f"cannot write: {error.strerror}")
