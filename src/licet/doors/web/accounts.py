"""Accounts: added with a role, entered by a link that works once, and their way in and out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import LoginView, LogoutView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from licet.doors.web.limits import limited
from licet.doors.web.roles import OPERATOR, ROLES, roles_of
from licet.ledger import Draft, Transaction, act, declare
from licet.terms.errors import UsageError

ADDED, CHANGED, LINKED = "doors:account:added", "doors:account:changed", "doors:account:linked"
declare(ADDED, CHANGED, LINKED)
_LONGEST = 150


@act
def add_account(tx: Transaction, name: str, roles: Iterable[str], *, by: str, keeper: bool = False) -> User:
    """Add an account without a password; a keeper also administers accounts. Raise ``UsageError`` for a bad name or role."""
    if not name.strip() or len(name) > _LONGEST or User.objects.filter(username=name).exists():
        raise UsageError("an account has a name of its own, of at most 150 letters")
    account = User(username=name, is_staff=keeper, is_superuser=keeper)
    account.set_unusable_password()
    account.save()
    _give(account, roles)
    _record(tx, ADDED, account, by)
    return account


@act
def change_account(
    tx: Transaction, account: User, *, by: str, roles: Iterable[str] | None = None, active: bool | None = None
) -> User:
    """Give an account other roles, or close or open it; whoever is logged in with it feels it at the next page."""
    if roles is not None:
        _give(account, roles)
    if active is not None:
        account.is_active = active
        account.save(update_fields=["is_active"])
    _record(tx, CHANGED, account, by)
    return account


@act
def keep_account(tx: Transaction, account: User, roles: Iterable[str], *, by: str) -> None:
    """Keep an account as a page changed it, with its roles."""
    added = account.pk is None
    if added:
        account.set_unusable_password()
    account.save()
    _give(account, roles)
    _record(tx, ADDED if added else CHANGED, account, by)


@act
def _chosen(tx: Transaction, account: User) -> None:
    _record(tx, CHANGED, account, f"account/{account.pk}")


def _give(account: User, roles: Iterable[str]) -> None:
    wanted = list(roles)
    unknown = sorted(set(wanted) - set(ROLES))
    if unknown:
        raise UsageError(f"`{unknown[0]}` is no role: they are {', '.join(ROLES)}")
    account.groups.set(Group.objects.filter(name__in=wanted))


def _record(tx: Transaction, kind: str, account: User, by: str) -> None:
    told = {"account": account.pk, "roles": sorted(roles_of(account)), "active": account.is_active, "actor": by}
    tx.record(Draft(kind, {**told, "keeper": account.is_superuser}))


def account_named(name: str) -> User:
    """Return an account by its name; raise ``UsageError`` when there is none."""
    found = User.objects.filter(username=name).first()
    if found is None:
        raise UsageError("no account has this name: `licet account list` shows them")
    return found


def link_for(account: User, base_url: str, *, by: str) -> str:
    """Return the address where an account chooses its password: for a day, and once. That it was made is recorded."""
    _linked(account.pk, by)
    whose = urlsafe_base64_encode(force_bytes(account.pk))
    return base_url + reverse("choose-password", args=(whose, default_token_generator.make_token(account)))


@act
def _linked(tx: Transaction, account: int, by: str) -> None:
    tx.record(Draft(LINKED, {"account": account, "actor": by}))


def first_link(base_url: str) -> str | None:
    """Return the link of the first operator, made when there is no account; ``None`` once anybody can log in."""
    if any(account.has_usable_password() for account in User.objects.filter(is_active=True)):
        return None
    first = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    return link_for(first or add_account(OPERATOR, [OPERATOR], by="cli", keeper=True), base_url, by="cli")


def _described(form: forms.BaseForm) -> None:
    """Tie each field to its help and its errors for who cannot see them stand beside it."""
    for name, field in form.fields.items():
        shown = [f"{name}-help"] if field.help_text else []
        shown += [f"{name}-error"] if form.is_bound and form.errors.get(name) else []
        if shown:
            field.widget.attrs["aria-describedby"] = " ".join(shown)


class LogInForm(AuthenticationForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Django calls it
        super().__init__(*args, **kwargs)
        _described(self)


class ChoosePasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # takes its type in stubs only
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Django calls it
        super().__init__(*args, **kwargs)
        _described(self)


@method_decorator(limited("login", "10/minute"), name="dispatch")
class LogIn(LoginView):
    """The way in."""

    template_name = "login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True


@method_decorator(limited("first", "10/minute", methods=("GET", "POST")), name="dispatch")
class ChoosePassword(PasswordResetConfirmView):
    """The page behind a link that works once: Django moves its token into the session, out of the address."""

    template_name = "choose_password.html"
    form_class = ChoosePasswordForm
    success_url = reverse_lazy("login")

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  # as Django calls it
        """Keep the password, and write down that the account can be used."""
        answer = super().form_valid(form)
        _chosen(form.user)
        return answer

    def get_user(self, uidb64: str) -> Any:  # noqa: ANN401  # as Django declares it
        """Return the account of a link, unless it is closed."""
        account = super().get_user(uidb64)
        return account if account is not None and account.is_active else None


def log_in(request: HttpRequest) -> HttpResponseBase:
    """Let an account in."""
    return LogIn.as_view()(request)


def log_out(request: HttpRequest) -> HttpResponseBase:
    """Let an account out; only by POST, so that no picture can do it."""
    return LogoutView.as_view()(request)


def choose_password(request: HttpRequest, uidb64: str, token: str) -> HttpResponseBase:
    """Let the owner of a link choose a password."""
    return ChoosePassword.as_view()(request, uidb64=uidb64, token=token)
