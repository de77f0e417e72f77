"""A process that kills itself at one of its system calls: the text with which such a victim begins."""

from __future__ import annotations

# `number` and `when` ("before", "after") are the victim's own; with a negative number nothing happens.
KILL_AT = """
count = 0
def wrapped(name, call):
    def run(*args):
        global count
        mine, count = count == number, count + 1
        try:
            if mine and when == "after":
                call(args[0], bytes(args[1])[:100]) if name == "write" else call(*args)
        finally:  # a call that fails, as the removal of what is not there, is one too
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)
        return call(*args)
    return run
if number >= 0:
    for name in ("open", "write", "fsync", "close", "replace", "unlink", "mkdir"):
        setattr(os, name, wrapped(name, getattr(os, name)))
"""
