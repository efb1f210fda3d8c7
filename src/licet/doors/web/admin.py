"""Django's administration: every table of every room to read, accounts to change, nothing else.

Accounts are never deleted, only closed: events name them by number for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from csp.decorators import csp_update
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from licet.doors.config import load
from licet.doors.web.accounts import keep_account, link_for
from licet.doors.web.roles import ROLES, actor, roles_of
from licet.ledger import home

if TYPE_CHECKING:
    _Rows = admin.ModelAdmin[models.Model]
    _Accounts = admin.ModelAdmin[User]
else:
    _Rows = _Accounts = admin.ModelAdmin

_SHOWN = 400
_ADMIN_CSP = {"script-src": ["'self'"], "connect-src": ["'self'"]}


class Site(admin.AdminSite):
    """The administration, for accounts that have a role or keep accounts."""

    site_header = site_title = index_title = "Licet"
    site_url = "/console/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether an account may look."""
        account = request.user
        return bool(account.is_active and (account.is_superuser or roles_of(account)))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send who is not logged in to the one way in."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.path)

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:  # noqa: ANN401
        """Allow Django's own scripts on these pages; there is none on any other."""
        return csp_update(_ADMIN_CSP)(super().admin_view(view, cacheable))


class ReadOnly(_Rows):
    """A table to read."""

    actions = None
    show_full_result_count = False
    list_per_page = 50

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Show what is no ciphertext."""
        named = [each.name for each in self.opts.concrete_fields if not isinstance(each, models.BinaryField)]
        return named or [self.opts.pk.name]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """Show every column, bytes as text where they are text, else in hexadecimal."""
        return [
            _as_text(each.name) if isinstance(each, models.BinaryField) else each.name
            for each in self.opts.concrete_fields
        ]

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """Show the same."""
        return self.get_readonly_fields(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let whoever may come here read."""
        return site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let whoever may come here see the list."""
        return site.has_permission(request)


def _as_text(name: str) -> Callable[[models.Model], str]:
    def shown(row: models.Model) -> str:
        held = getattr(row, name)
        if held is None:
            return "–"
        held = bytes(held)
        try:
            text = held.decode("utf-8")
        except UnicodeDecodeError:
            text = held.hex()
        if not text.isprintable():
            text = held.hex()
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(held)})"

    shown.short_description = name  # type: ignore[attr-defined]  # Django reads it
    return shown


class Accounts(_Accounts):
    """Accounts: who may come in, with which roles. A password is chosen by its owner, through a link that works once."""

    fields = ("username", "email", "is_active", "is_superuser", "groups")
    list_display = ("username", "is_active", "is_superuser", "last_login")
    formfield_overrides: ClassVar[Any] = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}
    actions = ("make_link",)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Do without Django's transaction: the account is kept by an act, whose writer would wait for it for ever."""
        return self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined,no-any-return]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Offer the roles, and no other group."""
        kwargs["queryset"] = Group.objects.filter(name__in=ROLES).order_by("name")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: ANN401
        """Keep the account and its roles in one act."""
        obj.is_staff = obj.is_superuser
        keep_account(obj, [group.name for group in form.cleaned_data["groups"]], by=actor(request))
        if not change:
            self._show_link(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Leave what ``save_model`` has done."""

    @admin.action(description="lien à usage unique / one-time link")
    def make_link(self, request: HttpRequest, queryset: models.QuerySet[User]) -> None:
        """Show a link by which an account chooses a password."""
        for account in queryset.filter(is_active=True):
            self._show_link(request, account)

    @staticmethod
    def _show_link(request: HttpRequest, account: User) -> None:
        link = link_for(account, load(home().data).base_url, by=actor(request))
        messages.info(request, f"{account.username}: {link}")

    def _keeps(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let keepers of accounts."""
        return self._keeps(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let keepers of accounts."""
        return self._keeps(request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse: an account is closed, and its number stays its own."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let keepers of accounts."""
        return self._keeps(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let keepers of accounts."""
        return self._keeps(request)


site = Site(name="admin")
site.register(User, Accounts)
for _app in apps.get_app_configs():
    if _app.name.startswith("licet."):
        for _model in _app.get_models():
            site.register(_model, ReadOnly)
