"""The pages of persons, made of the same templates as all others by a quicker engine: many may open theirs at once.

Jinja2 compiles a template to Python, once for each language, with the words that have no holes already in it: a page costs a
tenth of what Django's own engine takes. It reads what Django's would, where a template keeps to what both understand: blocks,
``if``, ``for``, the filters below, ``{% say %}`` and ``{% static_url %}``; a test compares what both make of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup, escape

from licet.doors.web import middleware, served, words

if TYPE_CHECKING:
    from licet.audit.report.words import Language

TEMPLATES: Final = "templates"


class _Tags(Extension):
    """The tags of ``templatetags.saying`` that pages of persons use."""

    tags = {"say", "static_url"}  # noqa: RUF012  # as Jinja2 declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Return what stands for a tag: its text when it is known already, else a call."""
        tag = next(parser.stream)
        about = parser.parse_primary()
        named = []
        while parser.stream.current.type != "block_end":
            name = parser.stream.expect("name").value
            parser.stream.expect("assign")
            named.append(nodes.Keyword(name, parser.parse_postfix(parser.parse_primary())))
        if tag.value == "static_url":
            return nodes.Output([self.call_method("_url", [about])]).set_lineno(tag.lineno)
        if named or not isinstance(about, nodes.Const):
            return nodes.Output([self.call_method("_say", [about], named)]).set_lineno(tag.lineno)
        return nodes.Output([nodes.TemplateData(str(self._say(about.value)))]).set_lineno(tag.lineno)

    def _say(self, key: str, **values: object) -> Markup:
        escaped = {name: value if isinstance(value, int) else escape(value) for name, value in values.items()}
        return Markup(words.say(key, self.environment.language, **escaped))  # type: ignore[attr-defined]  # noqa: S704  # our own words, values escaped

    @staticmethod
    def _url(path: str) -> str:
        return served.url_of(path)


@cache
def environment(language: Language) -> Environment:
    """Return the templates in a language."""
    made = Environment(
        loader=FunctionLoader(lambda name: files("licet.doors.web").joinpath(TEMPLATES, name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    made.language = language  # type: ignore[attr-defined]  # what `_Tags` speaks
    made.filters |= {name: partial(getattr(words, name), language=language) for name in ("day", "moment", "number")}
    made.add_extension(_Tags)
    return made


def page(request: HttpRequest, name: str, shown: Mapping[str, object]) -> HttpResponse:
    """Return the page that a template makes of what is shown, in the language of the request."""
    frame = middleware.frame(request)
    template = environment(words.in_language(str(frame["language"]))).get_template(name)
    return HttpResponse(template.render({**frame, "messages": (), **shown}))
