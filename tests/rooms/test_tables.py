"""Tables obey the floors, and one writer alone opens transactions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from licet.doors.web.settings import ROOMS
from tests.ground.tree import ROOT, project

PACKAGE = ROOT / "src" / "licet"
OPENS = {"atomic", "set_autocommit", "select_for_update", "commit", "rollback"}
MAY_OPEN = {"ledger/writer.py", "ledger/record.py"}


def _floor(room: str) -> int:
    layers = next(each for each in project()["tool"]["importlinter"]["contracts"] if each["type"] == "layers")["layers"]
    return next(number for number, layer in enumerate(reversed(layers)) if room in layer.replace(" ", "").split("|"))


def _below(room: str, other: str) -> bool:
    return room == other or _floor(other) < _floor(room)


def test_a_foreign_key_points_at_the_same_room_or_one_below() -> None:
    seen = 0
    for room in ROOMS:
        if not apps.is_installed(f"licet.{room}"):
            continue
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields():
                other = getattr(field, "related_model", None)
                if other is not None and not field.auto_created and other._meta.app_label in ROOMS:
                    seen += 1
                    assert _below(room, other._meta.app_label), f"{model.__name__}.{field.name}"
    assert seen


def test_a_migration_depends_on_the_same_room_or_one_below() -> None:
    loader = MigrationLoader(None)
    for (room, name), migration in loader.disk_migrations.items():
        for other, _ in migration.dependencies:
            if room in ROOMS and other in ROOMS:
                assert _below(room, other), f"{room}.{name}"


def test_the_models_and_the_migrations_say_the_same() -> None:
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    assert {room: [str(each) for each in found] for room, found in changes.items() if room in ROOMS} == {}


def _modules() -> list[Path]:
    return [path for room in ROOMS for path in (PACKAGE / room).rglob("*.py") if "migrations" not in path.parts]


def test_outside_the_writer_no_room_opens_a_transaction() -> None:
    opened = {
        path.relative_to(PACKAGE).as_posix()
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in OPENS
        and isinstance(node.value, ast.Name)
        and node.value.id in {"transaction", "connection"}
    }
    assert opened <= MAY_OPEN


def test_no_room_names_a_model_of_another_by_a_text() -> None:
    named = [path for path in _modules() if "get_model(" in path.read_text("utf-8")]
    assert not named


@pytest.mark.parametrize("room", [each for each in ROOMS if (PACKAGE / each / "apps.py").exists()])
def test_each_table_of_a_room_is_named_after_it(room: str) -> None:
    for model in apps.get_app_config(room).get_models():
        assert model._meta.db_table.startswith(f"{room}_")
    assert "default" in connections
