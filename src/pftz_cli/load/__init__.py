"""YAML to records. Every check lives here, and all problems of all files are reported at once."""

from pftz_cli.load.datasets import Datasets, load_datasets
from pftz_cli.load.names import Term

__all__ = ["Datasets", "Term", "load_datasets"]
