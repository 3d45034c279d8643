def docai_version():
    """What wheels, sdists, images and programs are labelled with: DOCAI_VERSION, else src/python/docai/VERSION."""
    return env("DOCAI_VERSION") or _VERSION


# Pants does not see this read; `pantsd_invalidation_globs` in pants.toml restarts it when the file changes.
with open("src/python/docai/VERSION", encoding="utf-8") as _file:
    _VERSION = _file.read().strip()
