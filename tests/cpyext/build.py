"""Build the C extensions of this folder: `python tests/cpyext/build.py FOLDER`.

setuptools writes pyrs_NAME.*.so for each NAME.c into FOLDER; nothing lands in the source tree.
"""
import sys
from pathlib import Path

from setuptools import Extension, setup

HERE = Path(__file__).resolve().parent


def main(folder: str) -> None:
    """Build every extension here into `folder`; raises SystemExit when the compiler fails."""
    extensions = [Extension(f"pyrs_{source.stem}", [str(source)]) for source in sorted(HERE.glob("*.c"))]
    setup(name="pyrs-test-extensions", ext_modules=extensions,
          script_args=["-q", "build_ext", "--build-lib", folder, "--build-temp", str(Path(folder) / "temp")])


if __name__ == "__main__":
    main(sys.argv[1])
