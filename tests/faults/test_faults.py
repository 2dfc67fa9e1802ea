"""Nothing acknowledged is lost: to another session, a signal, a full disk, a lock held for ever."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from habit.model import Change, Contact, Edit
from storage.store import Store, StoreError, new_id

Start = Callable[..., "subprocess.Popen[str]"]


def add(store: Store, name: str = "Ana", **fields: Any) -> Contact:
    contact = Contact(id=new_id(), name=name, **fields)
    store.commit(Change(name, (Edit("contacts", contact.id, None, contact),)))
    return contact


def acknowledged(process: subprocess.Popen[str]) -> set[str]:
    """Return the ids that a writer said before it ended."""
    out, _ = process.communicate(timeout=60)
    return set(out.split()) - {"ready"}


def in_file(path: Path) -> set[str]:
    with TinyDB(path) as plain:
        return {str(one.doc_id) for one in plain.table("interactions")}


def test_two_processes_lose_none_of_each_others_commits(path: Path, start: Start) -> None:
    writers = [start(path, 100), start(path, 100)]
    said = [acknowledged(writer) for writer in writers]
    assert [len(ids) for ids in said] == [100, 100]
    assert in_file(path) == said[0] | said[1]


def test_nothing_acknowledged_is_lost_to_kill(path: Path, start: Start) -> None:
    said: set[str] = set()
    chance = random.Random(7)
    for _ in range(20):
        writer = start(path, 10_000)
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 12)):
            said.add(writer.stdout.readline().strip())
        time.sleep(chance.random() * 0.01)  # anywhere in a commit, not only after one
        writer.send_signal(signal.SIGKILL)
        said |= acknowledged(writer)
    said -= {"ready", ""}
    store = Store.open(path)
    assert store.notices == ()
    assert said <= set(store.network.interactions)
    assert len(said) > 50
    add(store)
    left = {one.name for one in path.parent.iterdir()}
    assert left == {"network.json", "network.json.lock", "backups"}
    store.close()


def test_a_session_that_hangs_with_the_lock_is_named_and_not_waited_for(
    path: Path, start: Start
) -> None:
    store = Store.open(path, patience=0.3)
    add(store, "Ana")
    holder = start(path, 0, "hold")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "ready\n"
    holder.send_signal(signal.SIGSTOP)
    with pytest.raises(
        StoreError, match=r"Another session \(process \d+, stopped\) holds"
    ) as refusal:
        add(store, "Tom")
    assert "\n" not in str(refusal.value)
    assert len(store.network.contacts) == 1
    reader = Store.open(path)  # reading needs no lock
    assert len(reader.network.contacts) == 1
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    add(store, "Tom")  # the system let go of the lock
    assert len(store.network.contacts) == 2
    reader.close()
    store.close()


def test_a_file_that_may_grow_no_larger_is_left_whole(path: Path, start: Start) -> None:
    writer = start(path, 10_000, "limit=200000")
    said = acknowledged(writer)
    assert writer.returncode == 1
    assert len(said) > 100
    assert in_file(path) == said
    assert not path.with_name("network.json.tmp").exists()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Return a folder on a disk of one megabyte."""
    if os.geteuid() != 0:
        pytest.skip("a disk can be mounted by root alone")
    folder = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(folder)]
    try:
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
        yield folder
        subprocess.run(["umount", "-l", str(folder)], check=True)
    finally:
        folder.rmdir()


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def test_a_full_disk_leaves_disk_and_memory_as_they_were(small_disk: Path) -> None:
    store = Store.open(small_disk / "network.json")
    kept = [add(store, f"Person {n}", title="words " * 2000) for n in range(10)]
    before = store.path.read_bytes()
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        fill(filler)
    network = store.network
    with pytest.raises(StoreError, match="the disk is full; nothing was changed, so make room"):
        add(store, "One too many")
    assert store.path.read_bytes() == before
    assert store.network is network
    assert not (small_disk / "network.json.tmp").exists()
    filler.unlink()
    kept.append(add(store, "Now there is room"))
    store.close()
    reopened = Store.open(store.path)
    assert set(reopened.network.contacts) == {one.id for one in kept}
    reopened.close()


def test_a_path_that_leads_nowhere_is_said_plainly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    store = Store.open(tmp_path / "other" / "network.json")
    (tmp_path / "other").write_text("a file where the folder belongs")
    with pytest.raises(StoreError, match="was not saved, as a part of its path is not"):
        add(store)
    assert store.network.contacts == {}
    with pytest.raises(StoreError, match="a part of its path is not a folder"):
        Store.open(blocked / "network.json")


def test_a_folder_that_may_not_be_written_is_said_plainly(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("storage.disk.open_private", refuse)
    with pytest.raises(StoreError, match="was not saved, as you may not read or write there"):
        add(store)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_reports_an_error_leaves_disk_and_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = Store.open(path)
    add(store)
    before, network = path.read_bytes(), store.network

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync" if call == "fsync" else "pathlib.Path.replace", refuse)
        with pytest.raises(StoreError, match="the disk reported an error"):
            add(store, "Tom")
    assert path.read_bytes() == before
    assert store.network is network
    add(store, "Tom")
    assert len(store.network.contacts) == 2
    store.close()


def test_when_the_folder_cannot_be_synced_memory_is_what_lies_on_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path)
    add(store)

    def refuse(_: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("storage.disk.sync_folder", refuse)
        with pytest.raises(StoreError, match="not certain"):
            add(store, "Tom")
    with TinyDB(path) as plain:
        assert len(plain.table("contacts")) == len(store.network.contacts)
    store.close()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_nobody_else_can_read_the_files_whatever_the_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = Store.open(path)
        add(store)
        store.close()
    finally:
        os.umask(before)
    modes = {
        one.relative_to(path.parent).as_posix().split("-")[0]: stat.S_IMODE(one.stat().st_mode)
        for one in (path.parent, *path.parent.rglob("*"))
    }
    assert modes == {
        ".": 0o700,
        "network.json": 0o600,
        "network.json.lock": 0o600,
        "backups": 0o700,
        "backups/network": 0o600,
    }


def test_a_folder_that_was_there_keeps_its_mode(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    store = Store.open(path)
    add(store)
    store.close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_a_file_that_others_could_read_no_longer_can(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("{}")
    path.chmod(0o644)
    store = Store.open(path)
    add(store)
    store.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_sessions_that_find_the_damage_at_once_mend_it_once(path: Path, start: Start) -> None:
    store = Store.open(path)
    kept = add(store)
    store.close()
    path.write_bytes(path.read_bytes()[:-30])
    writers = [start(path, 5) for _ in range(3)]
    said = set().union(*(acknowledged(writer) for writer in writers))
    assert len(said) == 15
    assert len(list(path.parent.glob("*.damaged-*"))) == 1
    reopened = Store.open(path)
    assert said == set(reopened.network.interactions)
    assert kept.id in reopened.network.contacts
    reopened.close()
