"""The third body of April 2022, and D5: which head a silence or a purchase opens."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.law.book import find
from licet.law.heads import articles, relation
from licet.rules.values import encode_day
from licet.terms.words import Channel, Role

DAY = encode_day(dt.date(2022, 3, 1))


@pytest.mark.parametrize(("rule", "stands"), [("PAR-01", "same-head"), ("PAR-01.information", "within")])
def test_one_silence_of_a_form_is_one_head_under_article_6(rule: str, stands: str) -> None:
    recorded = find(rule)
    charged = articles(recorded, role=Role.TRANSMITTER, channel=None, used=frozenset(), day=DAY)
    assert charged == ("GDPR 6",)
    assert relation(recorded, "GDPR 6") == stands


@pytest.mark.parametrize(
    ("rule", "article"),
    [("PAR-08", "CPCE L.34-5"), ("PAR-08.continuing", "GDPR 7(1)"), ("PAR-08.silent", "GDPR 7(1)")],
)
def test_a_purchase_falls_under_l34_5_and_a_supply_never_checked_under_7_1(rule: str, article: str) -> None:
    charged = articles(find(rule), role=Role.USER, channel=None, used=frozenset({Channel.EMAIL}), day=DAY)
    assert charged == (article,)
