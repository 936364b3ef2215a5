"""The rules of diagnose_rules.py as items that the machine of diagnose.py runs.

A rule is read when it is first needed: most errors need a third of them.

What an item can begin with (`starts`) lets the machine pass over a sequence without entering its rules. It may do so only where entering would
have had no effect that a message depends on: an item whose first token is not among its starts fails having looked at that token alone.
"""
import cython

from pyrs import tokens as kinds
from pyrs.diagnose_actions import ACTIONS
from pyrs.diagnose_rules import RULES
from pyrs.lexer import KEYWORDS, OPERATORS

if not cython.compiled:
    # Kinds of items.
    TOKEN, WORD, FORCED, CUT, OPTIONAL, REPEAT, SEPARATED, LOOK, CHOICE, RULE = range(10)
    # How the result of a rule is kept: not, for a position, growing because the rule begins with itself; or the rule runs as in the first pass.
    PLAIN, REMEMBERED, LEFT_RECURSIVE, WITHOUT_MISTAKES = range(4)

KINDS = kinds.ERRORTOKEN + 1
ANYTHING = (1 << KINDS) - 1
BITS = [1 << kind for kind in range(KINDS)]
# CPython compares a name with its soft keywords by the name's length, so their beginnings count too.
SOFT_PREFIXES = frozenset([word[:n] for word in kinds.SOFT_KEYWORDS for n in range(1, len(word) + 1)])
KEEPING = {'~': REMEMBERED, '<': LEFT_RECURSIVE}


class Item:
    """Something to match. `flag`: of REPEAT, that once is the least; of LOOK, that it must be there."""
    __slots__ = ('op', 'kind', 'text', 'words', 'flag', 'inner', 'separator', 'sequences')

    def __init__(self, op, inner=None, flag=False):
        self.op = op
        self.inner = inner
        self.flag = flag
        self.kind = -1
        self.text = self.words = self.separator = self.sequences = None


class Sequence:
    """One way of a choice. Its value is that of `action(walker, index of the first token, values)`, a node of kind `node`, the value at `index`,
    or what its items gave."""
    __slots__ = ('items', 'action', 'node', 'index', 'second_only', 'starts')

    def __init__(self):
        self.items = []
        self.action = self.node = self.starts = None
        self.index = -1
        self.second_only = False


class Rule(Item):
    """`inner` is its choice, None until it is read; `first` what it can begin with, -1 while that is unknown."""
    __slots__ = ('grammar', 'name', 'source', 'number', 'keeping', 'first', 'busy')

    def __init__(self, grammar, head, source, number):
        Item.__init__(self, RULE)
        self.grammar = grammar
        self.name = head.rstrip('~<')
        self.source = source
        self.number = number
        self.keeping = KEEPING.get(head[-1], PLAIN)
        if self.name == 'expression_without_bad':
            self.keeping = WITHOUT_MISTAKES
        self.first = -1
        self.busy = 0

    def body(self):
        if self.inner is None:
            self.inner = Reader(self.grammar, self.source).choice()
        return self.inner


class Grammar:
    def __init__(self, text):
        self.rules = {}
        self.depth = self.lowest = 0
        paragraphs = []
        for line in text.strip().split('\n'):
            if line[:1].isspace():
                paragraphs[-1].append(line)
            elif line:
                paragraphs.append([line])
        for paragraph in paragraphs:
            head, _, paragraph[0] = paragraph[0].partition(' = ')
            rule = Rule(self, head, ' '.join(paragraph), len(self.rules))
            self.rules[rule.name] = rule

    # -- what an item can begin with, as a mask of kinds of tokens

    def starts(self, sequence):
        """sequence.starts: for each kind of token, whether `sequence` can begin with it; b'' if it can with any."""
        mask = self.first_of_sequence(sequence)
        sequence.starts = b'' if mask == ANYTHING else bytes([mask & bit != 0 for bit in BITS])
        return sequence.starts

    def first_of_sequence(self, sequence):
        mask = 0
        for item in sequence.items:
            mask |= self.first(item)
            # What must not follow is looked for first; a token that neither it nor the next item begins with ends the sequence all the same.
            if item.op != CUT and item.op != OPTIONAL and (item.op != REPEAT and item.op != LOOK or item.flag):
                return mask
        return ANYTHING

    def first(self, item):
        op = item.op
        if op == TOKEN or op == WORD:
            return BITS[item.kind]
        if op == FORCED:
            return ANYTHING
        if op == CUT:
            return 0
        if op == RULE:
            return self.first_of_rule(item)
        if op == CHOICE:
            mask = 0
            for sequence in item.sequences:
                mask |= self.first_of_sequence(sequence)
            return mask
        return self.first(item.inner)

    def first_of_rule(self, rule):
        """Of rules that begin with each other only the one that was asked for is known at the end: the others lack what is not known yet."""
        if rule.first >= 0:
            return rule.first
        if rule.busy:
            self.lowest = min(self.lowest, rule.busy)
            return 0
        self.depth += 1
        rule.busy = self.depth
        outer = self.lowest
        self.lowest = rule.busy
        mask = self.first(rule.body())
        if self.lowest == rule.busy:
            rule.first = mask
            self.lowest = outer
        else:
            self.lowest = min(self.lowest, outer)
        rule.busy = 0
        self.depth -= 1
        return mask


def end_of_word(text, at):
    """Where the letters, digits and underscores that begin at `at` end."""
    while at < len(text) and (text[at].isalnum() or text[at] == '_'):
        at += 1
    return at


class Reader:
    """Reads the text of one rule."""

    def __init__(self, grammar, text):
        self.grammar = grammar
        self.text = text
        self.at = 0
        self.second_only = False

    def next(self):
        """The next character that is no blank, '' at the end."""
        text = self.text
        while self.at < len(text) and text[self.at] == ' ':
            self.at += 1
        return text[self.at] if self.at < len(text) else ''

    def word(self):
        """The word at the cursor."""
        start = self.at
        self.at = end_of_word(self.text, start)
        return self.text[start:self.at]

    def skip(self, mark):
        """Skip the character `mark`, if it is the next."""
        if self.next() != mark:
            return False
        self.at += 1
        return True

    def choice(self):
        choice = Item(CHOICE)
        choice.sequences = [self.sequence()]
        while self.skip('|'):
            choice.sequences.append(self.sequence())
        return choice

    def sequence(self):
        sequence = Sequence()
        outer = self.second_only
        self.second_only = False
        while self.next() not in ('', '|', ')'):
            if self.skip('@'):
                if self.skip(':'):
                    sequence.node = self.word()
                else:
                    action = self.word()
                    if action.isdigit():
                        sequence.index = int(action)
                    else:
                        sequence.action = ACTIONS[action]
            elif self.skip('~'):
                sequence.items.append(Item(CUT))
            elif self.skip('&'):
                sequence.items.append(Item(LOOK, self.atom(), True))
            elif self.skip('!'):
                sequence.items.append(Item(LOOK, self.atom(), False))
            else:
                sequence.items.append(self.repetition())
        sequence.second_only = self.second_only
        self.second_only = outer
        return sequence

    def repetition(self):
        item = self.atom()
        if self.skip('?'):
            return Item(OPTIONAL, item)
        if self.skip('*'):
            return Item(REPEAT, item)
        if self.skip('+'):
            return Item(REPEAT, item, True)
        if self.skip('%'):
            separated = Item(SEPARATED, self.atom())
            separated.separator = item
            return separated
        return item

    def atom(self):
        mark = self.next()
        if self.skip("'"):
            text = self.quoted("'")
            item = Item(TOKEN)
            item.kind = KEYWORDS[text] if text in KEYWORDS else OPERATORS[text]
            item.text = text
            if self.text.startswith('!!', self.at):
                self.at += 2
                item.op = FORCED
            return item
        if self.skip('"'):
            return one_of_words((self.quoted('"'),))
        if self.skip('('):
            choice = self.choice()
            if not self.skip(')'):
                raise ValueError(f'grammar: {self.text[self.at:]!r}')
            return choice
        if mark == '-':
            self.at += 1
            self.second_only = True
        name = self.word()
        if name == 'SOFT_KEYWORD':
            return one_of_words(SOFT_PREFIXES)
        if name.isupper():
            item = Item(TOKEN)
            item.kind = getattr(kinds, name)
            return item
        return self.grammar.rules[name]

    def quoted(self, quote):
        """What stands before the next `quote`."""
        end = self.text.index(quote, self.at)
        text = self.text[self.at:end]
        self.at = end + 1
        return text


def one_of_words(words):
    """A name that is one of `words`."""
    item = Item(WORD)
    item.kind = kinds.NAME
    item.words = words
    return item


GRAMMAR = Grammar(RULES)
