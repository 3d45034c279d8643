def component(
    entry,
    description,
    commands=None,
    folders=(),
    image=None,
    image_files=(),
    tests_apart=False,
):
    """What a component is beside its sources and tests: program, PEX, wheel and sdist, image, and what it may import.

    entry: the module to run, as `./pants run DIR:ENTRY`; `./pants package DIR:pex` makes a PEX of it.
    description: one line, for the wheel and the image.
    commands: what it adds to the program `docai`, {name: module of this folder}.
    folders: other folders that its wheel carries.
    image: the image's name, if the component has one; its Dockerfile stands in the same folder.
    image_files: what the Dockerfile copies of that folder.
    tests_apart: each file of tests in a process of its own.
    """
    package = build_file_dir().name
    component_rules(tests_apart)
    program(entry)
    pex_binary(
        name="pex",
        entry_point=_module(entry),
        output_path=f"{package}/{entry}.pex",
        layout="packed",
        execution_mode="venv",
    )
    wheel_and_sdist(
        description,
        commands={name: _module(module) for name, module in (commands or {}).items()},
        folders=folders,
        of=[f"./{module}.py" for module in sorted({entry, *(commands or {}).values()})],
    )
    if image:
        component_image(entry, image, image_files, description)


def wheel_and_sdist(description, folders=(), of=None, **fields):
    """The distribution of this folder, and of other `folders`: its code, its README, and what it requires.

    of: the modules that it is made of, with what they import; all of this folder if absent.

    It requires the other distributions whose code it imports in its own version, and the libraries that it can reach.
    More `fields` (libraries, extras, commands, scripts): build-support/pants-plugins/docai_house/distribution.py.
    """
    package = build_file_dir().name
    distribution(
        name="dist",
        distribution=package,
        version=docai_version(),
        license=docai_license(),
        description=description,
        folders=[str(build_file_dir()), *folders],
        dependencies=of or [":" + package],
        **fields,
    )


def program(name, module=None):
    """A module of this folder that can be run: `./pants run DIR:NAME`."""
    module = module or name
    source = f"./{module}.py"
    if name == build_file_dir().name:
        source += ":sources"  # python_sources() has that name in a folder whose own name is taken
    python_program(name=name, module=_module(module), dependencies=[source])


def _module(name):
    return str(build_file_dir()).removeprefix("src/python/").replace("/", ".") + "." + name


def component_image(entry, image, image_files, description):
    """The image, by the Dockerfile beside, and the two PEXes it is made of: a source edit rebuilds the thin one only."""
    for name in ("deps", "srcs"):
        pex_binary(
            name="image_" + name,
            entry_point=_module(entry),
            layout="packed",
            execution_mode="venv",
            include_tools=True,
            include_requirements=(name == "deps"),
            include_sources=(name == "srcs"),
            tags=["image"],
        )
    if image_files:
        files(name="image_files", sources=image_files)
    version = docai_version()
    docker_image(
        name="image",
        source="Dockerfile",
        # The two PEXes are inferred from the Dockerfile.
        dependencies=["build-support/base-image:steps", *([":image_files"] if image_files else [])],
        registries=[env("DOCAI_REGISTRY", "@release")],
        repository=image,
        image_tags=["v" + ".".join(version.split(".")[:parts]) for parts in (3, 2, 1)],
        image_labels={
            "org.opencontainers.image.title": image,
            "org.opencontainers.image.description": description,
            "org.opencontainers.image.version": version,
            "org.opencontainers.image.revision": env("DOCAI_REVISION", "unknown"),
            "org.opencontainers.image.source": env("DOCAI_SOURCE", "unknown"),
        },
        extra_build_args=_build_args(
            BASE_IMAGE=env("DOCAI_BASE_IMAGE"), SPARK_BASE_IMAGE=env("DOCAI_SPARK_BASE_IMAGE")
        ),
        # Versions are immutable: build-support/release sees to that, `publish` would not.
        skip_push=True,
    )


def _build_args(**values):
    # What is not set is the Dockerfile's own default.
    return [f"{name}={value}" for name, value in sorted(values.items()) if value]
