"""Read a page with a collection form as an inspector saved it: what it asks, and how it asks for agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from licet.reading.pages.agreeing import of_agreeing
from licet.reading.pages.asks import Area, Request, areas, requests
from licet.reading.pages.calls import of_call_agreement, of_number
from licet.reading.pages.controls import Control, Field, Kind, controls, fields
from licet.reading.pages.markup import LONGEST, Element, Markup, Patience, read_markup
from licet.reading.pages.notice import of_notice
from licet.reading.pages.partners import partners_shown, read_names
from licet.reading.pages.passages import passages
from licet.reading.pages.refusing import of_refusing
from licet.reading.pages.sheets import Sheets, gather
from licet.reading.pages.styles import Style, styles_of
from licet.reading.pages.telling import of_telling
from licet.reading.sightings import Sightings, unclear
from licet.terms.errors import DocumentError

ITEMS: Final = (
    "act_of_agreement", "one_act_per_purpose", "agreement_serves", "set_apart_from_terms", "channels_named", "offers_listed",
    "labels_say_what_they_do", "steps_to_accept", "refusal_offered", "refusal_as_prominent", "refusal_beside_acceptance",
    "steps_to_refuse", "refusal_effect_told", "controller_named", "purposes_told", "data_types_told", "withdrawal_told",
    "partners_shown", "call_agreement_asked", "phone_asked",
)  # fmt: skip
"""What is looked for in a request, by the names of the facts of forms; the rest follows from what is found."""


@dataclass(frozen=True)
class RequestReading:
    """One request for agreement: how it is asked, its words, what was seen of it, and the partners it names.

    ``ask`` is ``box``, ``refusal_box``, ``choice``, ``button``, or ``unknown`` on a page made by script.
    """

    ask: str
    words: str
    where: str
    sightings: Sightings
    partner_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageReading:
    """What a saved page says: the fields it asks for, its requests for agreement, and the information it gives.

    ``sightings`` are of the page as a notice (``says.…``, ``given_where``), ``telephone`` of the number it asks for (also
    without any request, L.223-2); those of a request stand with it. ``left_out`` says what could not be read with the page (a style sheet, frames, rules for some screens).
    """

    name: str
    encoding: str
    fields: tuple[Field, ...]
    requests: tuple[RequestReading, ...]
    sightings: Sightings
    telephone: Sightings
    partner_names: tuple[str, ...] = ()
    screenshot: str = ""
    left_out: tuple[str, ...] = ()
    made_by_script: bool = False
    kind: str = field(default="page", init=False)


def read_page(  # noqa: PLR0913  # a page comes with what stands beside it
    path: Path,
    *,
    css: Sequence[Path] = (),
    screenshot: Path | None = None,
    partner_list: Path | None = None,
    controllers: Sequence[str] = (),
    seconds: float = LONGEST,
) -> PageReading:
    """Read a saved HTML page with its forms and say what was seen of each request for agreement.

    ``css`` are the style sheets saved with it, matched by file name; ``partner_list`` (HTML or text) is what its link to
    partners leads to; ``screenshot`` is only named. ``controllers`` are names of the organisation that relies on the
    agreement. No script is run and nothing is loaded: a page that scripts build says that everything is unclear.

    Raises ``DocumentError`` for whatever cannot be read, and for a page that takes longer than ``seconds``.
    """
    patience = Patience(path.name, seconds)
    markup = read_markup(path, patience)
    sheets = gather(markup, css, patience)
    styles = styles_of(markup, sheets, patience)
    shots = _named(screenshot)
    listed = read_names(partner_list, patience) if partner_list else ()
    found = controls(markup, styles, path.name)
    if not any(_is_asked(one) for one in found) and _is_made_by_script(markup, found):
        return _by_script(path, markup, shots, listed)
    lain = areas(markup, found, passages(markup, styles, path.name))
    list_name = partner_list.name if partner_list else ""
    around = _Around(styles, _unknown(sheets), tuple(controllers), listed, list_name)
    asked = tuple(_request(one, around) for area in lain for one in requests(area))
    whole = next(
        (area for area in lain if any(one.kind is Kind.FIELD for one in area.controls)), lain[0] if lain else None
    )
    own = tuple(fields(whole.controls)) if whole else ()
    seen = of_notice(whole, own) if whole else {}
    number = of_number(whole, own) if whole else {}
    left = _left_out(sheets, lain)
    return PageReading(path.name, markup.encoding, tuple(fields(found)), asked, seen, number, listed, shots, left)


@dataclass(frozen=True)
class _Around:
    """What is known beside the request itself."""

    styles: dict[Element, Style]
    unknown: str
    controllers: tuple[str, ...]
    listed: tuple[str, ...]
    list_name: str


def _request(request: Request, around: _Around) -> RequestReading:
    request.area.markup.patience.spend(len(request.area.near) + len(request.area.everything))
    shown = partners_shown(request, around.listed, around.list_name)
    seen = {
        **of_agreeing(request),
        **of_refusing(request, around.styles, around.unknown),
        **of_telling(request, around.controllers),
        "partners_shown": shown.sighting,
        **of_call_agreement(request),
        **of_number(request.area, fields(request.area.controls)),
    }
    return RequestReading(request.ask.value, request.words, request.where, seen, shown.names)


def _is_asked(control: Control) -> bool:
    return control.kind not in {Kind.LINK, Kind.HIDDEN}


def _is_made_by_script(markup: Markup, found: Sequence[Control]) -> bool:
    """Whether the form is not in the page: scripts or frames bring it."""
    frames = any(str(one.tag).endswith(("}iframe", "}frame")) for one in markup.elements())
    return markup.scripted or frames or any(one.kind is Kind.HIDDEN for one in found)


def _by_script(path: Path, markup: Markup, screenshot: str, listed: tuple[str, ...]) -> PageReading:
    note = (
        "the page is made by script or shown in a frame and holds no form as saved: look at it, or save it as displayed"
    )
    nothing = unclear(note, where="the page")
    request = RequestReading("unknown", "", "the page", dict.fromkeys(ITEMS, nothing), listed)
    seen, number = {"given_where": nothing}, {"phone_asked": nothing}
    return PageReading(
        path.name,
        markup.encoding,
        (),
        (request,),
        seen,
        number,
        listed,
        screenshot,
        ("the form itself",),
        made_by_script=True,
    )


def _unknown(sheets: Sheets) -> str:
    """Return why sizes and colours may not be as declared; empty when they are."""
    if sheets.missing:
        return f"style sheet `{sheets.missing[0]}` was not delivered"
    return "some styles depend on the screen" if sheets.conditional else ""


def _left_out(sheets: Sheets, lain: Sequence[Area]) -> tuple[str, ...]:
    left = [f"style sheet `{name}`" for name in dict.fromkeys(sheets.missing)]
    left += ["styles that depend on the screen"] if sheets.conditional else []
    left += ["frames"] if any(area.frames for area in lain) else []
    return tuple(left)


def _named(screenshot: Path | None) -> str:
    """Return the name and size of a screenshot; the picture itself is for people."""
    if screenshot is None:
        return ""
    try:
        return f"{screenshot.name}, {screenshot.stat().st_size} bytes"
    except (OSError, ValueError) as error:
        raise DocumentError(f"screenshot `{screenshot.name}` cannot be opened: check the path") from error
