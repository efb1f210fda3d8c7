"""The field's own words as closed lists (house.md, glossary)."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a person is reached; each has its own law."""

    EMAIL = "email"
    SMS = "sms"
    FAX = "fax"
    AUTOMATED_CALL = "automated_call"
    TELEPHONE = "telephone"
    POST = "post"


ELECTRONIC = (Channel.EMAIL, Channel.SMS, Channel.FAX, Channel.AUTOMATED_CALL)
"""The channels of CPCE L.34-5: consent first."""


class Audience(StrEnum):
    """In what capacity a person is solicited."""

    CONSUMER = "consumer"
    PROFESSIONAL = "professional"


class Purpose(StrEnum):
    """Why a message is sent; only ``COMMERCIAL`` is prospecting within L.34-5 al. 3."""

    COMMERCIAL = "commercial"
    TRANSACTIONAL = "transactional"
    CHARITY = "charity"
    POLITICAL = "political"
    SURVEY = "survey"


class Sector(StrEnum):
    """What is offered, as far as a sector has its own prospecting law."""

    ENERGY_RENOVATION = "energy_renovation"
    HOME_ADAPTATION = "home_adaptation"
    CPF_TRAINING = "cpf_training"
    INSURANCE = "insurance"
    PRESS = "press"
    OTHER = "other"


class Role(StrEnum):
    """What an organisation does with the base in an operation, for the doctrine of heads (heads.md D3)."""

    USER = "user"
    TRANSMITTER = "transmitter"
