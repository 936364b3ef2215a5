/* mapping.h - mappings and sets: PyMapping_*, dict, set, dict views.

   Straight from the host.  Module globals and instances' dicts are real dicts; what the VM stores into them in place changes ma_version_tag,
   because Cython modules cache on it. */
static Area area_mapping = {"mapping", "PyMapping_ PyDict_ _PyDict_ PyDictProxy PyDictKeys PyDictValues PyDictItems PyDictIter PyDictRev PySet_ _PySet_ PySetIter PyFrozenSet_ PyODict",
                            "dicts and sets are the host's, and the VM's stores change their version", NULL};
