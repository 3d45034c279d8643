def component(entry, description, image=None):
    """What a component is beside its sources and tests: program, PEX, wheel and sdist, image, and what it may import.

    entry: the module to run, as `./pants run DIR:ENTRY`; `./pants package DIR:pex` makes a PEX of it.
    description: one line, for the wheel and the image.
    image: the image's name, if the component has one.
    """
    package = build_file_dir().name
    component_rules()
    program(entry)
    pex_binary(
        name="pex",
        entry_point=_module(entry),
        output_path=f"{package}/{entry}.pex",
        layout="packed",
        execution_mode="venv",
    )
    component_distribution(
        name="dist",
        distribution=package,
        version=docai_version(),
        description=description,
        dependencies=[":" + package],
    )
    if image:
        component_image(package, entry, image, description)


def program(name, module=None):
    """A module of this folder that can be run: `./pants run DIR:NAME`."""
    module = module or name
    source = f"./{module}.py"
    if name == build_file_dir().name:
        source += ":sources"  # python_sources() has that name in a folder whose own name is taken
    python_program(name=name, module=_module(module), dependencies=[source])


def _module(name):
    return str(build_file_dir()).removeprefix("src/python/").replace("/", ".") + "." + name


def component_image(package, entry, image, description):
    """The image and the two PEXes it is made of: a source edit rebuilds the thin one only."""
    module = _module(entry)
    for name in ("deps", "srcs"):
        pex_binary(
            name="image_" + name,
            entry_point=module,
            layout="packed",
            execution_mode="venv",
            include_tools=True,
            include_requirements=(name == "deps"),
            include_sources=(name == "srcs"),
            tags=["image"],
        )
    version = docai_version()
    docker_image(
        name="image",
        repository=image,
        image_tags=["v" + version, "v" + version.split(".")[0]],
        image_labels={
            "org.opencontainers.image.title": image,
            "org.opencontainers.image.description": description,
            "org.opencontainers.image.version": version,
        },
        instructions=_dockerfile(package, module),
    )


def _dockerfile(package, module):
    pexes = "src.python." + package
    return [
        "ARG BASE_IMAGE=python:3.11-slim-bookworm",
        "FROM ${BASE_IMAGE} AS deps",
        f"COPY {pexes}/image_deps.pex /deps.pex",
        "RUN PEX_TOOLS=1 python3 /deps.pex venv --scope=deps --compile /venv",
        "FROM ${BASE_IMAGE} AS srcs",
        f"COPY {pexes}/image_srcs.pex /srcs.pex",
        "RUN PEX_TOOLS=1 python3 /srcs.pex venv --scope=srcs --compile /venv",
        "FROM ${BASE_IMAGE}",
        "COPY --from=deps /venv /venv",
        "COPY --from=srcs /venv /venv",
        "USER 10001:10001",
        f'ENTRYPOINT ["/venv/bin/python3", "-m", "{module}"]',
    ]
