"""Settings: the file, over it the environment, over it the command line; what is unknown is refused with advice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.doors.config import SETTINGS, Config, load
from licet.terms.errors import InputError
from tests.ground.tree import ROOT


def told(folder: Path, text: str) -> Path:
    folder.joinpath("licet.toml").write_text(text, "utf-8")
    return folder


def test_without_anything_said_a_house_lies_here_and_speaks_to_this_machine() -> None:
    assert load(environment={}) == Config(Path("licet-data"))
    assert load(environment={"LICET_DATA": "elsewhere"}).data == Path("elsewhere")


def test_the_environment_goes_over_the_file_and_the_command_line_over_both(tmp_path: Path) -> None:
    folder = told(tmp_path, 'base_url = "https://a.example"\nsender = "a@a.example"\n')
    assert load(folder, {}).base_url == "https://a.example"
    env = {"LICET_BASE_URL": "https://b.example/", "LICET_DEBUG": "1"}
    assert load(folder, env).base_url == "https://b.example"
    assert load(folder, env, base_url="https://c.example").base_url == "https://c.example"
    assert load(folder, env, base_url=None).sender == "a@a.example"


def test_a_secret_may_lie_in_a_file_and_is_never_printed(tmp_path: Path) -> None:
    secret = "postgresql://licet:s3cret@db/licet"  # noqa: S105  # of no database
    place = tmp_path / "secret"
    place.write_text(f"{secret}\n", "utf-8")
    config = load(tmp_path, {"DATABASE_URL_FILE": str(place), "LICET_SMTP_URL": "smtp://u:s3cret@mail.example:587"})
    assert config.database_url == secret
    assert "s3cret" not in repr(config)
    assert load(told(tmp_path, f'database_url_file = "{place}"'), {}).database_url == secret
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path, {"LICET_SMTP_URL_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('base-url = "https://a.example"', "did you mean `base_url`"),
        ('colour = "blue"', "remove it"),
        ("base_url = 3", "in quotes"),
        ('base_url = "a.example"', "https://"),
        ('base_url = "https://a.example/path"', "without a path"),
        ('tsa_url = "ftp://a.example"', "http or https"),
        ('smtp_url = "mail.example"', "smtp://"),
        ('database_url = "mysql://a.example/b"', "names PostgreSQL"),
        ("trusted_proxies = 3", "list"),
        ("base_url =", "no TOML"),
    ],
)
def test_a_setting_that_is_wrong_is_refused_with_what_to_do(tmp_path: Path, text: str, advice: str) -> None:
    with pytest.raises(InputError, match=advice):
        load(told(tmp_path, text), {})


def test_a_variable_mistyped_is_refused_and_those_of_a_cluster_are_not_ours(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean `LICET_BASE_URL`"):
        load(tmp_path, {"LICET_BASEURL": "https://a.example"})
    cluster = {
        "LICET_PORT": "tcp://10.0.0.1:80",
        "LICET_SERVICE_HOST": "10.0.0.1",
        "LICET_PORT_80_TCP_ADDR": "10.0.0.1",
    }
    assert load(tmp_path, cluster) == Config(tmp_path)


def test_proxies_are_a_list_or_a_line(tmp_path: Path) -> None:
    assert load(tmp_path, {"LICET_TRUSTED_PROXIES": "10.0.0.1, 10.1.0.0/16"}).trusted_proxies == (
        "10.0.0.1",
        "10.1.0.0/16",
    )
    assert load(told(tmp_path, 'trusted_proxies = ["10.0.0.1"]'), {}).trusted_proxies == ("10.0.0.1",)


@given(st.text(max_size=40))
def test_no_address_of_a_house_surprises(text: str) -> None:
    try:
        config = load(Path("none"), {"LICET_BASE_URL": text})
    except InputError:
        return
    assert config.base_url.startswith(("http://", "https://"))
    assert config.host


def test_every_setting_stands_in_the_documentation() -> None:
    page = (ROOT / "docs/recipes/running-the-server.md").read_text("utf-8")
    assert not [name for pair in SETTINGS.items() for name in pair if f"`{name}`" not in page]


def test_a_house_on_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from licet.doors.web import settings

    monkeypatch.setattr(settings, "find_spec", lambda _name: None)
    with pytest.raises(InputError, match=r"licet\[postgres\]"):
        settings.database(Path("house"), "postgresql://licet@localhost/licet")
