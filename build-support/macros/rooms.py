# Who may import whom. A pattern after a comment is refused with that comment as the reason; the first that matches
# decides. "/**" is the folder of the BUILD file that calls the macro.

_TESTS = "<python_test*>"  # python_test, python_tests, python_test_utils


def _rules(tests, sources):
    __dependencies_rules__((_TESTS, *tests), ("*", *sources))


_NO_TESTING = (
    "# docai.testing stands in for EDGAR and Azure: only tests, benchmarks, e2e and local_pipeline import it",
    "!//src/python/docai/testing/**",
)


# Not imported: files that tests read or start.
_FIXTURES = ("//build-support/kube-apiserver/**", "//deploy/**")


def component_rules():
    """A component imports docai and itself."""
    others = (
        "# A component imports docai and itself, never another component: what two share moves to docai",
        "!*",
    )
    own = ("/**", "//3rdparty/**", "//build-support/base-image/**")  # the last for its image
    _rules(
        tests=(*own, *_FIXTURES, "//src/python/docai/**", *others),
        sources=(*own, *_NO_TESTING, "//src/python/docai/**", *others),
    )


def library_rules():
    """A room of docai imports docai, and no component."""
    components = ("# docai is what components share: it imports no component", "!*")
    own = ("/**", "//3rdparty/**")
    _rules(
        tests=(*own, *_FIXTURES, "//src/python/docai/**", *components),
        sources=(*own, *_NO_TESTING, "//src/python/docai/**", *components),
    )


def pure_rules(*libraries):
    """A room that takes values and returns values: it imports these libraries, and of docai what does no I/O."""
    no_io = (
        "# This room is pure, bytes in and values out: it imports no room of docai that does I/O",
        "!//src/python/docai/lake/**",
        "!//src/python/docai/cluster/**",
        "!//src/python/docai/jars*",
        *_NO_TESTING,
    )
    components = ("# docai is what components share: it imports no component", "!//src/python/**")
    allowed = ["//3rdparty/python#" + library for library in libraries]
    _rules(
        tests=(
            "/**",
            *allowed,
            "//3rdparty/python#pytest",
            "//3rdparty/python#hypothesis",
            "//src/python/docai/**",
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


def composition_rules():
    """A composition root (local_pipeline, benchmarks, e2e) may import all rooms."""
    _rules(tests=("*",), sources=("*",))
