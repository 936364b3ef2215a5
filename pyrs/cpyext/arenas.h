/* arenas.h - the memory of programs: the host's small objects on huge pages, where there are many of them, and a heap that does not breathe.

   The host takes memory for objects in arenas of 1 MB, which the kernel fills page by page: a fault of half a microsecond and the zeroing of 4 KB for
   every 128 ints, a third of the time of a loop that appends to a list; later a miss of the TLB for every page again.  Past the first arenas two of them
   share a block of 2 MB, the size and alignment of a huge page, and the kernel is asked to make it one (madvise(2), MADV_HUGEPAGE).  Where it
   will not, the block is ordinary pages.

   The first arenas stay as they are: a small program must not grow by a half-used huge page.  Past them that is one part in sixteen at most.
   A block is not remembered: its halves are freed apart, each as an arena of the host's, and the kernel splits the page. */
#ifndef PYRS_ARENAS_H
#define PYRS_ARENAS_H
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { ARENA_BYTES = 1 << 20, ARENAS_PLAIN = 16 };
#define HUGE_PAGE ((size_t)2 * ARENA_BYTES)

static PyObjectArenaAllocator arenas_host;
static Py_ssize_t arenas_live;
static char *arenas_second;     /* the half of the last block that is not in use yet, or NULL */

/* HUGE_PAGE bytes at a multiple of it, or NULL. */
static char *huge_page_map(void)
{
    size_t n = HUGE_PAGE;
    for (;;) {
        char *start = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (start == MAP_FAILED)
            return NULL;
        char *block = (char *)(((uintptr_t)start + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
        if (block + HUGE_PAGE <= start + n) {
            if (block > start)
                munmap(start, (size_t)(block - start));
            if (start + n > block + HUGE_PAGE)
                munmap(block + HUGE_PAGE, (size_t)(start + n - (block + HUGE_PAGE)));
            madvise(block, HUGE_PAGE, MADV_HUGEPAGE);
            return block;
        }
        munmap(start, n);
        n = 2 * HUGE_PAGE;
    }
}

static void *arenas_alloc(void *ctx, size_t size)
{
    char *arena = arenas_second;
    if (size != ARENA_BYTES || (arenas_live < ARENAS_PLAIN && !arena))
        arena = NULL;
    else if (arena)
        arenas_second = NULL;
    else if ((arena = huge_page_map()))
        arenas_second = arena + ARENA_BYTES;
    if (!arena)
        arena = arenas_host.alloc(ctx, size);
    arenas_live += arena != NULL;
    return arena;
}

static void arenas_free(void *ctx, void *arena, size_t size)
{
    arenas_live--;
    arenas_host.free(ctx, arena, size);
}

/* Blocks past 512 bytes are the C library's, which gives the end of its heap back to the kernel as soon as 128 KB of it are free: lists of that size, made
   and dropped in turn, cost a fault for every page each time (of a program that compares texts by tables of 10,000 numbers a tenth of its time).
   glibc keeps twice the size of the largest block of up to 32 MB that it has mapped by itself and unmapped (mallopt(3), M_MMAP_THRESHOLD): this is one,
   of which a single page is touched.  Smaller blocks are no longer mapped by themselves either, so a list that grows leaves holes; arrays, which are
   made at their size, do not, and a temporary of some megabytes that is mapped anew each time costs more than what is calculated in it. */
enum { HEAP_KEPT = 2 << 20, HEAP_KEPT_FOR_ARRAYS = 62 << 20 };
static void heap_keep(size_t kept)
{
#ifdef __GLIBC__
    char *volatile block = malloc(kept / 2);
    free(block);
#endif
}

/* Arenas from now on, of the whole process. The host's own allocator is the only one there may be before: its free is munmap. */
static void arenas_install(void)
{
    PyObject_GetArenaAllocator(&arenas_host);
    PyObjectArenaAllocator ours = {arenas_host.ctx, arenas_alloc, arenas_free};
    PyObject_SetArenaAllocator(&ours);
}
#endif
