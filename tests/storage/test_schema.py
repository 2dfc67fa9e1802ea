"""Files of an older schema: read, written anew, restored and imported in the shape of today."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from habit.day import set_dawn, set_zone
from habit.model import SCHEMA, Meta
from storage import whole
from storage.schema import MIGRATIONS, migrated

OLD: dict[str, Any] = {
    "_meta": {"1": {"schema": 1, "weekday": 6, "zone": "UTC", "region": "US"}},
    "_undo": {
        "7": {
            "what": "first day of the week",
            "at": 5,
            "changed": {
                "_meta/1": {
                    "was": {"weekday": 0, "zone": "UTC"},
                    "now": {"weekday": 6, "zone": "UTC"},
                }
            },
        }
    },
    "contacts": {"1": {"name": "Priya Nair", "modified": 1}},
    "interactions": {
        "2": {"on": "2026-11-22", "people": {"1": "reached"}, "channel": "call", "modified": 2}
    },
}
"""As an earlier version left it: with a zone that nobody set, that of the machine."""


def test_every_schema_has_its_way_to_the_next() -> None:
    assert len(MIGRATIONS) + 1 == SCHEMA == Meta().schema


def test_the_zone_that_an_old_file_wrote_by_itself_is_dropped(files: Any, person: Any) -> None:
    files.write(OLD)
    before = files.path.read_bytes()
    store = files.open()
    assert store.network.meta == Meta(weekday=6, region="US")
    assert files.path.read_bytes() == before
    store.commit(set_dawn(store.network, 4))
    meta = {"schema": SCHEMA, "weekday": 6, "region": "US", "dawn": 4}
    assert files.document("_meta", "1") == meta
    (backup,) = files.backups()
    assert backup.read_bytes() == before


def test_a_zone_that_was_set_stays(files: Any) -> None:
    files.write(OLD)
    store = files.open()
    store.commit(set_zone(store.network, "Europe/Lisbon"))
    assert files.open().network.meta.zone == "Europe/Lisbon"
    store.commit(set_zone(store.network, ""))
    assert files.document("_meta", "1") == {"schema": SCHEMA, "weekday": 6, "region": "US"}
    store.take_back()
    assert store.network.meta.zone == "Europe/Lisbon"


def test_what_was_logged_keeps_its_day_when_zone_and_hour_change(files: Any) -> None:
    files.write(OLD)
    store = files.open()
    for change in (set_zone, set_dawn):
        said: Any = "Pacific/Auckland" if change is set_zone else 5
        store.commit(change(store.network, said))
    assert files.document("interactions", "2") == OLD["interactions"]["2"]


def test_what_an_old_file_remembers_is_taken_back_without_its_zone(files: Any) -> None:
    files.write(OLD)
    store = files.open()
    store.take_back()
    assert store.network.meta == Meta(region="US")
    store.bring_back()
    assert store.network.meta == Meta(weekday=6, region="US")
    assert files.document("_meta", "1")["schema"] == SCHEMA


def test_an_old_backup_is_restored_without_its_zone(files: Any, put: Any, person: Any) -> None:
    files.write(OLD)
    store = files.open()
    put(store, "contacts", person("Tom Okafor"))
    (backup,) = files.backups()
    assert json.loads(backup.read_text("utf-8")) == OLD
    store.restore(whole.read(backup), "restore")
    assert [one.name for one in store.network.contacts.values()] == ["Priya Nair"]
    assert files.document("_meta", "1") == {"schema": SCHEMA, "weekday": 6, "region": "US"}


def test_an_old_export_is_taken_in_without_its_zone(files: Any, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps({name: OLD[name] for name in OLD if name != "_undo"}), "utf-8")
    store = files.open()
    store.rewrite("import", lambda draft: whole.add(draft, whole.read(export)))
    assert store.network.contacts["1"].name == "Priya Nair"
    assert store.network.meta == Meta(weekday=6, region="US")
    assert files.document("_meta", "1")["schema"] == SCHEMA


@pytest.mark.parametrize(
    "odd",
    [
        {"_undo": []},
        {"_undo": {"7": 3}},
        {"_undo": {"7": {"changed": [], "gone": {"_meta/1": "x"}}}},
        {"_undo": {"7": {"changed": {"_meta/1": {"was": 1}}}}},
        {"contacts": 4},
    ],
)
def test_what_a_hand_put_into_an_old_file_does_no_harm(odd: dict[str, Any]) -> None:
    tables = {**deepcopy(OLD), **odd}
    before = deepcopy(tables)
    new = migrated(tables, 1)
    assert new["_meta"]["1"] == {"schema": SCHEMA, "weekday": 6, "region": "US"}
    assert tables == before
    assert {name: new[name] for name in odd}.keys() == odd.keys()
