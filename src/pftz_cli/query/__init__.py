"""Questions to the catalog: exact records, filters, ranked search."""

from pftz_cli.query.find import Match, find
from pftz_cli.query.select import FILTERS, select

__all__ = ["FILTERS", "Match", "find", "select"]
