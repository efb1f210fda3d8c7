"""Read one visit of a site: which tracers were set or read before a choice, after a refusal, after a withdrawal.

What speaks for a tracer is a cookie that an advertising host sets or reads, or one of a well-known advertising name that
appears during the visit. A mere request to such a host, a count of visits, or a cookie of unknown purpose is for a person
to weigh; so is everything where the browser was not blank or the recording was stripped of its cookies. Storage by
scripts does not show in a recording.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from licet.reading.sightings import Sighting, Sightings, absent, found, unclear
from licet.reading.visits.har import Exchange, Recording, Source, read_har
from licet.reading.visits.hosts import Serves, of_cookie, of_host, registered
from licet.reading.visits.moments import Action, Phase, Timeline, marked

ITEMS: Final[Mapping[str, Phase]] = {
    "tracers.before_choice": Phase.BEFORE_CHOICE,
    "tracers.after_refusal": Phase.AFTER_REFUSAL,
    "tracers.after_withdrawal": Phase.AFTER_WITHDRAWAL,
}
MOST_SHOWN: Final = 5
_MEANS: Final = {
    Serves.ADVERTISING: "advertising",
    Serves.MEASUREMENT: "counts visits, as a rule for its provider as well",
    Serves.EXEMPTIBLE: "counts visits; exempt if set up for the site alone",
    Serves.SERVED: "keeps a session, a basket or a choice",
    Serves.UNKNOWN: "purpose unknown",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing seen in the traffic: a cookie set or read, or (without ``cookie``) a mere request to a listed host.

    ``certain``: a cookie of a tracer that needs an agreement, without any doubt that this visit brought it.
    """

    phase: Phase
    host: str
    third_party: bool
    cookie: str
    how: str
    serves: Serves
    certain: bool
    number: int

    def told(self) -> str:
        """Return the trace in words: cookie or request, host, what it serves."""
        what = f"cookie `{self.cookie}` {self.how} by {self.host}" if self.cookie else f"request to {self.host}"
        return f"{what} ({'third party' if self.third_party else 'the site'}; {_MEANS[self.serves]})"


@dataclass(frozen=True, slots=True)
class VisitReading:
    """What a recording says. ``began`` is the instant of the first request (UTC), ``site`` the registered name visited.

    ``third_parties`` counts requests by registered name; ``traces`` are all things seen, in order of time; ``unreadable``
    counts requests without time or address.
    """

    kind: str
    site: str
    began: dt.datetime
    requests: int
    unreadable: int
    third_parties: Mapping[str, int]
    traces: tuple[Trace, ...]
    sightings: Sightings


def read_visit(source: Source, actions: Sequence[Action] | None = None) -> VisitReading:
    """Read the recording of one visit of one site.

    ``source`` is a HAR 1.2 file, or its bytes; ``actions`` says when the visitor accepted, refused or withdrew (see
    ``read_actions``); left out, titles of the recording's pages tell (``action: refuse``). Returns the sightings of
    ``tracers.before_choice``, ``tracers.after_refusal`` and ``tracers.after_withdrawal``, where the visit has that part.
    Raises ``DocumentError`` for whatever cannot be read. Source: HAR 1.2; RFC 6265; LIL 82.
    """
    recording = read_har(source)
    timeline = Timeline(marked(recording) if actions is None else actions)
    site = registered(_first_page(recording).host)
    seen = tuple(_traces(recording, timeline, site))
    visit = _Visit(recording, timeline, site, seen, _doubt(recording, site))
    sightings = {name: visit.sighting(phase) for name, phase in ITEMS.items()}
    others = Counter(registered(each.host) for each in recording.exchanges)
    del others[site]
    return VisitReading(
        kind="visit",
        site=site,
        began=recording.exchanges[0].at,
        requests=len(recording.exchanges),
        unreadable=recording.unreadable,
        third_parties=dict(others.most_common()),
        traces=seen,
        sightings={name: each for name, each in sightings.items() if each is not None},
    )


def _first_page(recording: Recording) -> Exchange:
    return next((each for each in recording.exchanges if each.is_page), recording.exchanges[0])


def _traces(recording: Recording, timeline: Timeline, site: str) -> Iterator[Trace]:
    """Yield each thing once a phase, when it is first seen there."""
    brought = _cookies_at_start(recording)
    met: set[tuple[Phase, str, str, str]] = set()
    for each in recording.exchanges:
        phase = timeline.phase(each.at)
        for trace in _of(each, phase, site, brought):
            key = (phase, trace.host, trace.cookie, trace.how)
            if key not in met:
                met.add(key)
                yield trace


def _of(each: Exchange, phase: Phase, site: str, brought: set[tuple[str, str]]) -> Iterator[Trace]:
    theirs = registered(each.host) != site
    serves = of_host(each.host, each.path) if theirs else Serves.UNKNOWN
    for how, names in (("set", each.sets), ("read", each.sends)):
        for name in names:
            means = serves if theirs else of_cookie(name)
            # the browser hands a site its own cookies unasked: one left from before is no new reading
            fresh = how == "set" or theirs or (phase is Phase.BEFORE_CHOICE and (site, name) not in brought)
            certain = means is Serves.ADVERTISING and fresh
            yield Trace(phase, each.host, theirs, name, how, means, certain, each.number)
    if serves is not Serves.UNKNOWN and not each.sets and not each.sends:
        yield Trace(phase, each.host, theirs, "", "asked", serves, certain=False, number=each.number)


def _cookies_at_start(recording: Recording) -> set[tuple[str, str]]:
    """Return the cookies, by registered name, that the first request there brought along."""
    brought: set[tuple[str, str]] = set()
    met: set[str] = set()
    for each in recording.exchanges:
        name = registered(each.host)
        if name not in met:
            met.add(name)
            brought |= {(name, cookie) for cookie in each.sends}
    return brought


def _doubt(recording: Recording, site: str) -> str:
    """Return why cookies in this recording prove nothing, or an empty string."""
    if not any(each.sets or each.sends for each in recording.exchanges):
        return "no cookie at all stands in the recording: browsers strip them unless it is saved with sensitive data"
    if any(name == site for name, _ in _cookies_at_start(recording)):
        return "the browser was not blank: its first request brought cookies, and a choice may have been made before"
    return ""


@dataclass(frozen=True, slots=True)
class _Visit:
    """What is weighed for a sighting; ``doubt`` says why cookies seen before a choice prove nothing."""

    recording: Recording
    timeline: Timeline
    site: str
    traces: tuple[Trace, ...]
    doubt: str

    def sighting(self, phase: Phase) -> Sighting | None:
        """Return what was seen in one part of the visit, or ``None`` where the visit has no such part."""
        if not self.timeline.actions and phase is Phase.BEFORE_CHOICE:
            return unclear("nobody noted when the visitor chose, or that nothing was chosen", quote=_told(self.traces))
        if not self.timeline.holds(phase):
            return None
        inside = [each for each in self.recording.exchanges if self.timeline.phase(each.at) is phase]
        where = f"{len(inside)} requests, {phase.replace('_', ' ')}"
        certain = [each for each in self.traces if each.phase is phase and each.certain]
        if certain and not (self.doubt and phase is Phase.BEFORE_CHOICE):
            note = "a part of the visit without advertising cookies was looked for, and is not there"
            return absent(f"{where}; entry {certain[0].number}", value=True, quote=_told(certain), note=note)
        return self._without_proof(phase, inside, where)

    def _without_proof(self, phase: Phase, inside: Sequence[Exchange], where: str) -> Sighting:
        weighed = [each for each in self.traces if each.phase is phase and each.serves is not Serves.SERVED]
        if not inside:
            return unclear("no request falls into this part of the visit", where=where)
        if weighed or self.doubt:
            return unclear(self.doubt or _to_weigh(weighed), quote=_told(weighed), where=where)
        if any(registered(each.host) != self.site for each in inside):
            note = "third parties were asked, none of them well known: see whether they only serve content"
            return unclear(note, quote=", ".join(_others(inside, self.site)), where=where)
        note = "no third party was asked, no cookie set but for a session or a choice; storage by scripts does not show"
        return found("", where, value=False, note=note)


def _others(exchanges: Sequence[Exchange], site: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in exchanges if (name := registered(each.host)) != site))


def _to_weigh(traces: Sequence[Trace]) -> str:
    kinds = {each.serves for each in traces}
    if kinds & {Serves.ADVERTISING}:
        return "advertising hosts or names appear, without a cookie that this visit brought for certain"
    if kinds & {Serves.MEASUREMENT}:
        return "visits are counted by a provider that as a rule uses the counts itself: see how it is set up"
    if kinds == {Serves.EXEMPTIBLE}:
        return "visits are counted by a tool that may be exempt: see whether it is set up for the site alone"
    return "cookies of unknown purpose: ask what they serve"


def _told(traces: Sequence[Trace]) -> str:
    told = dict.fromkeys(each.told() for each in traces)
    shown = list(told)[:MOST_SHOWN]
    more = f" and {len(told) - MOST_SHOWN} more" if len(told) > MOST_SHOWN else ""
    return "; ".join(shown) + more
