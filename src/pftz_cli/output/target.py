"""Files and folders written as a whole or not at all; what is there stays until all is written."""

import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from pftz_cli.errors import Terminated, UsageError, WriteError


@contextmanager
def new_file(target: Path, *, force: bool) -> Iterator[Path]:
    """Give a file to write to that becomes *target* once all is written, and vanishes if anything fails.

    Raises:
        UsageError: *target* exists, and *force* is not given; or it is no regular file.
        WriteError: it cannot be written.
    """
    with _told(target):
        real = _regular(target)
        if real is not None and not force:
            raise UsageError(f"{target} exists; --force replaces it")
        goal = real or target
        mode = stat.S_IMODE(goal.stat().st_mode) if real else _plain_mode(0o666)
        with _temporary(_empty_file(goal.absolute().parent), Path.unlink) as temporary:
            yield temporary
            temporary.chmod(mode)
            if real is not None:
                temporary.replace(goal)
            else:
                _put(temporary, goal)


@contextmanager
def new_folder(target: Path, names: Collection[str], *, force: bool) -> Iterator[Path]:
    """Give a folder to write files called *names* to, which are in *target* once all are written; nothing is if anything fails.

    A folder that is there is kept, with what it is and where it is; only files of these names in it are replaced.

    Raises:
        UsageError: *target* is there and not empty, and *force* is not given; or it is no folder, or holds something else.
        WriteError: it cannot be written.
    """
    with _told(target):
        if os.path.lexists(target):
            _check_folder(target, names, force=force)
            with _temporary(Path(tempfile.mkdtemp(prefix=".pftz-", dir=target)), shutil.rmtree) as temporary:
                yield temporary
                for file in sorted(temporary.iterdir()):
                    file.replace(target / file.name)
        else:
            with _temporary(Path(tempfile.mkdtemp(prefix=".pftz-", dir=target.absolute().parent)), shutil.rmtree) as temporary:
                yield temporary
                temporary.chmod(_plain_mode(0o777))
                temporary.rename(target)  # fails where a folder with something in it has come to be there


def _regular(target: Path) -> Path | None:
    """Return the regular file that *target* is or leads to; None if nothing is there yet."""
    if not os.path.lexists(target):
        return None
    try:
        real = target.resolve(strict=True)
    except (OSError, RuntimeError):
        raise UsageError(f"{target} is a link that leads nowhere") from None
    if real.is_dir():
        raise UsageError(f"{target} is a folder")
    if not real.is_file():
        raise UsageError(f"{target} is no regular file; - is standard output")
    return real


def _check_folder(target: Path, names: Collection[str], *, force: bool) -> None:
    if not target.is_dir():
        raise UsageError(f"{target} is there, and no folder")
    held = {path.name for path in target.iterdir()}
    if held and not force:
        raise UsageError(f"{target} exists; --force replaces what an export wrote there")
    foreign = sorted(name for name in held if name not in names or not (target / name).is_file())
    if foreign:
        raise UsageError(f"{target} holds other things, such as {foreign[0]}; choose a folder of its own")
    if held and not any(name.startswith("meta.") for name in held):
        raise UsageError(f"{target} holds files that no export wrote; choose a folder of its own")


def _put(temporary: Path, target: Path) -> None:
    """Move a file to where nothing was, and where nothing has come to be meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise UsageError(f"{target} exists; --force replaces it") from None
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise UsageError(f"{target} exists; --force replaces it") from None
        temporary.rename(target)


def _empty_file(folder: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".pftz-", dir=folder)
    os.close(handle)
    return Path(name)


def _plain_mode(mode: int) -> int:
    """Return the permissions that a plain new file or folder gets; temporary ones are for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mode & ~mask


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"cannot write {target}: {error.strerror or error}") from error


@contextmanager
def _temporary(path: Path, remove: Callable[[Path], object]) -> Iterator[Path]:
    """Give *path*, and remove it afterwards if it is still there, also when the program is told to end."""

    def end(_: int, __: FrameType | None) -> None:
        raise Terminated

    before = None
    with suppress(ValueError):  # only the main thread can be told
        before = signal.signal(signal.SIGTERM, end)
    try:
        yield path
    finally:
        if os.path.lexists(path):
            remove(path)
        if before is not None:
            signal.signal(signal.SIGTERM, before)
