"""When the disk or the folder refuses: it is said what to do, and nothing is put elsewhere."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import disk as disks
from storage.store import Store, StoreError


def refuse(number: int) -> Any:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(number, "refused")

    return refused


def test_a_file_that_can_be_saved_has_no_reason_not_to(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    assert store.why_not(gently=True) == ""
    assert not files.path.parent.exists()
    put(store, "contacts", person())
    assert store.why_not(gently=True) == store.why_not() == ""
    left = {one.name for one in files.path.parent.iterdir()}
    assert left == {"network.json", "network.json.lock", "backups"}


def test_a_network_disk_without_locks_says_where_to_keep_the_file(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person())
    monkeypatch.setattr(fcntl, "flock", refuse(errno.ENOLCK))
    with pytest.raises(StoreError, match=r"files cannot be locked there.*disk of this machine"):
        put(store, "contacts", person("Tom"))
    assert store.why_not() == store.why_not(gently=True) == "files cannot be locked there"
    assert len(files.open().network.contacts) == 1  # reading needs no lock


def test_a_folder_that_is_closed_is_seen_without_writing(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person())
    folder = files.path.parent
    before = {one.name: one.stat().st_mtime_ns for one in (folder, *folder.iterdir())}
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert store.why_not(gently=True) == "you may not read or write there"
    assert {one.name: one.stat().st_mtime_ns for one in (folder, *folder.iterdir())} == before


def test_a_disk_without_room_for_another_version_is_seen_before_it_is_tried(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person())
    monkeypatch.setattr(os, "posix_fallocate", refuse(errno.ENOSPC))
    assert store.why_not() == "the disk is full"
    assert not files.path.with_name("network.json.tmp").exists()


def test_a_write_protected_file_is_left_as_it_is(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person())
    files.path.chmod(0o400)
    before = files.path.read_bytes()
    with pytest.raises(StoreError, match="it can only be read; nothing was changed, so make it"):
        put(store, "contacts", person("Tom"))
    assert files.path.read_bytes() == before
    files.path.chmod(0o600)
    put(store, "contacts", person("Tom"))


def test_a_link_is_followed_and_stays(files: Any, put: Any, person: Any, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "mine.json"
    real.parent.mkdir()
    files.path.parent.mkdir()
    files.path.symlink_to(real)
    store = files.open()
    put(store, "contacts", person())
    assert files.path.is_symlink()
    assert len(Store.open(real).network.contacts) == 1
    assert (real.parent / "backups").is_dir()


def test_a_link_in_a_circle_is_said_plainly(files: Any) -> None:
    files.path.parent.mkdir()
    files.path.symlink_to(files.path)
    with pytest.raises(StoreError, match="cannot be read, as a link is in its place"):
        files.open()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, which can be taken away and brought back with `mount`."""
    if os.geteuid() != 0:
        pytest.skip("a disk can be mounted by root alone")
    home, place = tmp_path / "home", tmp_path / "usb"
    home.mkdir()
    place.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(home)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        bring_back(place)
        yield place
    finally:
        for one in (place, home):
            subprocess.run(["umount", "-l", str(one)], capture_output=True, check=False)


def bring_back(place: Path) -> None:
    home = place.with_name("home")
    subprocess.run(["mount", "--bind", str(home), str(place)], check=True)


def take_away(place: Path) -> None:
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_was_taken_away_gets_no_file_in_its_place(
    disk: Path, put: Any, person: Any
) -> None:
    path = disk / "network.json"
    store = Store.open(path)
    put(store, "contacts", person("Ana"))
    take_away(disk)
    with pytest.raises(StoreError, match="the disk on which it lay is not there"):
        put(store, "contacts", person("Tom"))
    assert list(disk.iterdir()) == []
    assert store.refresh() is False
    assert [one.name for one in store.network.contacts.values()] == ["Ana"]
    assert store.why_not() == "the disk on which it lay is not there"
    bring_back(disk)
    assert store.why_not() == ""
    put(store, "contacts", person("Tom"))
    assert len(Store.open(path).network.contacts) == 2


def test_a_folder_taken_away_with_its_disk_is_not_made_anew(
    disk: Path, put: Any, person: Any
) -> None:
    path = disk / "reachout" / "network.json"
    store = Store.open(path)
    put(store, "contacts", person("Ana"))
    take_away(disk)
    with pytest.raises(StoreError, match="the disk on which it lay is not there"):
        put(store, "contacts", person("Tom"))
    assert list(disk.iterdir()) == []


def test_a_file_that_vanished_is_written_anew_and_that_is_said(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    files.path.rename(files.path.with_name("elsewhere.json"))
    store.refresh()
    put(store, "contacts", person("Tom"))
    assert len(files.open().network.contacts) == 2
    assert [one for one in store.notices if "was gone; it is written anew" in one]


def test_what_vanished_and_is_another_file_now_is_kept_as_a_backup(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    put(store, "contacts", person("Tom"))
    files.path.unlink()
    store.refresh()
    other = Store.open(files.path, clock=files.clock)
    put(other, "contacts", person("Lee"))
    other.close()
    store.refresh()
    assert {one.name for one in store.network.contacts.values()} == {"Lee"}
    (said,) = [one for one in store.notices if "is another one now" in one]
    (kept,) = [one for one in files.backups() if one.name.endswith("-kept.json")]
    assert str(kept) in said
    assert len(Store.open(kept).network.contacts) == 2


def test_a_file_that_is_none_of_ours_is_not_locked(files: Any) -> None:
    files.path.parent.mkdir()
    files.path.write_text("root:x:0:0")
    with pytest.raises(StoreError, match="no good backup, so nothing was touched"):
        files.open()
    assert [one.name for one in files.path.parent.iterdir()] == ["network.json"]


def test_a_disk_that_is_nearly_full_is_seen_without_writing(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person())

    class Full:
        f_blocks, f_bavail, f_frsize, f_flag = 1000, 1, 4096, 0

    monkeypatch.setattr(os, "statvfs", lambda _: Full)
    assert store.why_not(gently=True) == "the disk is full"


def test_a_disk_that_neither_keeps_nor_reads_is_said_in_a_sentence(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person())
    with monkeypatch.context() as broken:
        broken.setattr(disks, "sync_folder", refuse(errno.EIO))
        broken.setattr(disks, "read", refuse(errno.EIO))
        with pytest.raises(StoreError, match="It is not certain that"):
            put(store, "contacts", person("Tom"))
    store.refresh()
    assert len(store.network.contacts) == 2


def test_what_vanished_is_kept_though_another_comes_while_it_is_written_anew(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    for one in files.backups():
        one.unlink()
    files.path.unlink()
    store.refresh()
    fsync, others = os.fsync, [{"contacts": {"7": {"name": "Lee"}}}]

    def overtaken(descriptor: int) -> None:
        if others:
            files.write(others.pop())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", overtaken)
    put(store, "contacts", person("Tom"))
    assert {one.name for one in store.network.contacts.values()} == {"Lee", "Tom"}
    (said,) = store.notices
    assert "what was in it before is kept as" in said
    assert [one for one in files.backups() if "Ana" in one.read_text()]


def test_two_sessions_keep_what_vanished_one_after_the_other(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = files.open()
    put(one, "contacts", person("Ana"))
    other = files.open(patience=0)
    files.path.unlink()
    one.refresh()
    other.refresh()
    files.write({"contacts": {"7": {"name": "Lee"}}})
    replace, late = Path.replace, [True]

    def meanwhile(part: Path, target: Path) -> Path:
        if late:
            late.clear()
            with pytest.raises(StoreError, match="holds"):
                other.refresh()
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    one.refresh()
    other.refresh()
    for session in (one, other):
        assert [said for said in session.notices if "what was in it before is kept as" in said]
        assert [who.name for who in session.network.contacts.values()] == ["Lee"]


# Too large


def test_a_file_of_more_than_a_gigabyte_is_refused_before_it_is_read(files: Any) -> None:
    files.path.parent.mkdir()
    files.path.write_bytes(b"{")
    os.truncate(files.path, (1 << 30) + (1 << 29))
    with pytest.raises(StoreError) as refused:
        files.open()
    assert str(refused.value) == (
        f"{files.path} has 1.5 GB, and a data file has 1 GB at most, so it was not opened and "
        "nothing was changed: check that it's the right file."
    )
    assert sorted(one.name for one in files.path.parent.iterdir()) == ["network.json"]


def test_a_file_that_grows_too_large_under_an_open_store_is_refused_as_well(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person())
    os.truncate(files.path, (1 << 30) + 1)
    with pytest.raises(StoreError, match="a data file has 1 GB at most"):
        store.refresh()
    with pytest.raises(StoreError, match="a data file has 1 GB at most"):
        put(store, "contacts", person())
    assert files.path.stat().st_size == (1 << 30) + 1


def test_nothing_is_written_that_would_be_too_large_to_open(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person())
    before = files.path.read_bytes()
    monkeypatch.setattr("storage.disk.MOST", len(before) + 50)
    with pytest.raises(StoreError, match="more than the 1 GB that can be opened again"):
        put(store, "contacts", person("Tom Okafor"))
    assert files.path.read_bytes() == before
    assert len(store.network.contacts) == 1


def test_a_backup_of_more_than_a_gigabyte_is_no_good_one(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person())
    store.close()
    huge = files.path.with_name("backups") / "network-20261122T101600.json"
    huge.write_bytes(b"{")
    os.truncate(huge, (1 << 30) + 1)
    files.path.write_bytes(b"garbage")
    assert len(files.open().network.contacts) == 1
