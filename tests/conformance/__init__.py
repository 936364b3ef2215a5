"""CPython's own tests as a measure of pyrs: see __main__.py."""
