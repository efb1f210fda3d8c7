"""What is known of messages as sent: one row a template or campaign."""

from __future__ import annotations

from licet.law.facts.declare import choice
from licet.rules.facts import Table
from licet.terms.words import Channel

MESSAGES = Table(
    "messages",
    unit="messages",
    means="messages as sent: one row a template or campaign",
    fr="messages tels qu'envoyés : une ligne par modèle ou campagne",
    parents=("notices",),
    channel="act.channel",
)

MESSAGES.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
)
