"""Start one program, wait for it, and print its wall time, processor time (seconds) and peak memory (bytes).

Run as a file of its own, and it imports next to nothing, for two reasons. A new process counts from the memory of
whoever started it, so a large starter hides how small a program is. And a small one starts others sooner.
`posix_spawn` and `wait4` cost next to nothing, and `wait4` answers for that one process.
"""

import os
import sys
import time

COLUMNS, LINES = 120, 40


def piped(argv: list[str]) -> int:
    """Start `argv` as a script does: no input, and the output thrown away."""
    nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
    thrown_away = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    return os.posix_spawn(argv[0], argv, os.environ, file_actions=[nothing, *thrown_away])


def on_terminal(argv: list[str]) -> int:
    """Start `argv` as a person does, on a terminal of its own, and read all that it shows."""
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    terminal = (os.POSIX_SPAWN_OPEN, 0, os.ttyname(theirs), os.O_RDWR, 0)
    same = [(os.POSIX_SPAWN_DUP2, 0, stream) for stream in (1, 2)]
    process = os.posix_spawn(argv[0], argv, os.environ, file_actions=[terminal, *same], setsid=True)
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:
        pass  # Linux reports an error, not an end, when the last writer closes a terminal
    return process


def main(how: str, argv: list[str]) -> int:
    start = on_terminal if how == "terminal" else piped
    started = time.perf_counter()
    process = start(argv)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(wall, usage.ru_utime + usage.ru_stime, memory)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
