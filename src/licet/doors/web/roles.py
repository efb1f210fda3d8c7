"""Who may do what: four roles, which are Django's groups. An account may have several; nobody has one without being given it.

operator    collects, imports, answers persons
approver    publishes what the law refuses, as a second person
dpo         the data protection officer: everything that reads, and what concerns the rights of persons
inspector   reads, and writes nothing
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

OPERATOR: Final = "operator"
APPROVER: Final = "approver"
DPO: Final = "dpo"
INSPECTOR: Final = "inspector"
ROLES: Final = (OPERATOR, APPROVER, DPO, INSPECTOR)


def roles_of(account: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """Return the roles of an account."""
    if not isinstance(account, User):
        return frozenset()
    return frozenset(account.groups.filter(name__in=ROLES).values_list("name", flat=True))


def actor(request: HttpRequest) -> str:
    """Return who acts, as events name them: ``account/3``, a number and never a name."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return f"account/{request.user.pk}"


def role_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """Let only accounts with one of the roles in: others are refused, and whoever is not logged in is asked to be.

    A view that writes names no inspector.
    """
    unknown = set(roles) - set(ROLES)
    if unknown or not roles:
        message = f"roles are {', '.join(ROLES)}"
        raise ValueError(message)

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.path)
            if roles_of(request.user).isdisjoint(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        answer.roles = frozenset(roles)  # type: ignore[attr-defined]  # tests read it
        return answer

    return decorate
