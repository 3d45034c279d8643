# Who may import whom. A pattern after a comment is refused with that comment as the reason; the first that matches
# decides. "/**" is the folder of the BUILD file that calls the macro.

_TESTS = "<python_test*>"  # python_test, python_tests, python_test_utils


def _rules(tests, sources):
    __dependencies_rules__((_TESTS, *tests), ("*", *sources))


def _one_process():
    """Let the test files of this room share processes (`[test] batch_size` says how many): each start takes a second.

    A room whose tests take minutes each leaves it: they had better run side by side.
    """
    __defaults__({python_tests: dict(batch_compatibility_tag=str(build_file_dir()))})


_NO_STAND_INS = (
    "# stand_ins are EDGAR, Azure and Kubernetes for tests: only tests, benchmarks, e2e and local_pipeline import them",
    "!//src/python/stand_ins/**",
)


_SHARED_BY_TESTS = ("//src/python/docai/**", "//src/python/stand_ins/**")


_NO_COMPONENT = (
    "# A stand-in is there for every component: it imports docai and none of them",
    "!*",
)

# Not imported: files that tests read or start.
_FIXTURES = ("//build-support/kube-apiserver/**", "//deploy/**")


def component_rules(tests_apart=False):
    """A component imports docai and itself.

    tests_apart: each file of tests in a process of its own.
    """
    others = (
        "# A component imports docai and itself, never another component: what two share moves to docai",
        "!*",
    )
    own = ("/**", "//3rdparty/**", "//build-support/base-image/**")  # the last for its image
    if not tests_apart:
        _one_process()
    _rules(
        tests=(*own, *_FIXTURES, *_SHARED_BY_TESTS, *others),
        sources=(*own, *_NO_STAND_INS, "//src/python/docai/**", *others),
    )


def library_rules():
    """A room of docai imports docai, and no component."""
    components = ("# docai is what components share: it imports no component", "!*")
    own = ("/**", "//3rdparty/**")
    _one_process()
    _rules(
        tests=(*own, *_FIXTURES, *_SHARED_BY_TESTS, *components),
        sources=(*own, *_NO_STAND_INS, "//src/python/docai/**", *components),
    )


def pure_rules(*libraries, above=()):
    """A room that takes values and returns values: it imports these libraries, and of docai what does no I/O.

    above: rooms of docai that it may not import, because they build on it or stand beside it.
    """
    no_io = (
        "# This room is pure, bytes in and values out: it imports no room of docai that does I/O",
        "!//src/python/docai/lake/**",
        "!//src/python/docai/cluster/**",
        "!//src/python/docai/jars*",
        "# A filing goes through the rooms in one direction: this room may not import that one, see its BUILD file",
        *("!//src/python/docai/" + room + "/**" for room in above),
        *_NO_STAND_INS,
    )
    components = ("# docai is what components share: it imports no component", "!//src/python/**")
    allowed = ["//3rdparty/python#" + library for library in libraries]
    _one_process()
    _rules(
        tests=(
            "/**",
            *allowed,
            "//3rdparty/python#pytest",
            "//3rdparty/python#hypothesis",
            *_SHARED_BY_TESTS,
            *components,
            "# This room is pure: its tests need no library but its own, pytest and hypothesis",
            "!*",
        ),
        sources=(
            "/**",
            *allowed,
            *no_io,
            "//src/python/docai/**",
            *components,
            "# This room is pure, bytes in and values out: its BUILD file names the libraries that it may import",
            "!*",
        ),
    )


def stand_in_rules():
    """Stand-ins import docai, for what they hand out, and no component."""
    _one_process()
    _rules(
        tests=("/**", "//3rdparty/**", *_FIXTURES, *_SHARED_BY_TESTS, *_NO_COMPONENT),
        sources=("/**", "//3rdparty/**", "//src/python/docai/**", *_NO_COMPONENT),
    )


def composition_rules():
    """A composition root (local_pipeline, benchmarks, e2e) may import all rooms."""
    _rules(tests=("*",), sources=("*",))
