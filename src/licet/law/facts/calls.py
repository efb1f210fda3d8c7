"""What is known of calls made, each attempt."""

from __future__ import annotations

from licet.law.facts.declare import choice
from licet.rules.facts import Table
from licet.terms.words import Channel

CALLS = Table(
    "calls",
    unit="calls",
    means="calls made, each attempt",
    fr="appels passés, chaque tentative",
    parents=(),
    channel="act.channel",
)

CALLS.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
)
