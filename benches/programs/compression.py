"""Compression: Huffman codes by a tree, LZ77 with a hash of positions, LZW, run lengths, Burrows-Wheeler with move-to-front, a checksum; all of them undone again."""
import heapq


class BitWriter:
    """Bits to bytes, the highest first."""

    def __init__(self):
        self.bytes = bytearray()
        self.buffer = 0
        self.count = 0

    def write(self, value, width):
        self.buffer = (self.buffer << width) | value
        self.count += width
        while self.count >= 8:
            self.count -= 8
            self.bytes.append((self.buffer >> self.count) & 0xFF)
        self.buffer &= (1 << self.count) - 1

    def finish(self):
        if self.count:
            self.bytes.append((self.buffer << (8 - self.count)) & 0xFF)
            self.count = self.buffer = 0
        return bytes(self.bytes)


class BitReader:
    def __init__(self, data):
        self.data = data
        self.position = 0

    def bit(self):
        value = (self.data[self.position >> 3] >> (7 - (self.position & 7))) & 1
        self.position += 1
        return value

    def read(self, width):
        value = 0
        for _ in range(width):
            value = value << 1 | self.bit()
        return value


class Leaf:
    def __init__(self, symbol, weight):
        self.symbol = symbol
        self.weight = weight

    def codes(self, prefix, width, table):
        table[self.symbol] = (prefix, max(width, 1))


class Branch:
    def __init__(self, left, right):
        self.left = left
        self.right = right
        self.weight = left.weight + right.weight

    def codes(self, prefix, width, table):
        self.left.codes(prefix << 1, width + 1, table)
        self.right.codes(prefix << 1 | 1, width + 1, table)


class Huffman:
    """A code made for certain data."""

    def __init__(self, data):
        counts = {}
        for symbol in data:
            counts[symbol] = counts.get(symbol, 0) + 1
        heap = [(weight, symbol, Leaf(symbol, weight)) for symbol, weight in counts.items()]
        heapq.heapify(heap)
        order = 256
        while len(heap) > 1:
            first, second = heapq.heappop(heap), heapq.heappop(heap)
            order += 1
            heapq.heappush(heap, (first[0] + second[0], order, Branch(first[2], second[2])))
        self.root = heap[0][2]
        self.table = {}
        self.root.codes(0, 0, self.table)

    def encode(self, data):
        writer = BitWriter()
        table = self.table
        for symbol in data:
            code, width = table[symbol]
            writer.write(code, width)
        return writer.finish()

    def decode(self, data, length):
        reader = BitReader(data)
        out = bytearray()
        root = self.root
        while len(out) < length:
            node = root
            while isinstance(node, Branch):
                node = node.right if reader.bit() else node.left
            if root is node:
                reader.bit()
            out.append(node.symbol)
        return bytes(out)


class LZ77:
    """Literals, and references to what was seen (distance, length)."""

    WINDOW = 4095
    LONGEST = 18

    def tokens(self, data):
        places = {}
        position = 0
        size = len(data)
        while position < size:
            best_length = best_distance = 0
            key = data[position:position + 3]
            if len(key) == 3:
                for candidate in reversed(places.get(key, ())):
                    distance = position - candidate
                    if distance > self.WINDOW:
                        break
                    length = 3
                    while length < self.LONGEST and position + length < size and data[candidate + length] == data[position + length]:
                        length += 1
                    if length > best_length:
                        best_length, best_distance = length, distance
                        if length == self.LONGEST:
                            break
            step = max(best_length, 1)
            if best_length:
                yield best_distance, best_length
            else:
                yield 0, data[position]
            for at in range(position, min(position + step, size - 2)):
                places.setdefault(data[at:at + 3], []).append(at)
            position += step

    def compress(self, data):
        writer = BitWriter()
        for distance, value in self.tokens(data):
            if distance:
                writer.write(1, 1)
                writer.write(distance, 12)
                writer.write(value - 3, 4)
            else:
                writer.write(0, 1)
                writer.write(value, 8)
        return writer.finish()

    def decompress(self, data, length):
        reader = BitReader(data)
        out = bytearray()
        while len(out) < length:
            if reader.bit():
                distance = reader.read(12)
                for _ in range(reader.read(4) + 3):
                    out.append(out[-distance])
            else:
                out.append(reader.read(8))
        return bytes(out)


def lzw_compress(data):
    """Numbers of a dictionary that grows."""
    table = {bytes([i]): i for i in range(256)}
    out = []
    current = b""
    for value in data:
        longer = current + bytes((value,))
        if longer in table:
            current = longer
        else:
            out.append(table[current])
            if len(table) < 4096:
                table[longer] = len(table)
            current = bytes((value,))
    if current:
        out.append(table[current])
    return out


def lzw_decompress(codes):
    table = [bytes([i]) for i in range(256)]
    previous = table[codes[0]]
    out = [previous]
    for code in codes[1:]:
        if code < len(table):
            entry = table[code]
        else:
            entry = previous + previous[:1]
        out.append(entry)
        if len(table) < 4096:
            table.append(previous + entry[:1])
        previous = entry
    return b"".join(out)


def run_lengths(data):
    """[value, count] pairs."""
    runs = []
    for value in data:
        if runs and runs[-1][0] == value and runs[-1][1] < 255:
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    return runs


def expand(runs):
    out = bytearray()
    for value, count in runs:
        out.extend([value] * count)
    return bytes(out)


def burrows_wheeler(data):
    """(last column, index of the original) of the sorted rotations."""
    doubled = data + data
    size = len(data)
    order = sorted(range(size), key=lambda i: doubled[i:i + size])
    return bytes([doubled[i + size - 1] for i in order]), order.index(0)


def undo_burrows_wheeler(last, index):
    counts = [0] * 257
    for value in last:
        counts[value + 1] += 1
    for value in range(256):
        counts[value + 1] += counts[value]
    following = [0] * len(last)
    for position, value in enumerate(last):
        following[counts[value]] = position
        counts[value] += 1
    out = bytearray()
    at = following[index]
    for _ in range(len(last)):
        out.append(last[at])
        at = following[at]
    return bytes(out)


def move_to_front(data):
    table = list(range(256))
    out = bytearray()
    for value in data:
        place = table.index(value)
        out.append(place)
        del table[place]
        table.insert(0, value)
    return bytes(out)


def undo_move_to_front(data):
    table = list(range(256))
    out = bytearray()
    for place in data:
        value = table.pop(place)
        out.append(value)
        table.insert(0, value)
    return bytes(out)


def make_crc_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ 0xEDB88320 if value & 1 else value >> 1
        table.append(value)
    return table


CRC_TABLE = make_crc_table()


def crc32(data):
    crc = 0xFFFFFFFF
    for value in data:
        crc = crc >> 8 ^ CRC_TABLE[(crc ^ value) & 0xFF]
    return crc ^ 0xFFFFFFFF


def make_text(words, seed):
    vocabulary = "compress window symbol code tree branch leaf stream of the a bits and so it repeats itself once more again".split()
    out = []
    state = seed
    for _ in range(words):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(vocabulary[(state >> 12) % len(vocabulary)])
    return " ".join(out).encode()


def make_picture(width, height):
    """Flat areas with edges."""
    return bytes((x // 16 + y // 12) % 5 * 40 if (x - 40) ** 2 + (y - 30) ** 2 > 500 else 255 for y in range(height) for x in range(width))


def main():
    samples = {"text": make_text(9000, 5), "picture": make_picture(240, 120), "counter": bytes(i * i & 0xFF for i in range(20000))}
    for name, data in samples.items():
        huffman = Huffman(data)
        packed = huffman.encode(data)
        assert huffman.decode(packed, len(data)) == data
        lz = LZ77()
        short = lz.compress(data)
        assert lz.decompress(short, len(data)) == data
        codes = lzw_compress(data)
        assert lzw_decompress(codes) == data
        runs = run_lengths(data)
        assert expand(runs) == data
        print(name, len(data), "huffman", len(packed), "lz77", len(short), "lzw", len(codes), "runs", len(runs), "crc %08x" % crc32(data))
    block = samples["text"][:4000]
    last, index = burrows_wheeler(block)
    moved = move_to_front(last)
    squeezed = Huffman(moved).encode(moved)
    assert undo_burrows_wheeler(undo_move_to_front(moved), index) == block
    print("block", len(block), "sorted", len(run_lengths(last)), "packed", len(squeezed), "crc %08x" % crc32(squeezed))


if __name__ == "__main__":
    main()
