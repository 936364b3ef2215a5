"""-X pyrs-stats prints the execution counters at exit, and nothing without it."""
import re

import differential


def run(*arguments):
    return differential.run([*differential.PYRS, *arguments], ["-c", "for i in range(1000): str(i).strip()"])


def test_counters_are_printed_at_exit():
    outcome = run("-X", "pyrs-stats")
    report = outcome.stderr.decode()
    assert outcome.code == 0 and outcome.stdout == b""
    assert re.match(r"pyrs-stats: \d+ instructions, \d+ entries into the loop\n", report)
    counts = dict(re.findall(r"^([A-Z_]+) +(\d+) +\d", report, re.M))
    assert int(counts["FOR_RANGE" if "FOR_RANGE" in counts else "FOR_ITER"]) >= 1000
    assert re.search(r"^cache +executed +slow +hit %$", report, re.M) and re.search(r"^pair +count +%$", report, re.M)


def test_nothing_without_the_option():
    assert run().stderr == b""
