"""Say what is wrong with a description, in words that tell what to do: the line, the key, what is expected there."""

from __future__ import annotations

import difflib
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from licet.notices.yaml_lines import Described, Path, read_described
from licet.terms.errors import DocumentError

M = TypeVar("M", bound=BaseModel)
MOST: Final = 8
"""Faults told at once: one tends to bring the next."""

_EXPECTED: Final = {
    "missing": "is missing: add it",
    "string_type": "is a text: put it in quotes",
    "string_too_short": "is empty: write it, or remove the key",
    "string_too_long": "is too long",
    "bool_type": "is `yes` or `no`",
    "bool_parsing": "is `yes` or `no`",
    "int_type": "is a whole number",
    "int_parsing": "is a whole number",
    "list_type": "is a list: `[a, b]`",
    "tuple_type": "is a list: `[a, b]`",
    "dict_type": "is a mapping: `key: value`, one a line",
    "model_type": "is a mapping: `key: value`, one a line",
    "model_attributes_type": "is a mapping: `key: value`, one a line",
    "too_short": "holds at least one",
    "string_pattern_mismatch": "is written in lower-case letters, digits and hyphens",
}


def parsed(model: type[M], text: str, name: str) -> M:
    """Return a description as its model; raise ``DocumentError`` that tells each fault with its line."""
    described = read_described(text, name)
    try:
        return model.model_validate(described.said)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        deeper = {tuple(each["loc"][:end]) for each in errors for end in range(len(each["loc"]))}
        # a list of which one value is bad is also told as empty: the value says it
        found = [_fault(each, described, model) for each in errors if each["loc"] == () or each["loc"] not in deeper]
        more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
        raise DocumentError("; ".join(dict.fromkeys(found[:MOST])) + more) from None


def misfit(place: Path, what: str) -> PydanticCustomError:
    """Return the error of a model whose parts do not fit together: where, and what to do."""
    return PydanticCustomError("misfit", "{what}", {"what": what, "at": list(place)})


def _fault(error: ErrorDetails, described: Described, model: type[BaseModel]) -> str:
    path = tuple((error.get("ctx") or {}).get("at", error["loc"]))
    if error["type"] == "extra_forbidden":
        return f"{described.place(path)}: nothing is called so here{_instead(str(path[-1]), _keys(model))}"
    if error["type"] in {"enum", "literal_error"}:
        return f"{described.place(path)}: is none of {_choices(error)}"
    if error["type"] == "greater_than_equal" or error["type"].startswith("less_than"):
        return f"{described.place(path)}: {_lower(error['msg'])}"
    if error["type"] == "value_error":
        return f"{described.place(path)}: {_lower(error['msg'].removeprefix('Value error, '))}"
    return f"{described.place(path)}: {_EXPECTED.get(error['type'], _lower(error['msg']))}"


def _choices(error: ErrorDetails) -> str:
    expected: Any = (error.get("ctx") or {}).get("expected", "")
    return str(expected).replace("'", "`").replace(" or ", ", ")


def _instead(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return f": did you mean `{near[0]}`?" if near else ": remove it"


def _keys(model: type[BaseModel]) -> list[str]:
    """Return every key of a model and of the models within it."""
    waiting: list[type[BaseModel]] = [model]
    seen: dict[type[BaseModel], None] = {}
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen[each] = None
        for found in each.model_fields.values():
            waiting += [
                part for part in _parts(found.annotation) if isinstance(part, type) and issubclass(part, BaseModel)
            ]
    return sorted({name for each in seen for name in each.model_fields})


def _parts(annotation: Any) -> list[Any]:  # noqa: ANN401  # a type, or what `typing` makes of one
    inside = [part for each in getattr(annotation, "__args__", ()) for part in _parts(each)]
    return [annotation, *inside]


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
