"""Where the data and its index lie, and when the index is built anew.

A wheel ships both, side by side. A checkout has only the YAML: its index is built once into the user's cache folder, under a name made
of checksums, so that a changed file or a changed compiler never meets an old index. Where nothing can be written it is built in memory.
"""

import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pftz_cli.errors import DataError, Problem
from pftz_cli.index.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pftz_cli.load import Datasets

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "data"
_KEPT = 8
"""How many indexes of other data or other versions stay in the cache folder."""


def data_folder() -> Path:
    """Return the folder of YAML files that answers come from: the installed one, else the checkout's."""
    return _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent.parent / "data"


def load_catalog() -> Catalog:
    """Return the catalog of the data that pftz comes with.

    Raises:
        DataError: the YAML files are invalid, or there are none.
    """
    shipped = data_folder() / "index.sqlite"
    return _opened(shipped) or _from_cache(data_folder())


def build(folder: Path, target: Path) -> None:
    """Compile the YAML files in *folder* to the SQLite file *target*, whole or not at all."""
    import tempfile

    from pftz_cli.load import load_datasets

    loaded = load_datasets(folder)
    handle, name = tempfile.mkstemp(prefix=".pftz-", dir=target.parent)
    os.close(handle)
    try:
        _compile(loaded, name, folder)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def checksum(folder: Path) -> str:
    """Return the SHA-256 of the data in *folder*: the names and the content of its files."""
    import hashlib

    digest = hashlib.sha256()
    for path in data_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def data_files(folder: Path) -> "Iterator[Path]":
    """Yield the files in *folder* that facts are read from."""
    yield folder / "VERSION"
    yield from sorted(folder.glob("*.yaml"))


def _compile(loaded: "Datasets", target: str, folder: Path) -> sqlite3.Connection:
    from pftz_cli.index.compile import compile_index

    connection = sqlite3.connect(target, isolation_level=None)
    compile_index(loaded, connection, digest=checksum(folder))
    return connection


def _opened(path: Path) -> Catalog | None:
    """Return the catalog in the file at *path*; None if there is none, or it is not whole."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
        if head[:15] != b"SQLite format 3" or _size(head) != path.stat().st_size:
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        catalog = Catalog(connection)
        return catalog if "digest" in catalog.meta() else None
    except (OSError, sqlite3.Error):
        return None


def _size(head: bytes) -> int:
    """The size in bytes that the header of an SQLite file claims."""
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")


def _from_cache(folder: Path) -> Catalog:
    try:
        name = f"index-{checksum(folder)[:32]}-{_compiler()[:16]}.sqlite"
    except OSError as error:
        raise DataError([Problem(str(folder), "", "", f"cannot be read: {error.strerror}")]) from error
    cache = _cache_folder()
    found = cache and _opened(cache / name)
    if found:
        return found
    if cache:
        try:
            build(folder, cache / name)
            _prune(cache)
        except (OSError, sqlite3.Error):
            pass  # an answer does not depend on the cache: build in memory instead
        else:
            found = _opened(cache / name)
    return found or _in_memory(folder)


def _in_memory(folder: Path) -> Catalog:
    from pftz_cli.load import load_datasets

    return Catalog(_compile(load_datasets(folder), ":memory:", folder))


def _compiler() -> str:
    """Return the SHA-256 of the code that makes an index, and of what it runs on."""
    import hashlib

    digest = hashlib.sha256(f"{sys.version_info[:2]} {sqlite3.sqlite_version}".encode())
    rooms = (_PACKAGE / "model.py", _PACKAGE / "text.py", *sorted(_PACKAGE.glob("load/*.py")), *sorted(_PACKAGE.glob("index/*.py")))
    for path in rooms:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_folder() -> Path | None:
    """Return the user's own cache folder for pftz, made if need be; None where there is none to be trusted."""
    if os.environ.get("PFTZ_CACHE") == "off" or os.environ.get("HOME") == "":
        return None
    import platformdirs

    try:
        folder = platformdirs.user_cache_path("pftz", appauthor=False)
        if not folder.is_absolute():
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
        is_own = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
        return folder if folder.is_dir() and not folder.is_symlink() and is_own else None
    except (OSError, RuntimeError):
        return None


def _prune(cache: Path) -> None:
    """Remove the oldest indexes beyond `_KEPT`."""
    kept = sorted(cache.glob("index-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
