"""A virtual machine: an assembler with labels, a processor with registers, memory, stack and interrupts, a debugger, and programs for it."""


class AssemblyError(Exception):
    pass


OPCODES = ("nop load store move add sub mul div mod and or xor shl shr cmp jump jeq jne jlt jge call ret push pop "
           "out halt loadi storei inc dec int iret").split()
NUMBERS = {name: number for number, name in enumerate(OPCODES)}
REGISTERS = {f"r{i}": i for i in range(8)}


class Assembler:
    """Two passes: labels, then words."""

    def __init__(self, source):
        self.source = source
        self.labels = {}
        self.lines = []

    def assemble(self):
        address = 0
        for number, line in enumerate(self.source.splitlines(), 1):
            line = line.partition(";")[0].strip()
            if not line:
                continue
            if line.endswith(":"):
                self.labels[line[:-1]] = address
                continue
            name, _, rest = line.partition(" ")
            if name not in NUMBERS:
                raise AssemblyError(f"line {number}: no instruction {name!r}")
            self.lines.append((number, name, [part.strip() for part in rest.split(",") if part.strip()]))
            address += 1
        return [self.encode(*line) for line in self.lines]

    def encode(self, number, name, operands):
        """(opcode, a, b, b is a register)"""
        values = []
        register = False
        for operand in operands:
            if operand in REGISTERS:
                values.append(REGISTERS[operand])
                register = True
            elif operand in self.labels:
                values.append(self.labels[operand])
                register = False
            else:
                try:
                    values.append(int(operand, 0))
                except ValueError:
                    raise AssemblyError(f"line {number}: what is {operand!r}?") from None
                register = False
        while len(values) < 2:
            values.append(0)
        return NUMBERS[name], values[0], values[1], register and len(operands) == 2


MASK = 0xFFFFFFFF


def signed(value):
    return value - 0x100000000 if value & 0x80000000 else value


class Machine:
    """Executes by a table of bound methods."""

    def __init__(self, memory=4096):
        self.memory = [0] * memory
        self.registers = [0] * 8
        self.pc = 0
        self.sp = memory
        self.flags = 0
        self.running = False
        self.output = []
        self.steps = 0
        self.handlers = {}
        self.table = [getattr(self, "op_" + name) for name in OPCODES]

    def run(self, code, limit=10_000_000):
        self.running = True
        table = self.table
        while self.running:
            opcode, a, b, register = code[self.pc]
            self.pc += 1
            self.steps += 1
            table[opcode](a, self.registers[b] if register else b)
            if self.steps >= limit:
                raise RuntimeError("too many steps")
        return self

    def op_nop(self, a, b):
        pass

    def op_load(self, a, b):
        self.registers[a] = b & MASK

    op_move = op_load

    def op_loadi(self, a, b):
        self.registers[a] = self.memory[b]

    def op_storei(self, a, b):
        self.memory[b] = self.registers[a]

    def op_store(self, a, b):
        self.memory[self.registers[a]] = b & MASK

    def op_add(self, a, b):
        self.registers[a] = (self.registers[a] + b) & MASK

    def op_sub(self, a, b):
        self.registers[a] = (self.registers[a] - b) & MASK

    def op_mul(self, a, b):
        self.registers[a] = (self.registers[a] * b) & MASK

    def op_div(self, a, b):
        if b == 0:
            self.interrupt(0)
        else:
            self.registers[a] //= b

    def op_mod(self, a, b):
        if b == 0:
            self.interrupt(0)
        else:
            self.registers[a] %= b

    def op_and(self, a, b):
        self.registers[a] &= b

    def op_or(self, a, b):
        self.registers[a] |= b

    def op_xor(self, a, b):
        self.registers[a] ^= b & MASK

    def op_shl(self, a, b):
        self.registers[a] = (self.registers[a] << (b & 31)) & MASK

    def op_shr(self, a, b):
        self.registers[a] >>= b & 31

    def op_inc(self, a, b):
        self.registers[a] = (self.registers[a] + 1) & MASK

    def op_dec(self, a, b):
        self.registers[a] = (self.registers[a] - 1) & MASK

    def op_cmp(self, a, b):
        difference = signed(self.registers[a]) - signed(b & MASK)
        self.flags = (difference > 0) - (difference < 0)

    def op_jump(self, a, b):
        self.pc = a

    def op_jeq(self, a, b):
        if self.flags == 0:
            self.pc = a

    def op_jne(self, a, b):
        if self.flags != 0:
            self.pc = a

    def op_jlt(self, a, b):
        if self.flags < 0:
            self.pc = a

    def op_jge(self, a, b):
        if self.flags >= 0:
            self.pc = a

    def push(self, value):
        self.sp -= 1
        self.memory[self.sp] = value

    def pop(self):
        value = self.memory[self.sp]
        self.sp += 1
        return value

    def op_call(self, a, b):
        self.push(self.pc)
        self.pc = a

    def op_ret(self, a, b):
        self.pc = self.pop()

    def op_push(self, a, b):
        self.push(self.registers[a])

    def op_pop(self, a, b):
        self.registers[a] = self.pop()

    def op_out(self, a, b):
        self.output.append(signed(self.registers[a]))

    def op_halt(self, a, b):
        self.running = False

    def op_int(self, a, b):
        self.interrupt(a)

    def op_iret(self, a, b):
        self.flags = self.pop()
        self.pc = self.pop()

    def interrupt(self, number):
        handler = self.handlers.get(number)
        if handler is None:
            raise RuntimeError(f"interrupt {number} without a handler")
        self.push(self.pc)
        self.push(self.flags)
        self.pc = handler


class Profiler(Machine):
    """Counts what it executes."""

    def __init__(self, memory=4096):
        super().__init__(memory)
        self.counts = {}
        self.table = [self.counting(name, function) for name, function in zip(OPCODES, self.table)]

    def counting(self, name, function):
        def counted(a, b):
            self.counts[name] = self.counts.get(name, 0) + 1
            function(a, b)
        return counted


def disassemble(code):
    for address, (opcode, a, b, register) in enumerate(code):
        yield f"{address:4} {OPCODES[opcode]:<6} {a}, {'r' if register else ''}{b}"


SIEVE = """
    load r0, 2          ; candidate
    load r7, 4000
next:
    cmp r0, r7
    jge report
    loadi r1, r0        ; marked?
    cmp r1, 0
    jne skip
    move r2, r0
    add r2, r0
mark:
    cmp r2, r7
    jge skip
    store r2, 1
    add r2, r0
    jump mark
skip:
    inc r0
    jump next
report:
    load r0, 2
    load r3, 0
count:
    cmp r0, r7
    jge done
    loadi r1, r0
    cmp r1, 0
    jne odd
    inc r3
odd:
    inc r0
    jump count
done:
    out r3
    halt
"""

FIB = """
    load r0, 19
    call fib
    out r1
    halt
fib:                    ; r1 = fib(r0)
    cmp r0, 2
    jge deeper
    move r1, r0
    ret
deeper:
    push r0
    dec r0
    call fib
    pop r0
    push r1
    sub r0, 2
    call fib
    pop r2
    add r1, r2
    ret
"""

COLLATZ = """
    load r0, 1
    load r5, 0          ; the longest
again:
    inc r0
    cmp r0, 1500
    jge done
    move r1, r0
    load r2, 0
walk:
    cmp r1, 1
    jeq arrived
    inc r2
    move r3, r1
    and r3, 1
    cmp r3, 0
    jeq even
    mul r1, 3
    inc r1
    jump walk
even:
    shr r1, 1
    jump walk
arrived:
    cmp r2, r5
    jlt again
    move r5, r2
    move r6, r0
    jump again
done:
    out r5
    out r6
    halt
"""

SORT = """
    load r0, 0          ; fill with noise
    load r1, 12345
fill:
    mul r1, 1103515245
    add r1, 12345
    move r2, r1
    shr r2, 20
    store r0, r2
    inc r0
    cmp r0, 90
    jlt fill
    load r6, 89         ; bubble sort
outer:
    load r0, 0
inner:
    loadi r1, r0
    move r3, r0
    inc r3
    loadi r2, r3
    cmp r2, r1
    jge ordered
    storei r2, r0
    storei r1, r3
ordered:
    inc r0
    cmp r0, r6
    jlt inner
    dec r6
    cmp r6, 1
    jge outer
    loadi r1, 0
    out r1
    loadi r1, 89
    out r1
    halt
"""

TRAP = """
    load r0, 100
    load r1, 5
loop:
    move r2, r0
    div r2, r1
    dec r1
    cmp r1, -3
    jge loop
    int 7
    halt
zero:
    load r3, 999
    out r3
    iret
bell:
    out r2
    iret
"""


def main():
    checksum = 0
    for name, source in (("sieve", SIEVE), ("fib", FIB), ("collatz", COLLATZ), ("sort", SORT)):
        code = Assembler(source).assemble()
        machine = Machine().run(code)
        checksum = (checksum * 31 + machine.steps) % 1_000_000_007
        print(name, machine.output, machine.steps)
    profiler = Profiler().run(Assembler(FIB).assemble())
    print(sorted(profiler.counts.items(), key=lambda item: (-item[1], item[0]))[:5])
    assembler = Assembler(TRAP)
    code = assembler.assemble()
    machine = Machine()
    machine.handlers = {0: assembler.labels["zero"], 7: assembler.labels["bell"]}
    print("trap", machine.run(code).output)
    print("\n".join(list(disassemble(code))[:4]))
    for bad in ("jump nowhere", "fly r1", "int 3\nhalt"):
        try:
            Machine().run(Assembler(bad).assemble())
        except (AssemblyError, RuntimeError) as error:
            print(type(error).__name__, error)
    print("checksum", checksum)


if __name__ == "__main__":
    main()
