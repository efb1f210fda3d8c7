"""What is known of ways given to people to stop messages."""

from __future__ import annotations

from licet.law.facts.declare import choice
from licet.rules.facts import Table
from licet.terms.words import Channel

UNSUBSCRIBES = Table(
    "unsubscribes",
    unit="paths",
    means="ways given to people to stop messages",
    fr="moyens donnés aux personnes de faire cesser les messages",
    parents=(),
    channel="act.channel",
)

UNSUBSCRIBES.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
)
