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
        from pftz_cli.index.locate import build
        from pftz_cli.load.files import FILES

        self._folder = tempfile.TemporaryDirectory(prefix="pftz-")
        index = Path(self._folder.name) / "index.sqlite"
        build(root / "data", index)
        build_data["force_include"][str(index)] = "pftz_cli/data/index.sqlite"
        for name in FILES:
            build_data["force_include"][str(root / "data" / name)] = f"pftz_cli/data/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made on the way."""
        if version != "editable":
            self._folder.cleanup()
