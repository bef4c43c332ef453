"""What keeps data and echoed input from steering a terminal, a log or a parser."""

import re
import unicodedata

from pftz_cli.text import UNSAFE_CATEGORIES


def visible(text: str) -> str:
    """Return *text* with control, format, surrogate and private characters as visible escapes; newlines and tabs too."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(char) if unicodedata.category(char) in UNSAFE_CATEGORIES else char for char in text)


def markdown_text(text: str) -> str:
    """Return *text* in one line that Markdown and HTML take as text."""
    escaped = re.sub(r"([\\|`*_~\[\]#])", r"\\\1", visible(text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def json_safe(text: str) -> str:
    r"""Return JSON *text* with the same characters as `\uXXXX`: lossless for parsers, inert on terminals."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_json_escape(char) if char != "\n" and unicodedata.category(char) in UNSAFE_CATEGORIES else char for char in text)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(char: str) -> str:
    pair = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[i]:02x}{pair[i + 1]:02x}" for i in range(0, len(pair), 2))
