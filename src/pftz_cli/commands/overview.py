"""`pftz` alone, and `pftz --version`: what is in here, as of when."""

import textwrap

from pftz_cli import __version__
from pftz_cli.index import load_catalog
from pftz_cli.output.legend import plural

_TRIES = (
    ("pftz measures --scope nationwide", "measures that hold in the whole country"),
    ("pftz measures --authority customs --in Ningxia", "what customs owes a firm in Ningxia"),
    ("pftz show M20", "one record whole, with its sources and caveats"),
    ("pftz cases --zone chongqing", "what a zone tried, before and since"),
    ("pftz policies --since 2024-09", "policy documents of late 2024"),
    ('pftz find "wine labels"', "ranked search, in English or Chinese"),
)


_WIDTH = 79


def version_line() -> str:
    """Return the versions of program and data, in one line."""
    meta = load_catalog().meta()
    return f"pftz {__version__}, data {meta['data_version']} (sha256 {meta['digest'][:12]})\n"


def overview() -> str:
    """Return one screen: what the catalog holds, and commands worth typing."""
    catalog = load_catalog()
    held = ", ".join(f"{count} {plural(kind) if count > 1 else kind}" for kind, count in catalog.kinds().items())
    width = max(len(command) for command, _ in _TRIES)
    tally = f"In here: {held}; data {catalog.meta()['data_version']}, {len(catalog.questions())} open questions."
    lines = [
        "pftz looks up China's pilot free trade zones, the measures scaled up from them",
        "and the processing-trade parks, each fact with its source.",
        "",
        *textwrap.wrap(tally, _WIDTH),
        "",
        *(f"  {command:<{width}}   {what}" for command, what in _TRIES),
        "",
        "'pftz --help' lists all commands, 'pftz COMMAND --help' explains one.",
    ]
    return "".join(f"{line}\n" for line in lines)
