"""Run the tests of one module and write what becomes of each as JSON lines; it runs on either engine.

    driver.py OUT MODULE [DONE]

OUT is appended to: {"start": id} when a test begins, {"id", "outcome", "text"} when it ends, so that after a crash or a hang the last
start without an end is the culprit, and {"end": true} at the end.  DONE names a file of ids that are left out: what ran before the crash.
The outcomes are pass, fail, error, skip, expected (an expected failure) and unexpected (a success where a failure was expected).
"""
import json
import os
import sys
import traceback
import unittest

# Tests replace and close a lot; what the driver needs is bound before.
_open, _write, _close, _dumps = os.open, os.write, os.close, json.dumps
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_WORST = ('unexpected', 'error', 'fail', 'skip', 'expected', 'pass')
_TEXT = 4000


class Recorder(unittest.TestResult):
    """Writes each outcome as soon as it is known."""

    def __init__(self, path, prefix):
        super().__init__()
        self.path = path
        self.prefix = prefix
        self.seen = {}
        self.running = None     # the test between startTest and stopTest, and its name: a test may replace its method id()

    def write(self, **fields):
        handle = _open(self.path, _FLAGS, 0o644)
        try:
            _write(handle, (_dumps(fields) + '\n').encode())
        finally:
            _close(handle)

    def name(self, test):
        if self.running and self.running[0] is test:
            return self.running[1]
        return test.id().removeprefix(self.prefix).partition('\n')[0]

    def note(self, test, outcome, text=''):
        name = self.name(test)
        before = self.seen.get(name, ('pass', ''))
        if _WORST.index(outcome) < _WORST.index(before[0]):
            self.seen[name] = (outcome, text)

    def note_error(self, test, outcome, error):
        try:
            text = ''.join(traceback.format_exception(*error))
        except BaseException as broken:
            text = f'{error[0]!r}: its traceback cannot be formatted: {type(broken).__name__}: {broken}'
        self.note(test, outcome, text[-_TEXT:])

    def startTest(self, test):
        super().startTest(test)
        self.running = test, self.name(test)
        self.write(start=self.name(test))

    def stopTest(self, test):
        super().stopTest(test)
        self.finish(test)
        self.running = None

    def finish(self, test):
        name = self.name(test)
        outcome, text = self.seen.pop(name, ('pass', ''))
        method = getattr(test, getattr(test, '_testMethodName', ''), None)
        bound = any(getattr(holder, 'conformance_bound', False) for holder in (type(test), getattr(method, '__func__', method)))
        self.write(id=name, outcome=outcome, text=text, bound=bound)

    def addError(self, test, error):
        self.note_error(test, 'error', error)
        if not isinstance(test, unittest.TestCase):    # the fixture of a class or module: no startTest and stopTest
            self.finish(test)

    def addFailure(self, test, error):
        self.note_error(test, 'fail', error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note_error(test, 'fail' if issubclass(error[0], test.failureException) else 'error', error)

    def addSkip(self, test, reason):
        self.note(test, 'skip', reason)
        if not isinstance(test, unittest.TestCase):
            self.finish(test)

    def addExpectedFailure(self, test, error):
        self.note(test, 'expected')

    def addUnexpectedSuccess(self, test):
        self.note(test, 'unexpected', 'unexpected success')


def mark_bound_tests():
    """Let test.support.cpython_only mark what it decorates instead of leaving it out elsewhere."""
    from test import support

    def cpython_only(test):
        test.conformance_bound = True
        return test
    support.cpython_only = cpython_only


def flat(suite):
    """The test cases of `suite` in order."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def main(out, module, done=None):
    mark_bound_tests()
    recorder = Recorder(out, module + '.')
    skipped = set()
    if done is not None:
        with open(done, encoding='utf-8') as lines:
            skipped.update(line.rstrip('\n') for line in lines)
    # A module that cannot be imported becomes one failing test; one that skips itself has none.
    try:
        tests = unittest.defaultTestLoader.loadTestsFromName(module)
    except unittest.SkipTest:
        tests = unittest.TestSuite()
    unittest.TestSuite(test for test in flat(tests) if recorder.name(test) not in skipped).run(recorder)
    recorder.write(end=True)


if __name__ == '__main__':
    # The tests find sys.argv and sys.path[0] as under `python -m unittest`.
    _arguments = sys.argv[1:]
    sys.argv[1:] = []
    sys.path[0] = os.getcwd()
    main(*_arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads and cycles that tests left behind must not decide about the result.
    os._exit(0)
