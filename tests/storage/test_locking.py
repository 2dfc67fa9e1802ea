"""The lock: whoever waits for it is told for whom, and nobody waits for ever."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from storage import locking
from storage.store import Store, StoreError

HOLD = """
import fcntl, sys
with open(sys.argv[1], "a") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held")
    sys.stdin.read()
"""
"""What a process runs that holds a lock until it is told to end, or dies."""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Return what starts a process that holds the lock of a file."""
    started: list[subprocess.Popen[str]] = []

    def one(lock: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", HOLD, str(lock)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    yield one
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def busy(files: Any, put: Any, person: Any) -> Callable[..., str]:
    """Return the sentence that a commit ends with while the lock file holds some bytes."""
    store = files.open(patience=0.02)
    put(store, "contacts", person("Ana"))

    def sentence(said: bytes) -> str:
        with held(lock_of(files), said), pytest.raises(StoreError) as refused:
            put(store, "contacts", person("Tom"))
        assert len(store.network.contacts) == 1
        return str(refused.value)

    return sentence


@contextmanager
def held(lock: Path, said: bytes = b"") -> Iterator[None]:
    """Hold a lock as another session does, which says this of itself."""
    with lock.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(said)
        file.flush()
        yield


def lock_of(files: Any) -> Path:
    return locking.lock_of(files.path)


def me(pid: int, terminal: str = "") -> bytes:
    return f"{pid}\n{socket.gethostname()}\n{terminal}\n".encode()


def test_whoever_holds_the_lock_is_named(files: Any, put: Any, person: Any) -> None:
    first, second = files.open(), files.open(patience=0.02)
    put(first, "contacts", person("Ana"))

    def meanwhile(_: Any) -> None:
        with pytest.raises(StoreError, match=rf"Another session \(process {os.getpid()}[,)]"):
            put(second, "contacts", person("Tom"))

    first.erase(meanwhile)
    put(second, "contacts", person("Tom"))
    assert len(second.network.contacts) == 2


def test_a_holder_is_named_with_its_terminal(files: Any, busy: Any) -> None:
    sentence = busy(me(os.getpid(), "pts/3"))
    assert sentence.startswith(f"Another session (process {os.getpid()}, on pts/3) holds")
    assert str(files.path) in sentence
    assert ".lock" not in sentence
    assert "nothing was saved" in sentence


def test_a_holder_that_is_stopped_is_named_so(files: Any, busy: Any, start: Start) -> None:
    process = start(files.path.with_name("some.lock"))
    process.send_signal(signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)
    assert f"(process {process.pid}, stopped)" in busy(me(process.pid))
    process.send_signal(signal.SIGCONT)
    os.waitpid(process.pid, os.WCONTINUED)
    assert f"(process {process.pid}) holds" in busy(me(process.pid))


def test_a_holder_on_another_machine_is_named_with_it(busy: Any) -> None:
    assert "(process 4711, on pts/0, on the machine kestrel)" in busy(b"4711\nkestrel\npts/0\n")


@pytest.mark.parametrize(
    "said",
    [b"", b"\n\n\n", b"\xff\xfe\x00junk" * 90, b"-1\nkestrel\n", b"12 monkeys\nkestrel\n"],
)
def test_a_holder_who_says_nothing_sensible_is_just_another_session(busy: Any, said: bytes) -> None:
    assert busy(said).startswith("Another session holds ")


def test_what_a_holder_says_of_itself_is_harmless(busy: Any) -> None:
    sentence = busy(b"7\n\x1b[2J\x1b]0;x\x07\xe2\x80\xae\r\n\x1b[31mpts\n")
    assert sentence.isprintable()
    assert "process 7" in sentence


def test_a_long_wait_is_said_once(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "LONG", 0.0)
    store = files.open(patience=0.1)
    put(store, "contacts", person("Ana"))
    said: list[str] = []
    store.waiting = said.append
    with held(lock_of(files), me(os.getpid(), "pts/3")), pytest.raises(StoreError):
        put(store, "contacts", person("Tom"))
    assert said == [
        f"Waiting for another session (process {os.getpid()}, on pts/3), which holds {files.path}."
    ]


def test_a_short_wait_is_not_worth_a_word(files: Any, put: Any, person: Any) -> None:
    store = files.open(patience=0.02)
    put(store, "contacts", person("Ana"))
    said: list[str] = []
    store.waiting = said.append
    with held(lock_of(files)), pytest.raises(StoreError):
        put(store, "contacts", person("Tom"))
    assert said == []


def test_who_waits_goes_on_as_soon_as_the_holder_lets_go(
    files: Any, put: Any, person: Any, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "LONG", 0.0)
    store: Store = files.open(patience=60)
    put(store, "contacts", person("Ana"))
    holder = start(lock_of(files))
    said: list[str] = []

    def let_go(sentence: str) -> None:
        said.append(sentence)
        holder.kill()

    store.waiting = let_go
    put(store, "contacts", person("Tom"))
    assert len(said) == 1
    assert len(store.network.contacts) == 2


def test_the_lock_of_a_holder_who_died_is_free(
    files: Any, put: Any, person: Any, start: Start
) -> None:
    store = files.open(patience=0.02)
    put(store, "contacts", person("Ana"))
    holder = start(lock_of(files))
    assert not locking.is_free(lock_of(files))
    holder.kill()
    holder.wait()
    assert locking.is_free(lock_of(files))
    put(store, "contacts", person("Tom"))
    assert lock_of(files).read_text().startswith(f"{os.getpid()}\n")


def test_reading_needs_no_lock(files: Any, put: Any, person: Any) -> None:
    put(files.open(), "contacts", person("Ana"))
    with held(lock_of(files)):
        assert len(files.open(patience=0).network.contacts) == 1


def test_a_lock_that_is_a_link_is_not_written_through(
    files: Any, put: Any, person: Any, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    files.path.parent.mkdir()
    lock_of(files).symlink_to(precious)
    with pytest.raises(StoreError, match="a link is in its place"):
        put(files.open(), "contacts", person("Ana"))
    assert precious.read_text() == "mine"


def test_a_lock_that_is_another_file_as_well_is_held_and_not_written_into(
    files: Any, put: Any, person: Any, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.write_text("words of another program\n")
    files.path.parent.mkdir()
    lock_of(files).hardlink_to(other)
    put(files.open(), "contacts", person())
    assert other.read_text() == "words of another program\n"
    assert len(files.raw()["contacts"]) == 1
