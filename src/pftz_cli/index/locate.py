"""Where the data and its index lie, and when the index is built anew.

A wheel ships both, side by side. A checkout has only the YAML: its index is built once into the user's cache folder, under a name made
of checksums: of the data, of the code that compiles it, and of the index itself, so that a changed file, a changed compiler or a damaged
index is never answered from. Where nothing can be written the index is built in memory.
"""

import os
import sqlite3
import sys
from pathlib import Path

from pftz_cli.errors import DataError, Problem
from pftz_cli.index.catalog import Catalog
from pftz_cli.load.files import Contents, checksum, read_folder

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
    return _opened(data_folder() / "index.sqlite") or _from_cache(data_folder())


def build(folder: Path, target: Path) -> None:
    """Compile the YAML files in *folder* to the SQLite file *target*.

    Raises:
        DataError: they are invalid.
    """
    _compile(read_folder(folder), str(target)).close()


def _compile(contents: Contents, target: str) -> sqlite3.Connection:
    from pftz_cli.index.compile import compile_index
    from pftz_cli.load.datasets import load_datasets

    loaded = load_datasets(contents)
    connection = sqlite3.connect(target, isolation_level=None)
    compile_index(loaded, connection, digest=checksum(contents))
    return connection


def _opened(path: Path) -> Catalog | None:
    """Return the catalog in the file at *path*; None if there is none, or it is no whole index."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
        if head[:15] != b"SQLite format 3" or _size(head) != path.stat().st_size:
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        return Catalog(connection)
    except (OSError, sqlite3.Error):
        return None


def _size(head: bytes) -> int:
    """The size in bytes that the header of an SQLite file claims."""
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")


def _from_cache(folder: Path) -> Catalog:
    if not folder.is_dir():
        raise DataError([Problem(str(folder), "", "", "no such folder")])
    contents = read_folder(folder)
    name = f"index-{checksum(contents)[:32]}-{_compiler()[:16]}"
    cache = _cache_folder()
    return (cache and (_kept(cache, name) or _built(cache, name, contents))) or Catalog(_compile(contents, ":memory:"))


def _kept(cache: Path, name: str) -> Catalog | None:
    """Return the catalog that was kept under *name*; one whose own checksum does not fit is removed."""
    for path in cache.glob(f"{name}-*.sqlite"):
        try:
            if path.stem == f"{name}-{_digest(path)}":
                return _opened(path)
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None


def _built(cache: Path, name: str, contents: Contents) -> Catalog | None:
    """Build an index, keep it under *name*, and return its catalog; None where it cannot be kept."""
    import tempfile

    target = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".pftz-", dir=cache)
        os.close(handle)
        target = Path(temporary)
        _compile(contents, temporary).close()
        target = target.replace(cache / f"{name}-{_digest(target)}.sqlite")
        _prune(cache)
    except (OSError, sqlite3.Error):  # an answer does not depend on the cache
        return None
    finally:
        if target is not None and target.name.startswith(".pftz-"):
            target.unlink(missing_ok=True)
    return _opened(target)


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _compiler() -> str:
    """Return the SHA-256 of the code that makes an index, and of what it runs on."""
    import hashlib

    digest = hashlib.sha256(f"{sys.version_info[:2]} {sqlite3.sqlite_version}".encode())
    for path in (_PACKAGE / "text.py", *(path for room in ("model", "load", "index") for path in sorted((_PACKAGE / room).glob("*.py")))):
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
