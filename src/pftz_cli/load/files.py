"""The files of a data folder, read once: what is hashed is what is parsed."""

import stat
from collections.abc import Mapping
from pathlib import Path

DATASETS = (
    "measures", "innovations", "cases", "zones", "parks", "policies", "timeline", "replication", "negative_list", "developments",
    "figures", "programmes",
)  # fmt: skip
SHARED = ("sources", "vocabulary", "places", "documents", "watchlist")
FILES = ("VERSION", *(f"{name}.yaml" for name in (*SHARED, *DATASETS)))
"""Everything that facts are read from; other files in the folder are for people."""
MAX_BYTES = 32 * 1024 * 1024

Contents = Mapping[str, bytes | str]
"""Name of a file to its bytes, or to the reason why it cannot be read."""


def read_folder(folder: Path) -> Contents:
    """Return the content of each of `FILES` in *folder*; never more than a little over `MAX_BYTES`, never from a pipe or device."""
    return {name: _content(folder / name) for name in FILES}


def checksum(contents: Contents) -> str:
    """Return the SHA-256 of *contents*: names, sizes and bytes."""
    import hashlib

    digest = hashlib.sha256()
    for name, content in contents.items():
        data = content if isinstance(content, bytes) else content.encode()
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _content(path: Path) -> bytes | str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "cannot be read: not a file"
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return content if len(content) <= MAX_BYTES else f"larger than {MAX_BYTES // 1024 // 1024} MB"
