"""The datasets compiled into one read-only SQLite file, and the way back to records."""

from pftz_cli.index.catalog import Catalog, Place, Records
from pftz_cli.index.locate import data_folder, load_catalog

__all__ = ["Catalog", "Place", "Records", "data_folder", "load_catalog"]
