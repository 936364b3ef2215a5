# needs: bcrypt, nacl.secret, Crypto, blake3, rpds, immutables, bitarray, cytoolz, preshed, murmurhash
"""Structures and ciphers: rpds, immutables, bitarray, cytoolz, preshed, murmurhash; bcrypt, PyNaCl, PyCryptodome, blake3."""
import copy
import operator
import pickle
import threading

import bcrypt
import bitarray
import bitarray.util
import blake3
import cytoolz
import cytoolz.curried
import immutables
import murmurhash
import nacl.exceptions
import nacl.secret
import nacl.signing
import rpds
from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15
from preshed.counter import PreshCounter
from preshed.maps import PreshMap


class Key:
    """Collides, and compares by a Python method."""

    def __init__(self, n, error=False):
        self.n, self.error = n, error

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        if self.error or getattr(other, "error", False):
            raise ArithmeticError("compared")
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


m = rpds.HashTrieMap({Key(i): i for i in range(10)})
print(m[Key(7)], m.get(Key(77)), len(m.insert(Key(5), "x")), m.discard(Key(5)).get(Key(5)), sorted(m.values()), rpds.List([1, 2]).push_front(0), rpds.HashTrieSet([1, 2]).insert(3) == rpds.HashTrieSet([3, 2, 1]))
try:
    m[Key(99)]
except KeyError as error:
    print("KeyError", error)
print(pickle.loads(pickle.dumps(rpds.HashTrieMap({"a": 1}))))

im = immutables.Map({Key(i): i for i in range(20)})
changed = im.set(Key(3), "three").delete(Key(4))
print(len(im), len(changed), changed[Key(3)], im[Key(4)], Key(4) in changed, sorted(im.items(), key=operator.itemgetter(1))[:2], hash(immutables.Map(a=1)) == hash(immutables.Map(a=1)))
with im.mutate() as mm:
    for i in range(5):
        mm[Key(i)] = -i
    finished = mm.finish()
print(sum(finished.values()), pickle.loads(pickle.dumps(immutables.Map(a=1))))
try:
    im.get(Key(3, error=True))
except ArithmeticError as error:
    print(error)
kept = immutables.Map()
for i in range(2000):
    kept = kept.set(i, str(i)) if i % 7 else kept.set(-i, i)
print(len(kept), kept[1000])

a = bitarray.bitarray("10110")
a.extend(x % 2 for x in range(5))
print(a, a.count(), list(a.search(bitarray.bitarray("11"))), ~a, a[::2], bitarray.util.ba2int(a), copy.deepcopy(a) == a, pickle.loads(pickle.dumps(bitarray.frozenbitarray(a))))
a.encode({"a": bitarray.bitarray("0"), "b": bitarray.bitarray("1")}, iter("abba"))
print(a.tobytes(), memoryview(a).nbytes)
try:
    a.encode({"a": bitarray.bitarray("0")}, "x")
except ValueError as error:
    print(error)


@cytoolz.curry
def add(x, y, z=0):
    return x + y + z


print(add(1)(2), add(1, z=5)(2), cytoolz.pipe([1, 2, 3], cytoolz.curried.map(add(10)), list), dict(cytoolz.groupby(lambda w: w[0], ["ab", "ac", "b"])))
print(list(cytoolz.partition_all(2, (i for i in range(5)))), cytoolz.merge_with(sum, {"a": 1}, {"a": 2}), cytoolz.compose(str, abs)(-3), list(cytoolz.unique([3, 1, 3], key=lambda x: -x)),
      list(cytoolz.sliding_window(2, range(4))), cytoolz.get_in(["a", 0, "b"], {"a": [{"b": 7}]}), cytoolz.memoize(lambda x: x * 2)(4), cytoolz.reduceby(len, operator.add, ["a", "b", "cc"]))
try:
    list(cytoolz.take(3, (1 // (1 - i) for i in range(5))))
except ZeroDivisionError as error:
    print(error)
print(pickle.loads(pickle.dumps(cytoolz.compose(str, abs)))(-4), cytoolz.excepts(ValueError, int, lambda error: type(error).__name__)("x"))

table, counter = PreshMap(), PreshCounter()
for i in range(1, 100):
    table[i * 7] = i
    counter.inc(i % 5 + 1, 2)
print(len(table), table[49], table[5], sorted(table.items())[:2], counter[3], murmurhash.hash("text"))

hashed = bcrypt.hashpw(b"secret", bcrypt.gensalt(4))
print(bcrypt.checkpw(b"secret", hashed), bcrypt.checkpw(b"other", hashed), bcrypt.kdf(b"p", b"salt", 8, 2, ignore_few_rounds=True).hex())
try:
    bcrypt.hashpw(b"x", b"nonsense")
except ValueError as error:
    print(error)
box = nacl.secret.SecretBox(b"k" * 32)
sealed = box.encrypt(b"message", b"n" * 24)
print(sealed.ciphertext.hex(), box.decrypt(sealed))
try:
    box.decrypt(sealed[:-1] + b"x")
except nacl.exceptions.CryptoError as error:
    print(error)
key = nacl.signing.SigningKey(b"s" * 32)
print(key.verify_key.verify(key.sign(b"signed")), key.sign(b"x").signature.hex()[:16])
cipher = AES.new(b"k" * 16, AES.MODE_GCM, nonce=b"n" * 12)
text, tag = cipher.encrypt_and_digest(b"secret text")
print(text.hex(), AES.new(b"k" * 16, AES.MODE_GCM, nonce=b"n" * 12).decrypt_and_verify(text, tag))
rsa = RSA.construct((3233, 17, 2753), consistency_check=False)
print(rsa.n, SHA256.new(b"x").hexdigest()[:8], pkcs1_15.__name__)
h = blake3.blake3(b"a", max_threads=2)
h.update(bytes(100_000))
print(h.hexdigest()[:16], blake3.blake3(b"x", key=b"k" * 32).digest(length=4).hex())

counts = []


def worker(n):
    local = immutables.Map()
    for i in range(500):
        local = local.set(Key(i % 50), i)
    counts.append(len(local) + len(rpds.HashTrieMap({Key(i): n for i in range(30)})))


threads = [threading.Thread(target=worker, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counts)
