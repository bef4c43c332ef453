"""The one place where text becomes search keys; the same on both sides, index and query."""

import re
import unicodedata
from collections.abc import Iterator

UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that may steer a terminal: never shown raw, never allowed in data."""


def fold(text: str) -> str:
    """Return *text* with case, width, accents and compatibility forms folded away."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def name_key(name: str) -> str:
    """Return the key under which a name is matched exactly: folded, with letters and digits only.

    `Xi'an`, `xi an` and `XIAN` have one key; a name without any letter or digit has an empty one.
    """
    return "".join(char for char in fold(name) if char.isalnum())


def id_key(id: str) -> str:
    """Return the key under which an id is matched: without regard to case, width and leading zeros (`m3` is `M03`)."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", fold(id).strip())


def is_cjk(char: str) -> bool:
    """True for a Chinese character."""
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿" or "𠀀" <= char <= "𯨟"


def tokens(text: str) -> list[str]:
    """Return the search tokens of *text* in order: words, and for Chinese runs each pair of neighbours.

    A Chinese character that stands alone is a token of its own.
    """
    return [token for is_chinese, run in _runs(fold(text)) for token in (_pairs(run) if is_chinese else [run])]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _runs(folded: str) -> Iterator[tuple[bool, str]]:
    """Yield the runs of Chinese characters and of other letters and digits in *folded*, each with its kind."""
    run, chinese = "", False
    for char in folded + " ":
        if char.isalnum() and (not run or is_cjk(char) == chinese):
            run, chinese = run + char, is_cjk(char)
            continue
        if run:
            yield chinese, run
        run, chinese = (char, is_cjk(char)) if char.isalnum() else ("", False)
