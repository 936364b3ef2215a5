"""What a shared library asks of the dynamic linker: undefined symbols and needed libraries, read from the file."""


class NotElf(ValueError):
    """The file is not a shared library that this can read; the message says why."""


_MACHINES = {3: 'x86', 40: 'arm', 62: 'x86-64', 183: 'aarch64', 243: 'riscv'}
_SHT_DYNAMIC, _SHT_DYNSYM = 6, 11
_DT_NEEDED = 1


class Library:
    """`machine`, `needed` (library names) and `undefined` (symbol names, sorted) of the file with the content `data`."""

    def __init__(self, data):
        if data[:4] != b'\x7fELF':
            raise NotElf('not an ELF file')
        if len(data) < 64 or data[4] != 2:
            raise NotElf('not a 64-bit ELF file')
        if data[5] != 1:
            raise NotElf('not a little-endian ELF file')
        self.data = data
        if self.number(16, 2) != 3:
            raise NotElf('not a shared library')
        machine = self.number(18, 2)
        self.machine = _MACHINES.get(machine, f'machine {machine}')
        self.needed = []
        self.undefined = []
        start, size, count = self.number(40, 8), self.number(58, 2), self.number(60, 2)
        sections = [start + i * size for i in range(count)]
        if not start or size < 64 or any(at + 64 > len(data) for at in sections):
            raise NotElf('no section headers, or they lie outside the file')
        found = False
        for at in sections:
            kind = self.number(at + 4, 4)
            if kind in (_SHT_DYNAMIC, _SHT_DYNSYM):
                link = self.number(at + 40, 4)
                if link >= count:
                    raise NotElf('a section without strings')
                strings = self.number(sections[link] + 24, 8)
                found = True
                if kind == _SHT_DYNAMIC:
                    self.read_dynamic(self.number(at + 24, 8), self.number(at + 32, 8), strings)
                else:
                    self.read_symbols(self.number(at + 24, 8), self.number(at + 32, 8), strings)
        if not found:
            raise NotElf('no dynamic symbols')
        self.undefined.sort()

    def number(self, at, size):
        """The unsigned number of `size` bytes at `at`."""
        if at < 0 or at + size > len(self.data):
            raise NotElf('truncated')
        return int.from_bytes(self.data[at:at + size], 'little')

    def text(self, at):
        """The string that begins at `at`."""
        end = self.data.find(b'\0', at)
        if end < 0:
            raise NotElf('truncated')
        return self.data[at:end].decode('utf-8', 'replace')

    def read_dynamic(self, start, size, strings):
        for at in range(start, start + size, 16):
            if self.number(at, 8) == _DT_NEEDED:
                self.needed.append(self.text(strings + self.number(at + 8, 8)))

    def read_symbols(self, start, size, strings):
        for at in range(start + 24, start + size, 24):
            if self.number(at + 6, 2) == 0:
                self.undefined.append(self.text(strings + self.number(at, 4)))
