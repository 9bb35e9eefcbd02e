"""Start one program, wait for it, and print its wall time, processor time (seconds) and peak memory (bytes).

Run as a file of its own, and it imports next to nothing, for two reasons. A new process counts from the memory of
whoever started it, so a large starter hides how small a program is. And a small one starts others sooner.
`posix_spawn` and `wait4` cost next to nothing, and `wait4` answers for that one process.
"""

import os
import sys
import time

COLUMNS, LINES = 120, 40
LONGEST = 20
"""Seconds until a program on a terminal is taken to hang."""
STOPPED = 130
"""What `fama` ends with when somebody stopped it."""


def piped(argv: list[str]) -> int:
    """Start `argv` as a script does: no input, and the output thrown away."""
    nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
    thrown_away = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    return os.posix_spawn(argv[0], argv, os.environ, file_actions=[nothing, *thrown_away])


def on_terminal(argv: list[str]) -> int:
    """Start `argv` as a person does, on a terminal of its own, and read all that it shows."""
    process, ours = started_on_terminal(argv)
    read_to_end(ours)
    return process


def asked(argv: list[str], words: list[str]) -> tuple[int, float]:
    """Start `argv` on a terminal, and press Enter whenever the next of `words` is there. When the last was, and then stop it by `q`."""
    import select

    process, ours = started_on_terminal(argv)
    shown = b""
    for number, each in enumerate(words, start=1):
        while each.encode() not in shown:
            if not select.select([ours], [], [], LONGEST)[0]:
                os.kill(process, 9)
                raise SystemExit(f"{each!r} never came")
            shown += os.read(ours, 65536)
        last = time.perf_counter()
        shown = b""
        os.write(ours, b"q\n" if number == len(words) else b"\n")
    read_to_end(ours)
    return process, last


def started_on_terminal(argv: list[str]) -> tuple[int, int]:
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    terminal = (os.POSIX_SPAWN_OPEN, 0, os.ttyname(theirs), os.O_RDWR, 0)
    same = [(os.POSIX_SPAWN_DUP2, 0, stream) for stream in (1, 2)]
    process = os.posix_spawn(argv[0], argv, os.environ, file_actions=[terminal, *same], setsid=True)
    os.close(theirs)
    return process, ours


def read_to_end(ours: int) -> None:
    try:
        while os.read(ours, 65536):
            pass
    except OSError:
        pass  # Linux reports an error, not an end, when the last writer closes a terminal


def main(how: str, argv: list[str]) -> int:
    """`how` is `pipe` or `terminal`, or what comes on the terminal in turn, a line each."""
    started = time.perf_counter()
    last = 0.0
    if how == "pipe":
        process = piped(argv)
    elif how == "terminal":
        process = on_terminal(argv)
    else:
        process, last = asked(argv, how.split("\n"))
    _, status, usage = os.wait4(process, 0)
    wall = (last or time.perf_counter()) - started
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(wall, usage.ru_utime + usage.ru_stime, memory)
    code = os.waitstatus_to_exitcode(status)
    return 0 if last and code == STOPPED else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
