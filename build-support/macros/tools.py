def maven_tools():
    # What Maven's start script calls, on Debian and on a Mac.
    return "mvn java basename cat dirname expr ls readlink sed tr uname".split()


def go_tools():
    # What build-support/kube-apiserver/build calls.
    return "go bash chmod cp dirname mkdir mv nice".split()


def go_settings():
    # Where Go keeps things, and how it reaches its modules.
    places = ["HOME", "GOPATH", "GOMODCACHE", "GOCACHE", "XDG_CACHE_HOME"]
    ways = ["GOPROXY", "GOSUMDB", "GONOSUMDB", "GOPRIVATE", "GOTOOLCHAIN", "GOFLAGS"]
    proxies = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"]
    return [*places, *ways, *proxies, "SSL_CERT_FILE"]


def with_kube_apiserver(*files):
    """What a test that starts a real API server (stand_ins.kube.real) has beside its imports: the server's programs."""
    folder = "build-support/kube-apiserver"
    return {
        "dependencies": [folder + ":kube-apiserver", *files],
        "extra_env_vars": ["DOCAI_KUBE=" + folder + "/built"],
        # The server is built once, in ten minutes: `--tag=-api-server` leaves these tests for later.
        "tags": ["api-server"],
    }


def with_jvm(together="", **fields):
    """What a test that starts a JVM has beside its imports: Java, and a tag, so that `--tag=-jvm` leaves it for later.

    A test without it finds no Java (`[test] extra_env_vars` in pants.toml).
    together: short tests of one such name share a JVM. fields: more of the target's own.
    """
    batch = {"batch_compatibility_tag": together} if together else {}
    return {"extra_env_vars": ["JAVA_HOME"], "tags": ["jvm"], **batch, **fields}
