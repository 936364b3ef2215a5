"""PYRS_PURE=1: these tests meet the front end as plain Python files (`make pure`)."""
import os
import sys
from pathlib import Path

if os.environ.get('PYRS_PURE', '') not in ('', '0') and 'pyrs.parser' not in sys.modules:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'frontend'))
    import front_end
    folder = front_end.use_pure()   # kept: the files are in it
