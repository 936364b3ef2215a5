"""What a runtime gives its guest in place of the host's module: name -> reason.

Everything else of the standard library runs unmodified: its Python files on the VM, its C modules as they are.
"""

SHIMS = {
    '_imp': 'hands back C modules that the host holds, and frozen modules compiled by pyrs (importer.py)',
    'dis': 'shows instructions of pyrs; `opcode` and `dis.opmap` stay the host\'s (dis_tail.py, compiled at the end of the library\'s file)',
    'marshal': 'reads and writes code objects of pyrs (code_marshal.py)',
}
