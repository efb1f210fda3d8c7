"""The story of the package, its floors and its folders say the same."""

import re

import licet
from tests.ground.tree import ROOT, project


def _floors_of_the_contract() -> list[str]:
    contracts = project()["tool"]["importlinter"]["contracts"]
    (layers,) = [contract for contract in contracts if contract["type"] == "layers"]
    assert layers["exhaustive"]
    return [room.strip() for floor in layers["layers"] for room in re.split("[|:]", floor)]


def _rooms_of_the_story() -> list[str]:
    return re.findall(r"^- ``(\w+)``", licet.__doc__ or "", flags=re.MULTILINE)


def test_the_table_of_contents_tells_the_floors_of_the_import_contract_from_the_ground_up() -> None:
    assert _rooms_of_the_story() == _floors_of_the_contract()[::-1]


def test_every_room_has_a_floor_and_every_floor_a_room() -> None:
    package = ROOT / "src" / "licet"
    rooms = {path.name for path in package.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert rooms == set(_floors_of_the_contract())


def test_every_room_says_its_place_in_the_story() -> None:
    inits = [ROOT / "src" / "licet" / room / "__init__.py" for room in _floors_of_the_contract()]
    silent = [path.parent.name for path in inits if not path.is_file() or not path.read_text("utf-8").startswith('"""')]
    assert not silent


def test_the_rooms_that_work_on_files_are_held_away_from_databases() -> None:
    contracts = project()["tool"]["importlinter"]["contracts"]
    (forbidden,) = [contract for contract in contracts if contract["type"] == "forbidden"]
    ground = _rooms_of_the_story()[: _rooms_of_the_story().index("ledger")]
    assert set(forbidden["source_modules"]) == {f"licet.{room}" for room in ground}
