/* unicode.h - text and bytes: PyUnicode_*, PyBytes_*, bytearray, codecs, argument parsing and building.

   Straight from the host.  The command line's runtime registers its codecs with the interpreter's registry; an embedded one uses those that are there. */
static Area area_unicode = {"unicode", "PyUnicode_ _PyUnicode_ PyUnicodeIter PyBytes_ _PyBytes_ PyBytesIter PyByteArray_ _PyByteArray PyCodec_ PyArg_ _PyArg_ Py_BuildValue Py_VaBuildValue "
                                       "PyOS_snprintf PyOS_vsnprintf PyOS_mystr Py_UNICODE _Py_ctype _Py_ascii Py_DecodeLocale Py_EncodeLocale Py_FileSystem Py_UTF8Mode _Py_HashSecret "
                                       "_Py_HashBytes _Py_HashPointer _Py_HashDouble PyHash_",
                            "strings are the host's; there is one codec registry per interpreter", NULL};
