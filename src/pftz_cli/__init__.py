"""pftz: China's open-economy zones, measures and documents, curated and queryable."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pftz_cli.errors import PftzError as PftzError
    from pftz_cli.index import Catalog as Catalog
    from pftz_cli.index import load_catalog as load_catalog
    from pftz_cli.query.find import Match as Match
    from pftz_cli.query.find import find as find
    from pftz_cli.query.select import select as select

__version__ = "0.1.0"
__all__ = ["Catalog", "Match", "PftzError", "__version__", "find", "load_catalog", "select"]

_HOMES = {
    "PftzError": "errors",
    "Catalog": "index",
    "load_catalog": "index",
    "Match": "query.find",
    "find": "query.find",
    "select": "query.select",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line pays only for what it needs."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"pftz_cli.{_HOMES[name]}"), name)
