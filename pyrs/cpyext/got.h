/* got.h - repoint the relocations of a loaded .so file for the symbols that pyrs answers.

   What the dynamic linker did for this file stays in its dynamic section: every relocation names the symbol and the word that holds its address. */
#ifndef PYRS_CPYEXT_GOT_H
#define PYRS_CPYEXT_GOT_H
#include <elf.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>
#include "api/areas.h"

#if defined(__x86_64__)
#define GOT_ADDRESS(type) ((type) == R_X86_64_GLOB_DAT || (type) == R_X86_64_JUMP_SLOT || (type) == R_X86_64_64)
#elif defined(__aarch64__)
#define GOT_ADDRESS(type) ((type) == R_AARCH64_GLOB_DAT || (type) == R_AARCH64_JUMP_SLOT || (type) == R_AARCH64_ABS64)
#else
#define GOT_ADDRESS(type) 0
#endif

typedef struct {
    const ElfW(Sym) *symbols;
    const char *strings;
    const ElfW(Rela) *tables[2];
    size_t counts[2];
} GotTables;

/* The dynamic section's addresses are absolute where the linker has relocated them (glibc), else relative to the file. */
static const void *got_address(const struct link_map *map, ElfW(Addr) at)
{
    return (const void *)(at < map->l_addr ? at + map->l_addr : at);
}

static GotTables got_tables(const struct link_map *map)
{
    GotTables t = {NULL, NULL, {NULL, NULL}, {0, 0}};
    for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++)
        switch (d->d_tag) {
        case DT_SYMTAB: t.symbols = got_address(map, d->d_un.d_ptr); break;
        case DT_STRTAB: t.strings = got_address(map, d->d_un.d_ptr); break;
        case DT_RELA: t.tables[0] = got_address(map, d->d_un.d_ptr); break;
        case DT_RELASZ: t.counts[0] = d->d_un.d_val / sizeof(ElfW(Rela)); break;
        case DT_JMPREL: t.tables[1] = got_address(map, d->d_un.d_ptr); break;
        case DT_PLTRELSZ: t.counts[1] = d->d_un.d_val / sizeof(ElfW(Rela)); break;
        }
    return t;
}

static const char *got_name(const GotTables *t, const ElfW(Rela) *r)
{
    const ElfW(Sym) *symbol = &t->symbols[ELF64_R_SYM(r->r_info)];
    return symbol->st_shndx == SHN_UNDEF ? t->strings + symbol->st_name : "";
}

static int got_imports(const GotTables *t, const char *symbol)
{
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < t->counts[k]; i++)
            if (ELF64_R_SYM(t->tables[k][i].r_info) && strcmp(got_name(t, &t->tables[k][i]), symbol) == 0)
                return 1;
    return 0;
}

/* Store in a word that full RELRO may have made read-only. The rest of its page keeps its protection. */
static int got_store(void **slot, void *value, int writable)
{
    size_t size = (size_t)sysconf(_SC_PAGESIZE);
    void *page = (void *)((uintptr_t)slot & ~(size - 1));
    if (!writable && mprotect(page, size, PROT_READ | PROT_WRITE) < 0)
        return -1;
    *slot = value;
    return writable ? 0 : mprotect(page, size, PROT_READ);
}

typedef struct { uintptr_t start, end; const ElfW(Addr) base; } RelroRange;

static int got_find_relro(struct dl_phdr_info *info, size_t size, void *data)
{
    RelroRange *range = data;
    (void)size;
    if (info->dlpi_addr != range->base)
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_GNU_RELRO) {
            range->start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            range->end = range->start + info->dlpi_phdr[i].p_memsz;
        }
    return 1;
}

/* Repoint what pyrs answers in the file of `handle`; `taken_over`: this is the command line's process. -> how many words, or -1 with ImportError. */
static int got_redirect(void *handle, int taken_over)
{
    struct link_map *map;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0)
        return 0;
    GotTables t = got_tables(map);
    if (!t.symbols || !t.strings)
        return 0;
    RelroRange relro = {0, 0, map->l_addr};
    dl_iterate_phdr(got_find_relro, &relro);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    int n = 0;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < t.counts[k]; i++) {
            const ElfW(Rela) *r = &t.tables[k][i];
            if (!GOT_ADDRESS(ELF64_R_TYPE(r->r_info)) || !ELF64_R_SYM(r->r_info))
                continue;
            const char *name = got_name(&t, r);
            const char *plain = name + (name[0] == '_');        /* _PyEval_SetProfile is one */
            if (plain[0] != 'P' || plain[1] != 'y')
                continue;
            Answer *a = answer_of(name);
            if (!a || !a->ours || (a->when == TAKEN_OVER && !taken_over) || (a->unless && got_imports(&t, a->unless)))
                continue;
            void **slot = (void **)(map->l_addr + r->r_offset);
            int inside = (uintptr_t)slot >= (relro.start & ~(page - 1)) && (uintptr_t)slot < (relro.end & ~(page - 1));
            if (got_store(slot, (char *)a->ours + r->r_addend, !inside) < 0) {
                PyErr_Format(PyExc_ImportError, "%s: cannot redirect %s: %s", map->l_name, name, strerror(errno));
                return -1;
            }
            n++;
        }
    return n;
}

#endif
