/* checksum.h - whether a cache file is what was written.

   Instructions are trusted, so a file with a bit that changed on the disk would crash the VM. The hash the host has for files
   (_imp.source_hash, SipHash) took 7 % of the instructions of an import; nobody forges these files who could not as well write
   others, so what is needed is that any change shows. Each step is a bijection of its lane for a given word and of the word for a
   given lane: one changed word always changes the result, others do with a probability of 1 - 2**-64. */
#ifndef PYRS_CHECKSUM_H
#define PYRS_CHECKSUM_H

/* Odd, of no special form (2**64 divided by the golden ratio). */
#define CHECKSUM_FACTOR 0x9E3779B97F4A7C15u
#define CHECKSUM_LANES 4

static inline uint64_t checksum_step(uint64_t lane, uint64_t word)
{
    lane ^= word;
    return (lane << 27 | lane >> 37) * CHECKSUM_FACTOR;
}

/* Four lanes, since a step waits for the multiplication of the one before. */
static uint64_t data_checksum(const unsigned char *data, size_t size)
{
    uint64_t lanes[CHECKSUM_LANES] = {1, 2, 3, 4}, words[CHECKSUM_LANES], sum = size;
    const size_t block = sizeof words;
    size_t left = size;
    for (; left >= block; left -= block, data += block) {
        memcpy(words, data, block);
        for (int i = 0; i < CHECKSUM_LANES; i++)
            lanes[i] = checksum_step(lanes[i], words[i]);
    }
    memset(words, 0, block);
    if (left)
        memcpy(words, data, left);
    for (int i = 0; i < CHECKSUM_LANES; i++)
        sum = checksum_step(sum, checksum_step(lanes[i], words[i]));
    return sum ^ sum >> 32;
}

/* Of anything with a contiguous buffer, as 8 bytes in this machine's order; NULL with an exception set. */
static PyObject *checksum_of(PyObject *data)
{
    Py_buffer view;
    uint64_t sum;
    if (PyObject_GetBuffer(data, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    sum = data_checksum(view.buf, (size_t)view.len);
    PyBuffer_Release(&view);
    return PyBytes_FromStringAndSize((const char *)&sum, sizeof sum);
}
#endif
