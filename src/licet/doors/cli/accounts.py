"""``licet account``: who may log in, with which roles. Passwords are chosen by their owners, through a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import House, Json
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BY = "cli"
Roles = Annotated[list[str], Parameter(negative=(), consume_multiple=True)]


def add(
    name: str,
    /,
    *,
    role: Roles,
    keeper: Annotated[bool, Parameter(negative=())] = False,
    data: House = None,
    as_json: Json = False,
) -> Exit:
    """Add an account, and print the link by which its owner chooses a password: for a day, and once.

    Parameters
    ----------
    name
        The name to log in with.
    role
        operator, approver, dpo or inspector; may be given several times.
    keeper
        Also let it administer accounts.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    config = load(data)
    with opened(config.data):
        from licet.doors.web.accounts import add_account, link_for

        account = add_account(name, role, by=BY, keeper=keeper)
        link = link_for(account, config.base_url, by=BY)
        _print(account, link, as_json=as_json)
    return Exit.CLEAN


def link(name: str, /, *, data: House = None, as_json: Json = False) -> Exit:
    """Print a new link by which an account chooses a password: for a day, and once.

    Parameters
    ----------
    name
        The name of the account.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    config = load(data)
    with opened(config.data):
        from licet.doors.web.accounts import account_named, link_for

        account = account_named(name)
        _print(account, link_for(account, config.base_url, by=BY), as_json=as_json)
    return Exit.CLEAN


def change(
    name: str,
    /,
    *,
    role: Annotated[list[str] | None, Parameter(negative=(), consume_multiple=True)] = None,
    active: bool | None = None,
    data: House = None,
    as_json: Json = False,
) -> Exit:
    """Give an account other roles, or close it (`--no-active`) and open it again (`--active`). None is ever deleted.

    Parameters
    ----------
    name
        The name of the account.
    role
        The roles it has from now on: operator, approver, dpo, inspector.
    active
        Whether it may log in.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.doors.web.accounts import account_named, change_account

        account = change_account(account_named(name), by=BY, roles=role, active=active)
        _print(account, None, as_json=as_json)
    return Exit.CLEAN


def list_accounts(*, data: House = None, as_json: Json = False) -> Exit:
    """List accounts: number (as events name them), name, roles, whether it may log in."""
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from django.contrib.auth.models import User

        every = [_told(account) for account in User.objects.order_by("pk")]
    if as_json:
        put_json(every)
    else:
        from licet.doors.cli.terminal import print_table

        heads = ["account", "name", "roles", "active", "keeper"]
        print_table(heads, [[str(each[head]) for head in heads] for each in every])
    return Exit.CLEAN


def _told(account: User) -> dict[str, object]:
    from licet.doors.web.roles import roles_of

    return {
        "account": f"account/{account.pk}",
        "name": account.username,
        "roles": ", ".join(sorted(roles_of(account))),
        "active": account.is_active,
        "keeper": account.is_superuser,
    }


def _print(account: User, link: str | None, *, as_json: bool) -> None:
    if as_json:
        put_json({**_told(account), "link": link})
        return
    told = _told(account)
    put(f"{told['account']}\t{told['name']}\t{told['roles']}")
    if link:
        put(link)
