"""Extensions and build knobs; the metadata is in pyproject.toml.

Knobs (environment):
    PYRS_DEV=1      -O1: quick builds while developing
    PYRS_DEBUG=1    asserts and the VM's checks after each instruction (-DPYRS_DEBUG)
    PYRS_ASAN=1     AddressSanitizer
    PYRS_PLAIN=1    instructions are never specialised (-DPYRS_PLAIN)
    PYRS_MISS=N     each N-th check of an inline cache misses although it would hold (-DPYRS_MISS=N)
    PYRS_STATS=1    execution counters per opcode, pair and cache (-DPYRS_STATS)
    PYRS_PGO=1      profile-guided: the VM is built twice, between that benches/training.py runs; what pip builds is so by itself, unless PYRS_PGO=0
    PYRS_PURE=1     leave the pure-mode modules (lexer, parser, compiler...) uncompiled
    PYRS_ONLY=a,b   build these extensions only (names without `pyrs.`)
"""
import compileall
import functools
import hashlib
import json
import os
import re
import subprocess
import sys
from ast import literal_eval
from collections import Counter, defaultdict
from glob import glob
from importlib.util import MAGIC_NUMBER
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

# setuptools' own copy, which it puts in the place of the library's.
from distutils.ccompiler import new_compiler    # isort: skip
from distutils.command.build_scripts import build_scripts   # isort: skip
from distutils.errors import LinkError  # isort: skip
from distutils.sysconfig import customize_compiler  # isort: skip

# As in the file, without importing pyrs.
START = Path("pyrs/start.py").read_text()
EXTENSIONS = re.search(r'_EXTENSIONS = """(.*?)"""', START, re.DOTALL)[1].split()
LATE = re.search(r"_LATE = '(.*?)'", START)[1].split()
# By this pyrs/launcher.py knows the command.
COMMAND_MARK = literal_eval(re.search(r"COMMAND_MARK = (.*)", Path("pyrs/launcher.py").read_text())[1])

KNOBS = ("PYRS_DEV", "PYRS_DEBUG", "PYRS_ASAN", "PYRS_STATS", "PYRS_PLAIN")
DEV, DEBUG, ASAN, STATS, PLAIN = (os.environ.get(name, "") not in ("", "0") for name in KNOBS)
MISS = os.environ.get("PYRS_MISS", "0")
PURE = os.environ.get("PYRS_PURE", "") not in ("", "0")
ONLY = set(filter(None, os.environ.get("PYRS_ONLY", "").split(",")))

LOOP = {"language_level": 3, "boundscheck": False, "wraparound": False, "initializedcheck": False,
          "nonecheck": False, "binding": False, "auto_pickle": False}
# What it lends to the guest must look like builtins: no binding.
ENGINE = {"language_level": 3, "annotation_typing": False, "binding": False, "auto_pickle": False}
# Pure-mode modules behave the same compiled and not: their types live in the .pxd files.
FRONT_END = {"language_level": 3, "annotation_typing": False, "binding": False, "auto_pickle": False}

# Pure-mode modules: these, and every other module with a .pxd beside it.
PURE_MODE = ("pyrs/lexer.py", "pyrs/parser*.py", "pyrs/nodes.py", "pyrs/ast*.py", "pyrs/unparse.py",
             "pyrs/errors.py", "pyrs/diagnose*.py", "pyrs/compiler/*.py",
             *(path.removesuffix(".pxd") + ".py" for path in glob("pyrs/*.pxd")))
# Their .pxd holds the numbers as C constants, the module the same ones for Python.
CONSTANTS = ("pyrs.tokens",)
VM = ("pyrs/_vm.pyx",)
ENGINE_MODULES = ("pyrs/builtins/[a-z]*.py", "pyrs/stdlib/[a-z]*.py", "pyrs/cpyext/*.py", "pyrs/cpyext/*.pyx",
                  "pyrs/importer.py", "pyrs/prebuilt.py", "pyrs/options.py", "pyrs/runtime.py", "pyrs/embed/[a-z]*.py", "pyrs/cli.py",
                  "pyrs/repl.py", "pyrs/launcher.py")
# They run once in a program or once in an import; small, because what a start maps counts as its memory.
SMALL = ("pyrs.importer", "pyrs.prebuilt", "pyrs.options", "pyrs.cli", "pyrs.repl", "pyrs.launcher", "pyrs.runtime", "pyrs.cpyext.loader",
         "pyrs.cpyext._host", "pyrs.cpyext._load", "pyrs.stdlib.code_marshal", "pyrs.builtins.compiling", "pyrs.nodes", "pyrs.diagnose_actions")


def compile_args():
    # A section for each function: Build.arrange sorts them. Strings as they are: to unpack them takes a twentieth of the loading.
    args = ["-fwrapv", "-fno-strict-aliasing", "-Wno-attributes", "-Wno-unused", "-ffunction-sections", "-DCYTHON_COMPRESS_STRINGS=0"]
    if DEBUG:
        args += ["-O1", "-g", "-UNDEBUG", "-DPYRS_DEBUG=1"]
    else:
        # The host's flags ask for debug information, which would be nine tenths of a wheel.
        args += ["-O1" if DEV else "-O2", "-g0"]
    if ASAN:
        args += ["-g", "-fsanitize=address", "-fno-omit-frame-pointer"]
    if STATS:
        args += ["-DPYRS_STATS=1"]
    if PLAIN:
        args += ["-DPYRS_PLAIN=1"]
    if MISS != "0":
        args += [f"-DPYRS_MISS={MISS}"]
    return args


# The loop's handlers must stay apart: gcc's merging of equal tails and its global elimination of common subexpressions cost jumps and
# spills at each dispatch (list index 10 -> 6.5 ns an iteration, `while` with % 11 -> 7.3). Distributions' Pythons hand on
# -fstack-protector-strong: five instructions in each of the VM's functions that has an array or a variable whose address is taken.
# Two neighbours loaded as one vector wait until both stores have left the store buffer: registers and fields were mostly written just before.
# A chain of conditions is a chain of branches: gcc would compare with all types before it looks at the first (`len(x)` in the loop; json_parser 1.4 % fewer
# instructions).
# Without -fno-plt each call of the host's goes through a jump of its own: 0.1 to 0.5 % of all instructions, and a line of code for each function called.
# Blocks stay in the order of the source where no jump is saved: sorted by frequency, a handler lies in a dozen places, each a line of code to wait for
# (1.1 % over the twenty programs, 2 % to 3 % where large libraries run; the fourteen small loops lose 1 %).
# Functions that begin with a cache line, and handlers with half of one, touch fewer lines: 0.7 % to 1.0 % over the twenty programs (Zen 4).
LOOP_ARGS = ["-O3", "-falign-functions=64", "-fno-plt", "-fno-stack-protector"]
GCC_LOOP_ARGS = ["-freorder-blocks-algorithm=simple", "-falign-jumps=32", "-fira-region=one", "-fno-gcse", "-fno-crossjumping", "-fno-tree-tail-merge",
                 "-fno-tree-slp-vectorize", "--param=logical-op-non-short-circuit=0"]

# Twenty programs run 1.1 to 1.2 times as fast with a profile. Only frequencies are taken from it: gcc would also unroll and duplicate, which
# undoes the above, and compare with the values that were frequent (divisors, sizes), which are the training's. What the training never ran is
# compiled as without a profile.
COUNTING = ["-fprofile-generate", "-fprofile-update=single"]
PROFILED = ["-fprofile-use", "-fprofile-partial-training", "-fno-unroll-loops", "-fno-peel-loops", "-fno-tracer", "-fno-vpt", "-Wno-missing-profile",
            "-DPYRS_PROFILED=1"]


@functools.cache
def is_gcc():
    """Is the C compiler gcc?  clang calls itself one too, builds a VM that is as right, and rejects half of gcc's switches."""
    compiler = new_compiler()
    customize_compiler(compiler)
    asked = subprocess.run([*compiler.compiler_so, "-dM", "-E", "-x", "c", os.devnull], capture_output=True, text=True)
    return "__GNUC__" in asked.stdout and "__clang__" not in asked.stdout


def extensions(patterns):
    headers = sorted(glob("pyrs/*.pxd") + glob("pyrs/vm/*.h") + glob("pyrs/vm/*.pxi")
                     + glob("pyrs/cpyext/*.h") + glob("pyrs/cpyext/api/*.h"))
    for path in sorted({path for pattern in patterns for path in glob(pattern)}):
        name = path.rsplit(".", 1)[0].replace("/", ".")
        if name.endswith("__init__") or name in CONSTANTS or (ONLY and name.removeprefix("pyrs.") not in ONLY):
            continue
        args = compile_args()
        if path.endswith(".pyx"):
            args += ["-DPy_BUILD_CORE_MODULE=1"]
            if "-O2" in args and name not in SMALL:
                args += [*LOOP_ARGS, *(GCC_LOOP_ARGS if is_gcc() else [])]
        if "-O2" in args and name in SMALL:
            args += ["-Os"]
        # All but the front end stand between two guest frames and must leave no traceback entry.
        entries = "pyrs/builtins/entries.h" if patterns is PURE_MODE else "pyrs/builtins/silent.h"
        args += ["-include", entries]
        yield Extension(name, [path], include_dirs=["pyrs", "pyrs/vm", "pyrs/builtins", "pyrs/cpyext"],
                        extra_compile_args=args, extra_link_args=["-fsanitize=address"] if ASAN else [],
                        depends=[*(headers if path.endswith(".pyx") else []), entries, "pyrs/builtins/loading.h"])


class Build(build_ext):
    """build_ext that rebuilds an extension when the host interpreter, a knob or an argument changed since its last build."""

    def run(self):
        flavour = "\n".join([sys.version, sys.base_prefix, *map(str, (DEV, DEBUG, ASAN, STATS, PLAIN, MISS))])
        stamps = Path("build/flavour")
        stamps.mkdir(parents=True, exist_ok=True)
        vm = next((extension for extension in self.extensions if extension.name == "pyrs._vm" and self.profiles()), None)
        flavours = {extension.name: "\n".join([flavour, *extension.extra_compile_args, *(["profiled"] if extension is vm else [])])
                    for extension in self.extensions}
        for name, wanted in flavours.items():
            stamp = stamps / name
            if not stamp.exists() or stamp.read_text() != wanted:
                # Built below build/ even in place, and copied from there.
                Path(self.build_lib, self.get_ext_filename(name)).unlink(missing_ok=True)
        if vm:
            built = Path(self.build_lib, self.get_ext_filename(vm.name))
            if built.exists() and built.stat().st_mtime >= max(map(os.path.getmtime, [*vm.sources, *vm.depends])):
                vm = None               # stays as it is
        plain = vm and vm.extra_compile_args
        if vm:
            (stamps / vm.name).unlink(missing_ok=True)      # a build that is interrupted must not leave the one that counts
            vm.extra_compile_args, vm.extra_link_args = [*plain, *COUNTING], COUNTING
        super().run()
        root = Path.cwd() if self.inplace else Path(self.build_lib).absolute()
        self.link_together(COUNTING if vm else ())
        self.compile_library(root)
        if vm:
            trained = self.train(root)
            if not trained:
                del flavours[vm.name]   # the next build tries again
            vm.extra_compile_args, vm.extra_link_args = [*plain, *(PROFILED if trained else [])], []
            self.force, self.inplace, inplace = True, 0, self.inplace       # as run() does it
            self.build_extension(vm)
            self.inplace = inplace
            if inplace:
                self.copy_extensions_to_source()
            self.link_together()
        for extension in self.extensions:
            (stamps / extension.name).write_text(flavours.get(extension.name, ""))

    def profiles(self):
        """Is the VM to be built with a profile?  Only gcc's way of it is known here."""
        choice = os.environ.get("PYRS_PGO") or ("1" if {"bdist_wheel", "editable_wheel"} & set(self.distribution.commands) else "0")
        if choice == "0" or DEV or DEBUG or ASAN or STATS or PLAIN or PURE or MISS != "0" or ONLY:
            return False
        return is_gcc()

    def train(self, root):
        """Run benches/training.py on the VM that counts. False, with a warning, if that fails: the VM is then built as without a profile."""
        # The counts lie beside the object file, under its name; what an earlier build left there is not of this one.
        counts = Path(self.build_temp, "build/cython/pyrs/_vm.gcda")
        counts.unlink(missing_ok=True)
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(Path.cwd())])}
        done = subprocess.run([sys.executable, "-m", "pyrs", str(Path("benches/training.py").absolute())], cwd=root, env=env, stdout=subprocess.DEVNULL)
        if done.returncode or not counts.exists():
            print(f"warning: benches/training.py failed ({done.returncode}); the VM is built without a profile", file=sys.stderr)
            return False
        return True

    def link_together(self, flags=()):
        """Link what every start needs into one more file, as loading thirty would take 4 ms longer, and what is loaded late into another (pyrs/start.py)."""
        for file, names in (("_together", EXTENSIONS), ("_together_late", LATE)):
            together = self.get_ext_fullpath(f"pyrs.{file}")
            Path(together).unlink(missing_ok=True)
            objects = [Path(self.build_temp, "build/cython/pyrs", *name.split(".")).with_suffix(".o") for name in names]
            if not PURE and all(path.exists() for path in objects):
                self.compiler.link_shared_object([str(path) for path in self.arrange(names, objects)], together, build_temp=self.build_temp,
                                                 extra_postargs=["-fsanitize=address"] if ASAN else list(flags))

    def arrange(self, names, objects):
        """Copies of `objects` in which the linker finds functions sorted as pyrs/layout.txt lists them, or the objects as they are.

        What is not listed, or has gone, costs memory only: the kernel maps code in blocks of 64 KB.
        """
        ranks, module = {}, None
        for rank, line in enumerate(Path("pyrs/layout.txt").read_text().splitlines()):
            if line.startswith("["):
                module = line[1:-1]
            elif line and line[0] != "#":
                ranks[module, line] = rank
        arranged = []
        for name, path in zip(names, objects):
            try:
                sections = subprocess.run(["objdump", "-h", "-w", str(path)], check=True, capture_output=True, text=True).stdout
                copy = path.with_suffix(".sorted.o")
                orders = []
                # gcc appends to a function's name what it made of it: `.constprop.0`, and another number elsewhere.
                for section, cold, function in re.findall(r" (\.text\.(?:hot\.|startup\.|(unlikely\.))?(\w+)\S*) ", sections):
                    rank = ranks.get((name, function + ".cold" * bool(cold)))
                    if rank is not None:
                        orders += ["--rename-section", f"{section}=.text.sorted.{rank:05}"]
                subprocess.run(["objcopy", *orders, str(path), str(copy)], check=True)
                arranged.append(copy)
            except (OSError, subprocess.CalledProcessError):
                return objects
        return arranged

    def compile_library(self, root):
        """Mark the build, and compile what every start runs (pyrs/prebuilt.py)."""
        digest = hashlib.sha256()
        for path in sorted(glob("pyrs/*.py") + glob("pyrs/compiler/*.py") + glob("pyrs/*.pxd")
                           + ["pyrs/builtins/compiling.py", "pyrs/stdlib/code_marshal.py", "pyrs/vm/code.h"]):
            digest.update(Path(path).read_bytes())
        mark = root / "pyrs" / "engine.id"
        if mark.exists() and mark.read_text() == digest.hexdigest() and (root / "pyrs" / "prebuilt.bin").exists():
            return
        mark.write_text(digest.hexdigest())
        # Written here because a start may be told not to write bytecode.
        compileall.compile_dir(root / "pyrs", quiet=2)
        env = {**os.environ, "PYTHONPATH": str(root)}
        if ASAN:        # its runtime must be there before the host
            library = subprocess.run([*self.compiler.compiler_so, "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
            env.update(LD_PRELOAD=library.stdout.strip(), ASAN_OPTIONS="detect_leaks=0")
        # Without it a start is slower, so a front end that does not work yet must not stop the build.
        done = subprocess.run([sys.executable, "-c", "from pyrs.prebuilt import main; main()"], cwd=root, env=env)
        if done.returncode:
            mark.unlink()


class BuildCommand(build_scripts):
    """build_scripts for the command `pyrs`, which is a program in C."""

    editable_mode = False       # setuptools sets it for `pip install -e`

    def run(self):
        compiler = new_compiler()
        customize_compiler(compiler)
        host = f'"python{sys.version_info[0]}.{sys.version_info[1]}"'
        checkout = json.dumps(os.getcwd(), ensure_ascii=False) if self.editable_mode else '""'
        objects = compiler.compile(self.scripts, self.build_dir, [("_GNU_SOURCE", None), ("PYTHON", host), ("CHECKOUT", checkout),
                                                                    ("CACHE_TAG", json.dumps(sys.implementation.cache_tag)),
                                                                    ("MAGIC", hex(int.from_bytes(MAGIC_NUMBER, "little")) + "u")], extra_postargs=["-g0"])
        try:
            # No loader and no library to map: 35 page faults fewer.
            compiler.link_executable(objects, "pyrs", self.build_dir, extra_postargs=["-static"])
        except LinkError:       # no libc.a
            compiler.link_executable(objects, "pyrs", self.build_dir)
        for path in objects:
            os.unlink(path)
        with open(os.path.join(self.build_dir, "pyrs"), "ab") as file:
            file.write(COMMAND_MARK)


def mend(source):
    """Correct and lighten the C that Cython made."""
    text = Path(source).read_text()
    # Cython 3.3.1 drops an item of a list comprehension twice if it cannot be appended, in its helper and where that is called.
    right = re.sub(r"(int result = PyList_Append\(list, x\);\n +)Py_DECREF\(x\);", r"\1if (result == 0) Py_DECREF(x);", text)
    right = without_unused_imports(right)
    right = without_unused_exports(right, ".".join(Path(source).with_suffix("").parts[2:]))
    right = with_light_loading(right)
    if right != text:
        Path(source).write_text(right)


def without_unused_imports(text):
    """The C source `text` without the look-ups of types and variables it does not use, a tenth of the time until the program begins.

    Cython imports all classes of a .pxd, 108 for each of sixteen modules, and all variables.
    """
    uses = Counter(re.findall(r"\b__pyx_(?:ptype|v)_\w+", text))

    def keep_type(match):
        # One that is not used is declared, visited, cleared, set and tested.
        return match[0] if uses[match[1]] > 5 else ""

    def keep_variables(match):
        pointers = re.findall(r"\b__pyx_vp_(\w+)", match[0])
        # There is a macro for each.
        return "" if pointers and all(uses[f"__pyx_v_{name}"] == 1 for name in pointers) else match[0]

    text = re.sub(r"  __pyx_mstate->(__pyx_ptype_\w+) = __Pyx_ImportType_\w+\([^;]*; if \(!__pyx_mstate->\1\) __PYX_ERR\([^;]*?\)\n", keep_type, text)
    return re.sub(r"  \{\n    __pyx_t_\d+ = PyImport_ImportModule\(.*?\n  \}\n", keep_variables, text, flags=re.DOTALL)


@functools.cache
def cimported():
    """module -> the names that others cimport from it."""
    names = defaultdict(set)
    for path in [path for ending in ("py", "pyx", "pxd", "pxi") for path in glob(f"pyrs/**/*.{ending}", recursive=True)]:
        for module, listed in re.findall(r"^[ \t]*from (pyrs[\w.]*) cimport (\([^)]*\)|[^\n]*)", Path(path).read_text(), re.MULTILINE):
            names[module].update(re.findall(r"(\w+|\*)(?: as \w+)?(?=\s*[,)]|$)", listed))
    return names


def without_unused_exports(text, module):
    """The C source `text` of `module` without the capsules for functions that nobody takes, and for variables if nobody takes any.

    Cython makes one for all that a .pxd declares. The list is renewed in C that was made before a module took something else.
    """
    names = cimported()[module]
    variables = set(re.findall(r"\(void \*\)&__pyx_v_\w*?" + module.rpartition(".")[2] + r"_(\w+)", text))
    for kind, wanted in (("Function", names), ("VoidPtr", variables if variables & names else set())):
        condition = "" if "*" in names else f'loading_wanted(__pyx_export_name, " {" ".join(sorted(wanted))} ") && '
        text = re.sub(rf'if \((?:loading_wanted\(__pyx_export_name, "[^"]*"\) && )?(?=__Pyx_Export{kind}\()', f"if ({condition}", text)
    return text


def with_light_loading(text):
    """The C source `text` whose module takes strings and modules that others have made or asked for before from pyrs/builtins/loading.h."""
    text = re.sub(r"PyUnicode_DecodeUTF8\((bytes \+ pos, bytes_length), NULL\);\n *if \(likely\(string\) && (i >= \d+)\) PyUnicode_InternInPlace\(&string\);",
                  r"loading_string(\1, \2);", text)
    # Their hashes are known: what follows the strings is bytes.
    text = re.sub(r"(for \(int i = 0; i < (\d+); i\+\+\) \{\n[^\n]*\n *PyObject \*string = loading_string.*?for \(Py_ssize_t i = )0"
                  r"(; i < \d+; i\+\+\) \{\n *if \(unlikely\(PyObject_Hash\(stringtab)", r"\g<1>\2\3", text, flags=re.DOTALL)
    text = re.sub(r'\bPyImport_ImportModule\((?="pyrs\.)', "loading_import(", text)
    text = re.sub(r"\bPyImport_ImportModuleLevelObject\((?=\s*name, moddict, empty_dict, from_list, level\))", "loading_import_from(", text)
    text = re.sub(r"\bPyObject_SetAttrString\(", "loading_set_attribute(", text)
    return re.sub(r"\bPyDict_SetItemString\(", "loading_set_item(", text)


def modules():
    groups = [(VM, LOOP, {"evaluate_tree_assertions": True}), (ENGINE_MODULES, ENGINE, {})]
    if not PURE:
        groups.append((PURE_MODE, FRONT_END, {}))
    found = []
    for patterns, directives, options in groups:
        group = list(extensions(patterns))
        if group:
            found += cythonize(group, compiler_directives=directives, build_dir="build/cython", nthreads=0, **options)
            for extension in found[-len(group):]:
                mend(extension.sources[0])
        if patterns is VM and group:
            found.append(counting_vm(group[0], found[-1].sources))
    return found


def counting_vm(vm, generated):
    """The copy of the VM that `-X pyrs-stats` loads: the same C with counters (4 seconds of building; no cost when off)."""
    # A source of its own: object files are named after their sources, and both copies are compiled at the same time.
    source = Path("build/cython/pyrs/_stats/_vm.c")
    source.parent.mkdir(parents=True, exist_ok=True)
    if not source.exists():
        source.write_text('#include "../_vm.c"\n')
    return Extension("pyrs._stats._vm", [str(source)], include_dirs=vm.include_dirs, depends=[*vm.depends, *generated],
                     extra_compile_args=[*vm.extra_compile_args, "-O1", "-DPYRS_STATS=1"], extra_link_args=vm.extra_link_args)


setup(ext_modules=modules() if "clean" not in sys.argv else [], cmdclass={"build_ext": Build, "build_scripts": BuildCommand},
      scripts=["scripts/pyrs.c"],
      options={"build_ext": {"parallel": 2}})
