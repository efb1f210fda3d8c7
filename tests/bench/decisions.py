"""One decision with the facts in hand, against the whole law of its channel: the bare verdict, and with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from licet.law.facts.persons import PERSONS
from licet.law.judging import Act, decide, rules_asked, verdict_only
from licet.rules.facts import ACT_AT, ACT_ON, Fact
from licet.rules.values import NEVER, Kind, Value
from licet.terms.instants import at_noon_utc
from licet.terms.words import Channel
from tests.bench.measure import microseconds
from tests.bench.table import Measured
