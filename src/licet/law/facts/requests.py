"""What is known of requests of persons to object or withdraw."""

from __future__ import annotations

from licet.law.facts.declare import choice
from licet.rules.facts import Table
from licet.terms.words import Channel

REQUESTS = Table(
    "requests",
    unit="requests",
    means="requests of persons to object or withdraw",
    fr="demandes d'opposition ou de retrait des personnes",
    parents=(),
    channel="act.channel",
)

REQUESTS.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
)
