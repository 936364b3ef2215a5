"""Compare the trees of pyrs' parser with the host's, attributes included, and report the files that differ.

    python tests/frontend/compare_trees.py                  60 files of the standard library
    python tests/frontend/compare_trees.py --all            the standard library with its tests, and all installed packages
    python tests/frontend/compare_trees.py --pure ...       with the front end uncompiled
    python tests/frontend/compare_trees.py FOLDER ...       these folders
"""
import argparse
import random
import sys
import time
from pathlib import Path

import front_end


def compare(files):
    """(files compared, files that differ); a file that the host refuses must be refused with the same error."""
    count = 0
    wrong = []
    for path in files:
        source = path.read_bytes()
        host = front_end.host_tree(source)
        own = front_end.own_tree(source)
        count += 1
        if host != own:
            wrong.append(path)
            print(path)
            print(front_end.first_difference(host, own))
    return count, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--pure', action='store_true')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('folders', nargs='*')
    options = parser.parse_args()
    if options.pure:
        folder = front_end.use_pure()  # noqa: F841 - keeps the files
    else:
        front_end.use_package()
    if options.folders:
        files = [path for name in options.folders for path in front_end.python_files(name)]
    else:
        files = front_end.library_files()
        if options.all:
            files += front_end.installed_files()
        else:
            files = random.Random(options.seed).sample(files, 60)
    start = time.perf_counter()
    count, wrong = compare(files)
    print(f'{count} files, {len(wrong)} differ, {time.perf_counter() - start:.0f} s')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    sys.exit(main())
