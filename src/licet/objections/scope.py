"""How far a refusal goes: the words of ``terms.scopes``, which consent reads as well."""

from licet.terms.scopes import EVERYONE, channel_of, checked, covers, scope_of, scopes_against

__all__ = ["EVERYONE", "channel_of", "checked", "covers", "scope_of", "scopes_against"]
