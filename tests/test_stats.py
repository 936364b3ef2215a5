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
    assert max(int(count) for name, count in counts.items() if name.startswith("FOR_")) >= 1000
    assert re.search(r"^cache +executed +slow +hit %$", report, re.M) and re.search(r"^pair +count +%$", report, re.M)


def test_what_is_counted_beside_instructions():
    """Boxings, allocations and re-entries follow what the program does; --stats is the same option."""
    program = "class C:\n def __lt__(s, o): return True\nl = [C() for i in range(500)]\nl.sort()\nx = [i + 1000 for i in range(3000)]"
    outcome = differential.run([*differential.PYRS, "--stats"], ["-c", program])
    report = outcome.stderr.decode()
    assert outcome.code == 0, report
    assert int(re.search(r"(\d+) entries into the loop", report)[1]) >= 499
    assert int(re.search(r"^boxed +(\d+) ints, \d+ floats, \d+ in place$", report, re.M)[1]) >= 3000
    assert re.search(r"^unboxed +\d+ ints, \d+ floats$", report, re.M)
    assert int(re.search(r"^allocations +(\d+) objects", report, re.M)[1]) >= 3500
    assert int(re.search(r"^caches +(\d+) specialised, \d+ missed, \d+ given up$", report, re.M)[1]) > 100
    shares = [float(share) for share in re.findall(r"^[A-Z_]+ +\d+ +[\d.]+ +[\d.]+ +[\d.]+ +([\d.]+)$", report, re.M)]
    assert 99 < sum(shares) < 101


def test_nothing_without_the_option():
    assert run().stderr == b""
