/* resident.h - giving back the pages of code that the start alone needed.

   The kernel maps code in blocks of 64 KB around each fault, so by the time a program begins, the process holds nearly all of the engine's file
   (3.8 MB) and of the host's (4 MB), most of it for what has run once: initialisation of modules, the front end.  The pages are the page cache's;
   unmapped, they come back by a fault of each block where they are wanted again, of some microseconds.

   Only pages that are still the file's: what a debugger, a tracer or a relocation has written to is the process's own, and would be lost. */
#ifndef PYRS_RESIDENT_H
#define PYRS_RESIDENT_H

#include <Python.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE_BYTES = 4096, PAGES_A_READ = 512, REGIONS_A_SCAN = 64 };
/* What a word of /proc/self/pagemap says (the kernel's admin-guide/mm/pagemap). */
#define PAGE_PRESENT (1ull << 63)
#define PAGE_SWAPPED (1ull << 62)
#define PAGE_OF_FILE (1ull << 61)

/* The same asked in one call, which does not count each page's users on the way (Linux 6.7; the library's headers may be older). */
typedef struct { uint64_t start, end, categories; } ScanRegion;
typedef struct {
    uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages, category_inverted, category_mask, category_anyof_mask, return_mask;
} ScanArguments;
#define SCAN_PAGES _IOWR('f', 16, ScanArguments)
enum { SCAN_FILE = 1 << 2, SCAN_PRESENT = 1 << 3, SCAN_SWAPPED = 1 << 4 };

static void resident_drop_range(uintptr_t start, uintptr_t end)
{
    if (end > start)
        madvise((void *)start, end - start, MADV_DONTNEED);
}

/* Drop what is the file's from start to end; -1: the kernel cannot say what that is. */
static int resident_drop_scanned(int pagemap, uintptr_t start, uintptr_t end)
{
    ScanRegion own[REGIONS_A_SCAN];
    while (start < end) {
        ScanArguments scan = {
            .size = sizeof scan, .start = start, .end = end, .vec = (uintptr_t)own, .vec_len = REGIONS_A_SCAN, .category_inverted = SCAN_FILE,
            .category_mask = SCAN_FILE, .category_anyof_mask = SCAN_PRESENT | SCAN_SWAPPED, .return_mask = SCAN_PRESENT,
        };
        int n = ioctl(pagemap, SCAN_PAGES, &scan);
        if (n < 0 || scan.walk_end <= start)
            return -1;
        for (int i = 0; i < n; i++) {
            resident_drop_range(start, own[i].start);
            start = own[i].end;
        }
        resident_drop_range(start, scan.walk_end);
        start = scan.walk_end;
    }
    return 0;
}

static void resident_drop_segment(int pagemap, uintptr_t start, uintptr_t end)
{
    uint64_t pages[PAGES_A_READ];
    start &= ~(uintptr_t)(PAGE_BYTES - 1);
    end = (end + PAGE_BYTES - 1) & ~(uintptr_t)(PAGE_BYTES - 1);
    if (resident_drop_scanned(pagemap, start, end) == 0)
        return;
    while (start < end) {
        size_t wanted = (end - start) / PAGE_BYTES;
        if (wanted > PAGES_A_READ)
            wanted = PAGES_A_READ;
        ssize_t got = pread(pagemap, pages, wanted * sizeof *pages, (off_t)(start / PAGE_BYTES * sizeof *pages));
        if (got < (ssize_t)sizeof *pages)
            return;
        size_t n = (size_t)got / sizeof *pages;
        for (size_t i = 0, first = 0; i <= n; i++)
            if (i == n || (pages[i] & (PAGE_PRESENT | PAGE_SWAPPED) && !(pages[i] & PAGE_OF_FILE))) {
                resident_drop_range(start + first * PAGE_BYTES, start + i * PAGE_BYTES);
                first = i + 1;
            }
        start += n * PAGE_BYTES;
    }
}

static int resident_drop_object(struct dl_phdr_info *object, size_t size, void *pagemap)
{
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        uintptr_t start = object->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && !(part->p_flags & PF_W))
            resident_drop_segment(*(int *)pagemap, start, start + part->p_memsz);
    }
    return 0;
}

/* A file of code (pyrs/prebuilt.py) that the process has read-only for as long as it is, in one piece: what has been read of it goes with the pages of
   code. Whoever replaces it renames another over it, as for a shared library. */
static struct { uintptr_t start, end; } resident_file;

/* The mapping, or where the file system has none (ENODEV) a copy; NULL with OSError. */
static void *resident_map(int file, size_t size)
{
    void *start = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (start != MAP_FAILED) {
        resident_file.start = (uintptr_t)start;
        resident_file.end = (uintptr_t)start + size;
        return start;
    }
    char *copy = malloc(size);
    if (copy && pread(file, copy, size, 0) == (ssize_t)size)
        return copy;
    free(copy);
    return PyErr_SetFromErrno(PyExc_OSError);
}

/* Pages of the process, of which *files are of files; 0: the kernel does not say. */
static long resident_pages(long *files)
{
    char text[128] = "";
    long pages = 0;
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    if (read(file, text, sizeof text - 1) <= 0 || sscanf(text, "%*s %ld %ld", &pages, files) != 2)
        pages = 0;
    close(file);
    return pages;
}

/* Pages of files when they were dropped last; 0: they never were. */
static long resident_left;

static void resident_drop(void)
{
    resident_drop_range(resident_file.start, resident_file.end);
    int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    if (pagemap < 0)
        return;
    if (sysconf(_SC_PAGESIZE) == PAGE_BYTES)
        dl_iterate_phdr(resident_drop_object, &pagemap);
    close(pagemap);
    resident_pages(&resident_left);
}

/* The same after what runs much code once, a library's loading or the front end: in a program, as long as its process is small, once they have grown by
   more than the 5 to 6 MB that any program brings back.  One that loads library after library will be large, and gains nothing by it: a time or two, at
   a millisecond each. */
static void resident_trim(void)
{
    enum { SMALL = 24 << 20, GROWN = 7 << 20 };
    static int times = 3;
    long files = 0;
    if (!times || !resident_left)
        return;
    if (resident_pages(&files) > SMALL / PAGE_BYTES)
        times = 0;
    else if (files - resident_left > GROWN / PAGE_BYTES) {
        times--;
        resident_drop();
    }
}
#endif
