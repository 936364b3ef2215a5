# needs: tokenizers, rapidfuzz, Levenshtein, xxhash, brotli, tree_sitter, tree_sitter_python, ciso8601, black
"""Text: tokenizers, RapidFuzz, Levenshtein, xxhash, brotli, tree-sitter, ciso8601, black (compiled by mypyc)."""
import datetime
import pickle

import black
import brotli
import ciso8601
import Levenshtein
import rapidfuzz
import tree_sitter
import tree_sitter_python
import xxhash
from rapidfuzz import fuzz, process
from tokenizers import NormalizedString, Tokenizer, models, normalizers, pre_tokenizers, trainers

tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.Lowercase()])
tokenizer.train_from_iterator((line for line in ["hello world", "Hello there world", "low lower lowest"] * 20), trainers.BpeTrainer(vocab_size=60, special_tokens=["[UNK]"], show_progress=False))
encoding = tokenizer.encode("Hello lowest world!")
print(encoding.tokens, tokenizer.decode(encoding.ids), [e.ids[:2] for e in tokenizer.encode_batch(["hello", "world"])], pickle.loads(pickle.dumps(tokenizer)).get_vocab_size())


class Upper:
    def normalize(self, normalized: NormalizedString):
        normalized.map(lambda c: c.upper())


print(normalizers.Normalizer.custom(Upper()).normalize_str("abc"))


def broken():
    yield "a"
    raise KeyError("in the iterator")


try:
    tokenizer.train_from_iterator(broken(), trainers.BpeTrainer(show_progress=False))
except KeyError as error:
    print("KeyError", error)

names = ["apple pie", "apple tart", "banana split", None, "cherry pie"]
print(process.extract("apple py", names, scorer=fuzz.WRatio, limit=2), process.extractOne("bananna", names))
print(process.extract("x", ["a", "xx", "b"], scorer=lambda a, b, **kw: 100.0 - abs(len(a) - len(b)), limit=2), fuzz.ratio("a", "b", score_cutoff=50))
print(process.cdist(["ab", "cd"], ["ab", "ce"], scorer=fuzz.ratio).tolist(), rapidfuzz.distance.Levenshtein.editops("kitten", "sitting").as_list())
try:
    process.extract("a", ["b"], processor=lambda s: 1 / 0)
except ZeroDivisionError as error:
    print(error)
print(Levenshtein.distance("kitten", "sitting"), Levenshtein.opcodes("ab", "ac"), Levenshtein.median(["aa", "ab", "ab"]), Levenshtein.ratio("a", "ab", processor=lambda s: s * 2))

h = xxhash.xxh64(b"a", seed=3)
h.update(b"b")
print(h.hexdigest(), h.copy().intdigest(), xxhash.xxh3_128_hexdigest(memoryview(b"abc")), h.name)
data = b"some text " * 100
print(brotli.decompress(brotli.compress(data)) == data, len(brotli.compress(data, quality=5)))
compressor = brotli.Compressor()
print(brotli.decompress(compressor.process(data) + compressor.finish()) == data)
try:
    brotli.decompress(b"nonsense")
except brotli.error as error:
    print(type(error).__name__)

source = b"def f(a, b=1):\n    return [x for x in a if x > b]\n"
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
tree = parser.parse(source)
node = tree.root_node.children[0]
print(node.type, node.child_by_field_name("name").text, tree.root_node.has_error, len([c for c in node.named_children]), str(tree.root_node)[:60])
print(parser.parse(lambda at, point: source[at:at + 7] or b"").root_node.end_byte)

print(ciso8601.parse_datetime("2020-01-02T03:04:05.123+02:00"), ciso8601.parse_datetime("20200102").tzinfo, type(ciso8601.parse_datetime("2020-01-02")) is datetime.datetime)
try:
    ciso8601.parse_datetime("2020-13-02")
except ValueError as error:
    print(error)

print(black.format_str("x = {  'a':1,\n 'b':[1,2 ] }\nclass  A :\n  def f( self ): return   lambda x:x\nmatch x:\n  case [1,*_] if y: pass\n", mode=black.Mode(line_length=40)))
try:
    black.format_str("x = (", mode=black.Mode())
except black.InvalidInput as error:
    print(str(error).splitlines()[0])
