def maven_tools():
    # What Maven's start script calls, on Debian and on a Mac.
    return "mvn java basename cat dirname expr ls readlink sed tr uname".split()
