"""Make the helpers in this folder importable from every test below it, and leave out what cannot hold under AddressSanitizer."""
import os
import sys
from pathlib import Path

import pytest

for folder in (Path(__file__).resolve().parent, Path(__file__).resolve().parent.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def pytest_collection_modifyitems(items):
    """Skip what is marked `no_asan(reason)` where AddressSanitizer runs."""
    if "libasan" in os.environ.get("LD_PRELOAD", ""):
        for item in items:
            marker = item.get_closest_marker("no_asan")
            if marker:
                item.add_marker(pytest.mark.skip(reason=f"under AddressSanitizer: {marker.args[0]}"))
