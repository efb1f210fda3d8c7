"""Reports made up for these tests: a rich one, an empty one, and one whose every name is hostile."""

import datetime as dt
import json
from typing import Literal

from licet.audit.model import (
    Assumed,
    Cap,
    Comparable,
    Complaints,
    Evidence,
    FileRead,
    Finding,
    Ground,
    Law,
    ProofOfSource,
    Report,
    RestsOn,
    SeenInDocument,
    Share,
    Step,
    ToObtain,
    Warned,
    Years,
)
from licet.reading.contracts.read import POINTS

Language = Literal["fr", "en"]
HOSTILE = "<script>alert('licet')</script>\"'&\x1b[2J\u202e[red]{n}%s"

TEXTS: dict[Language, dict[str, str]] = {
    "en": {
        "no-consent": "people solicited, or their data passed on, without a consent that is shown",
        "field": "data held that no activity needs",
        "kept": "people kept beyond the period their data may be used",
        "item": "information lacking items, or given too late, or never",
        "objection": "objections made or offered that stop nothing, or only part",
        "contract": "processors without a contract, or with one that lacks mandatory clauses",
        "strict": "consents older than the period the authority advises",
        "hours": "calls outside the permitted days and hours",
        "rule": "A consumer is not prospected by electronic means without having agreed beforehand to that means.",
        "within": "The controller is able to demonstrate that the person consented.",
        "repair": "Put these people aside at once, ask them again through a valid form, and delete those who do not answer.",
        "question": "Was the proof of each consent, with its day and the form as shown, produced by the supplier?",
        "assumed": "not examined by the decision",
        "warned": "A message answers one-click unsubscription (RFC 8058).",
    },
    "fr": {
        "no-consent": "personnes sollicitées, ou données transmises, sans consentement démontré",
        "field": "données détenues dont aucune activité n'a besoin",
        "kept": "personnes conservées au-delà de la durée d'utilisation de leurs données",
        "item": "information dépourvue de mentions, tardive ou absente",
        "objection": "oppositions formées ou offertes sans effet, ou d'effet partiel",
        "contract": "sous-traitants sans contrat, ou dont le contrat est dépourvu de clauses obligatoires",
        "strict": "consentements plus anciens que la durée recommandée par l'autorité",
        "hours": "appels hors des jours et heures permis",
        "rule": "Un consommateur n'est pas prospecté par voie électronique sans y avoir consenti au préalable par cette voie.",
        "within": "Le responsable est en mesure de démontrer que la personne a consenti.",
        "repair": "Écarter ces personnes sans délai, leur redemander leur accord par un formulaire valable, effacer celles qui ne répondent pas.",
        "question": "La preuve de chaque consentement, avec son jour et le formulaire tel qu'affiché, a-t-elle été produite par le fournisseur ?",
        "assumed": "non examiné par la décision",
        "warned": "Un message répond à la désinscription en un clic (RFC 8058).",
    },
}


def ground(texts: dict[str, str], **more: object) -> Ground:
    fields: dict[str, object] = {
        "rule": "CPC-01",
        "article": "CPCE L.34-5",
        "citation": "CPCE L.34-5 al. 1",
        "sentence": texts["rule"],
        "relation": "same-head",
        "status": "breach",
        "unit": "persons",
        "count": 200_000,
        "level": "statute",
        "reading": "settled",
        "contested_by": "",
        "since": dt.date(2004, 7, 10),
        "until": None,
        "stated_on": None,
        "verified": "V",
        "read_on": dt.date(2026, 11, 21),
        "channel": "email",
    }
    return Ground.model_validate(fields | more)


def finding(article: str, title: str, **more: object) -> Finding:
    fields: dict[str, object] = {
        "article": article,
        "conduct": "no-valid-consent",
        "title": title,
        "status": "breach",
        "unit": "persons",
        "count": 200_000,
        "of": 200_000,
        "persons": 200_000,
        "by_source": (),
        "by_form": (),
        "grounds": (),
        "rows": (),
        "items": (),
        "remedy": "ask-again",
        "remedy_text": "…",
        "cap": None,
        "rests_on": RestsOn(declared=0, document=0, data=0, assumed=0),
    }
    return Finding.model_validate(fields | more)


def _findings(texts: dict[str, str]) -> tuple[Finding, ...]:
    cap = Cap(eur=20_000_000, percent_of_turnover=4.0, source="GDPR 83(5)", verified="V")
    sources = (
        Share(name="Fichier DataProspect 2017", count=151_204, of=151_204, possible=0),
        Share(name="Jeu-concours été", count=38_411, of=40_120, possible=1_200),
        Share(
            name="Salon de l'habitat et de la rénovation énergétique de Villeneuve, édition 2016",
            count=7,
            of=8_676,
            possible=0,
        ),
    )
    forms = (
        Share(name="F-2016-03", count=30_000, of=31_000, possible=0),
        Share(name="", count=169_615, of=169_618, possible=3),
    )
    rests = RestsOn(declared=2, document=5, data=11, assumed=1)
    within = ground(
        texts,
        rule="GEN-07.1",
        article="GDPR 7(1)",
        citation="GDPR 7(1)",
        sentence=texts["within"],
        relation="within",
        channel=None,
    )
    strict = ground(
        texts,
        rule="CON-12",
        article="CPCE L.34-5",
        citation="CNIL, délibération 2019-160",
        level="soft",
        reading="strict",
        contested_by="CE 2020-06-19, n° 434684",
        until=dt.date(2025, 12, 31),
        stated_on=dt.date(2019, 11, 21),
        verified="S",
        status="undetermined",
        count=12,
        possible=4_000,
    )
    rows = (*range(1, 15), 17, 19, *range(1021, 1900, 7))
    return (
        finding(
            "CPCE L.34-5",
            texts["no-consent"],
            count=189_622,
            possible=1_200,
            by_source=sources,
            by_form=forms,
            grounds=(ground(texts), within, strict),
            rows=rows,
            remedy_text=texts["repair"],
            cap=cap,
            rests_on=rests,
        ),
        finding(
            "GDPR 5(1)(c)",
            texts["field"],
            unit="fields",
            count=1,
            of=6,
            persons=200_000,
            remedy="purge",
            remedy_text=texts["repair"],
            items=("telephone",),
            grounds=(ground(texts, rule="RET-07", unit="fields", count=1),),
            cap=cap,
            rests_on=rests,
        ),
        finding("GDPR 5(1)(e)", texts["kept"], count=51_337, remedy="purge", remedy_text=texts["repair"], rows=(2, 3, 5), cap=cap, by_source=sources[:2], grounds=(ground(texts, rule="RET-01", count=51_337),)),
        finding("GDPR 14", texts["item"], unit="notices", count=2, of=2, remedy="inform", remedy_text=texts["repair"], items=("mention-2016", "mention-2018")),
        finding("GDPR 21", texts["objection"], unit="paths", count=8, of=9, remedy="repair", remedy_text=texts["repair"]),
        finding("LIL 82", texts["strict"], status="contested", count=3, remedy_text=texts["repair"], cap=Cap(eur=None, percent_of_turnover=2.0, source="LIL 20", verified="S")),
        finding("GDPR 28", texts["contract"], status="undetermined", unit="contracts", count=0, of=4, possible=3, persons=None, remedy="sign", remedy_text=texts["repair"], cap=Cap(eur=10_000_000, percent_of_turnover=None, source="GDPR 83(4)", verified="K")),
    )  # fmt: skip


def _to_obtain(texts: dict[str, str]) -> tuple[ToObtain, ...]:
    def missing(table: str, fact: str, persons: int | None, item: str = "", **more: object) -> ToObtain:
        fields = {"table": table, "item": item, "fact": fact, "question": texts["question"], "persons": persons}
        asked = {"state": "not_asked", "prevents": ("CPCE L.34-5", "GDPR 7(1)")}
        return ToObtain.model_validate(fields | asked | more)

    return (
        missing("contracts", "contract.clauses", None, "hebergeur-1", prevents=("GDPR 28",), state="declared_only"),
        missing("sources", "source.proof_each", 151_204, "dataprospect"),
        missing("persons", "consent.given_at", 200_000, state="asked_nothing_produced"),
        missing("sources", "source.checked_at", 151_204, "dataprospect", state="unreadable"),
        missing("forms", "form.box_prechecked", 30_000, "F-2016-03"),
        missing("forms", "form.partners_named", 31_000, "F-2016-03"),
    )


def _documents(texts: dict[str, str]) -> tuple[SeenInDocument, ...]:
    """Return a contract with its fifteen points, a form with two looks, a mail and the notice that stands in it."""

    def seen(table: str, row: str, fact: str, state: str, **more: object) -> SeenInDocument:
        value = {"found": True, "absent": False}.get(state)
        fields = {
            "table": table,
            "row": row,
            "fact": fact,
            "state": state,
            "value": value,
            "question": texts["question"],
        }
        return SeenInDocument.model_validate(fields | {"quote": "", "where": "", "note": ""} | more)

    points = [
        seen("contracts", "hébergeur", fact, state, quote=f"Article {at}, trois ans." if state == "found" else "", where=f"contrat.pdf, page {at}")
        for at, (fact, state) in enumerate(zip(POINTS, ("found", "absent", "unclear") * 5, strict=True), start=1)
    ]  # fmt: skip
    return (
        *points,
        seen("contracts", "hébergeur", "sub_processors.authorised", "absent", value="none", where="contrat.pdf"),
        seen("forms", "jeu", "refusal_as_prominent", "unclear", quote="link `Non merci` 11px, contrast 2.8, weight 400 — button `Je participe` 18px, contrast 7.1, weight 700", where="form `/jeu`"),
        seen("forms", "jeu", "steps_to_refuse", "unclear", confirmed=True, value=3, where="form `/jeu`"),
        seen("messages", "juin", "subject_line", "unclear", quote="RE: votre dossier ‖ Des lampes à moitié prix.", where="Subject ‖ body", note=texts["assumed"]),
        seen("messages", "juin", "stop_means_given", "absent", quote="Répondez STOP", where="body"),
        seen("notices", "juin (mail)", "asks.required_answers", "found", question="", quote="*", where="body"),
    )  # fmt: skip


def rich_report(language: Language) -> Report:
    texts = TEXTS[language]
    findings = _findings(texts)
    return Report(
        licet="0.1.0",
        language=language,
        judged_on=dt.date(2020, 12, 7),
        organisation="Prospection Exemple SARL",
        law=Law(day=dt.date(2020, 12, 7), rules=74, digest="9f" * 32, read=41, secondary=28, not_read=5),
        persons=200_000,
        channels=("email", "sms"),
        findings=findings,
        warnings=(Warned(rule="SEN-09", citation="Signal Spam, charte 2019", sentence=texts["warned"], unit="messages", count=14),),
        to_obtain=_to_obtain(texts),
        assumed=(
            Assumed(table="organisation", item="", fact="organisation.register_kept", reason=texts["assumed"]),
            Assumed(table="third_country_transfers", item="equipe-rabat", fact="holder.own_staff", reason=texts["assumed"]),
        ),
        ageing=(
            Years(years=-1, last_act=1_012, open_only=0),
            *(Years(years=y, last_act=n, open_only=o) for y, n, o in zip(range(8), (2_010, 30_400, 62_310, 51_000, 33_200, 12_800, 5_100, 2_168), (1_000, 9_000, 31_310, 50_000, 33_000, 12_000, 4_000, 2_100), strict=True)),
        ),
        proof_by_source=(
            ProofOfSource(source="Fichier DataProspect 2017", persons=151_204, shown=0, not_shown=151_204, unknown=0, share_low=None, share_high=None),
            ProofOfSource(source="Jeu-concours été", persons=40_120, shown=10_300, not_shown=28_111, unknown=1_709, sampled=60, invalid=21, share_low=0.231, share_high=0.484),
            ProofOfSource(source="Salon de l'habitat", persons=8_676, shown=8_669, not_shown=7, unknown=0, share_low=None, share_high=None),
        ),
        complaints=(
            Complaints(source="Fichier DataProspect 2017", sender="news@exemple.test", count=1_532, messages=402_331),
            Complaints(source="", sender="bons-plans.example", count=99, messages=None),
        ),
        plan=tuple(Step(remedy=f.remedy, text=f.remedy_text, article=f.article, unit=f.unit, count=f.count) for f in findings[:5]),
        comparables=(
            Comparable(id="SAN-2020-016", date="2020-12-07", name="PERFORMECLIC", heads=("CPCE L.34-5", "GDPR 14"), shared=("CPCE L.34-5", "GDPR 5(1)(c)", "GDPR 5(1)(e)", "GDPR 14"), fine_eur=7_300, deadline_months=2, penalty_eur_per_day=1_000, turnover_eur=None, verified="S"),
            Comparable(id="MED-2022-04", date="2022-04", name="Trois organismes", heads=("GDPR 6",), shared=("GDPR 14",), fine_eur=None, deadline_months=None, penalty_eur_per_day=None, turnover_eur=1_200_000_000, verified="K"),
        ),
        files=(
            FileRead(path="people/base.csv", kind="people", rows=200_000, kept_aside={"no-contact-point": 12, "wrong-number-of-fields": 3}, encoding="cp1252", separator=";", unreadable_dates={"last_open_at": 41}, columns={"email": "Adresse mél", "last_open_at": "Dern. ouverture"}, unknown_columns=("Code interne", "Zone")),
            FileRead(path="complaints.csv", kind="complaints", rows=1_631, kept_aside={}, encoding="utf-8", separator=",", unreadable_dates={}, columns={}, unknown_columns=()),
        ),
        documents=_documents(texts),
        evidence=Evidence(declared=14, document=22, data=31, assumed=9, not_asked=6, nothing_produced=2),
    )  # fmt: skip


def empty_report(language: Language) -> Report:
    return Report(
        licet="0.1.0",
        language=language,
        judged_on=dt.date(2026, 8, 11),
        organisation="",
        law=Law(day=dt.date(2026, 8, 11), rules=0, digest="", read=0, secondary=0, not_read=0),
        persons=0,
        channels=(),
        findings=(),
        warnings=(),
        to_obtain=(),
        assumed=(),
        ageing=(),
        proof_by_source=(),
        complaints=(),
        plan=(),
        comparables=(),
        files=(),
        evidence=Evidence(declared=0, document=0, data=0, assumed=0, not_asked=0, nothing_produced=0),
    )


def hostile_report(language: Language) -> Report:
    """Return the rich report with every text that comes from outside replaced by one that tries to be code."""
    closed = {
        "language",
        "status",
        "relation",
        "verified",
        "state",
        "judged_on",
        "day",
        "since",
        "until",
        "read_on",
        "stated_on",
        "date",
    }

    def spoil(value: object, key: str = "") -> object:
        if key in closed:
            return value
        if isinstance(value, dict):
            return {name: spoil(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [spoil(each) for each in value]
        return HOSTILE if isinstance(value, str) else value

    return Report.model_validate_json(json.dumps(spoil(rich_report(language).model_dump(mode="json"))))
