"""Statistics of a text: words, frequencies, n-grams, readability, an inverted index with ranked search, a Markov chain, anagrams, a trie with completion."""

SUBJECTS = "the old sailor|a young girl|the captain|my brother|the grey cat|an engineer|the whole village|nobody|the last passenger|a stranger".split("|")
VERBS = "carried|remembered|watched|repaired|forgot|sang about|painted|followed|admired|dropped|listened to|talked of".split("|")
OBJECTS = "a broken clock|the northern harbour|an ancient map|seven letters|the winter storm|a bowl of apples|the silent tower|his own shadow".split("|")
ENDINGS = "in the rain|before dawn|without a word|again and again|near the river|for many years|until evening|as the tale goes".split("|")
STOP_WORDS = frozenset("the a an of in and for as to my his her it was".split())


def compose(sentences, seed):
    """A text of so many sentences."""
    parts = []
    state = seed
    for number in range(sentences):
        chosen = []
        for choices in (SUBJECTS, VERBS, OBJECTS, ENDINGS):
            state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
            chosen.append(choices[(state >> 18) % len(choices)])
        sentence = " ".join(chosen)
        parts.append(sentence[0].upper() + sentence[1:] + (". " if number % 7 else "!\n\n"))
    return "".join(parts)


def words_of(text):
    """The words, in small letters, character by character."""
    words = []
    current = []
    for char in text:
        if char.isalpha():
            current.append(char.lower())
        elif current:
            words.append("".join(current))
            current = []
    if current:
        words.append("".join(current))
    return words


def frequencies(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        if gram in counts:
            counts[gram] += 1
        else:
            counts[gram] = 1
    return counts


def syllables(word):
    """Groups of vowels, a silent e at the end apart."""
    count = 0
    before = False
    for char in word:
        vowel = char in "aeiouy"
        if vowel and not before:
            count += 1
        before = vowel
    if word.endswith("e") and count > 1:
        count -= 1
    return count or 1


class Readability:
    """The measures of a text, computed as they are asked for."""

    def __init__(self, text):
        self.words = words_of(text)
        self.sentences = sum(text.count(mark) for mark in ".!?")
        self._syllables = None

    @property
    def syllables(self):
        if self._syllables is None:
            self._syllables = sum(syllables(word) for word in self.words)
        return self._syllables

    @property
    def flesch(self):
        return 206.835 - 1.015 * len(self.words) / self.sentences - 84.6 * self.syllables / len(self.words)

    @property
    def mean_length(self):
        return sum(map(len, self.words)) / len(self.words)


class Index:
    """Which documents hold which words, and how often."""

    def __init__(self):
        self.postings = {}
        self.lengths = []

    def add(self, text):
        number = len(self.lengths)
        words = [w for w in words_of(text) if w not in STOP_WORDS]
        self.lengths.append(len(words))
        for position, word in enumerate(words):
            self.postings.setdefault(word, {}).setdefault(number, []).append(position)
        return number

    def search(self, query, limit=3):
        """(document, score) of the best, by word frequency weighted with rarity."""
        scores = {}
        for word in words_of(query):
            documents = self.postings.get(word, {})
            if not documents:
                continue
            rarity = len(self.lengths) / len(documents)
            for number, positions in documents.items():
                scores[number] = scores.get(number, 0.0) + len(positions) * rarity / (1 + self.lengths[number])
        return [(n, round(s, 4)) for n, s in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]]

    def phrase(self, text):
        """The documents in which the words follow each other."""
        words = [w for w in words_of(text) if w not in STOP_WORDS]
        first, *rest = [self.postings.get(word, {}) for word in words]
        found = []
        for number, positions in first.items():
            for position in positions:
                if all(position + offset in documents.get(number, ()) for offset, documents in enumerate(rest, 1)):
                    found.append(number)
                    break
        return found


class Markov:
    """Which word follows which two."""

    def __init__(self, words):
        self.follows = {}
        for a, b, c in zip(words, words[1:], words[2:]):
            self.follows.setdefault((a, b), []).append(c)

    def generate(self, a, b, length, seed):
        state = seed
        out = [a, b]
        while len(out) < length:
            choices = self.follows.get((a, b))
            if not choices:
                break
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            a, b = b, choices[(state >> 8) % len(choices)]
            out.append(b)
        return " ".join(out)


class Trie:
    """Words by their letters."""

    def __init__(self):
        self.children = {}
        self.count = 0

    def add(self, word):
        node = self
        for char in word:
            child = node.children.get(char)
            if child is None:
                child = node.children[char] = Trie()
            node = child
        node.count += 1

    def find(self, prefix):
        node = self
        for char in prefix:
            node = node.children.get(char)
            if node is None:
                return None
        return node

    def words(self, prefix=""):
        if self.count:
            yield prefix, self.count
        for char in sorted(self.children):
            yield from self.children[char].words(prefix + char)

    def complete(self, prefix):
        node = self.find(prefix)
        return [] if node is None else [word for word, _ in sorted(node.words(prefix), key=lambda item: (-item[1], item[0]))[:4]]


def anagrams(words):
    """Words that are made of the same letters."""
    groups = {}
    for word in set(words):
        groups.setdefault("".join(sorted(word)), []).append(word)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


def main():
    text = compose(14000, 11)
    words = words_of(text)
    print("size", len(text), len(words))
    print("frequent", frequencies(words)[:6])
    for n in (2, 3):
        counts = ngrams(words, n)
        print(f"{n}-grams", len(counts), max((count, gram) for gram, count in counts.items()))
    readability = Readability(text)
    print("flesch", round(readability.flesch, 3), "length", round(readability.mean_length, 4), "syllables", readability.syllables)
    index = Index()
    for number in range(900):
        index.add(compose(6, 1000 + number))
    print("search", index.search("the captain and the broken clock"), index.search("winter storm near the river"))
    print("phrase", index.phrase("ancient map")[:5], index.phrase("captain repaired"), len(index.postings))
    chain = Markov(words)
    print("chain", chain.generate("the", "captain", 18, 5))
    trie = Trie()
    for word in words:
        trie.add(word)
    print("trie", trie.complete("re"), trie.complete("s"), trie.complete("xy"), sum(1 for _ in trie.words()))
    print("anagrams", anagrams(words + ["tide", "diet", "edit", "rat", "tar"]))


if __name__ == "__main__":
    main()
