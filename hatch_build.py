"""Put the datasets and their compiled index into the wheel, side by side."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[Any]):
    """Compiles `data/` when a wheel is built; a wheel with invalid data is not built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the YAML files and `index.sqlite` to the wheel; an editable install reads the checkout instead."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from pftz_cli.index.locate import build, data_files

        index = Path(tempfile.mkdtemp(prefix="pftz-")) / "index.sqlite"
        build(root / "data", index)
        included = build_data["force_include"]
        included[str(index)] = "pftz_cli/data/index.sqlite"
        for path in data_files(root / "data"):
            included[str(path)] = f"pftz_cli/data/{path.name}"
