"""What is known of transmissions of data to partners, by partner and channel."""

from __future__ import annotations

from licet.law.facts.declare import choice
from licet.rules.facts import Table
from licet.terms.words import Channel

DISCLOSURES = Table(
    "disclosures",
    unit="disclosures",
    means="transmissions of data to partners, by partner and channel",
    fr="transmissions de données à des partenaires, par partenaire et canal",
    parents=("forms",),
    channel="act.channel",
)

DISCLOSURES.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
)
