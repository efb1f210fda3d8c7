"""What is known of transmissions of data to partners.

A row is one transmission: the people of one form or source, one partner, the channel the partner will use. A partner
uses the data for itself or for its own clients; one that acts on instructions only is a processor (``contracts``).
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, day, verdict, yes_no
from licet.rules.facts import Mending, Table
from licet.terms.words import Audience, Channel, Sector

ASK, INFORM, PURGE = Mending.ASK, Mending.INFORM, Mending.PURGE

DISCLOSURES = Table(
    "disclosures",
    unit="disclosures",
    means="transmissions of data to partners, by partner and channel",
    fr="transmissions de données à des partenaires, par partenaire et canal",
    parents=("forms",),
    channel="act.channel",
    audiences={
        Audience.CONSUMER: lambda f: f.capacity == "consumer",
        Audience.PROFESSIONAL: lambda f: f.capacity == "professional",
    },
)

DISCLOSURES.declare(
    choice("act.channel", tuple(Channel), "the channel by which the partner will solicit", "le canal par lequel le partenaire sollicitera"),
    choice("capacity", tuple(Audience), "in what capacity the people will be solicited", "la qualité en laquelle les personnes seront sollicitées"),
    choice("offer.sector", tuple(Sector), "what the partner offers, where its sector has its own law", "ce que propose le partenaire, quand le secteur a son droit propre"),
    # agreement to the transmission
    yes_no("consent.given", "the people agreed beforehand, by an act of their own, to their data being passed on for prospecting", "les personnes ont accepté au préalable, par un acte propre, la transmission de leurs données à des fins de prospection", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.covers_channel", "that agreement names prospecting by this channel", "cet accord nomme la prospection par ce canal", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.by_taking_part", "the agreement was read from the act of taking part (a button to play, enter or confirm the entry)", "l'accord a été déduit de l'acte de participer (bouton pour jouer, s'inscrire ou valider sa participation)", mended_by=ASK),
    yes_no("consent.renewed", "after receiving the data, the organisation itself obtained an agreement to this onward transmission", "après avoir reçu les données, l'organisme a lui-même obtenu un accord à cette nouvelle transmission", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    verdict("form.consent_fails", "forms", ("no-valid-consent",), "the form through which the people agreed breaks a rule on how consent is asked", "le formulaire par lequel les personnes ont accepté enfreint une règle sur la manière de demander le consentement", mended_by=ASK),
    verdict("form.call_consent_fails", "forms", ("no-valid-call-consent",), "the request through which the people agreed to calls lacks what the decree demands", "la demande par laquelle les personnes ont accepté les appels ne comporte pas ce que le décret exige", mended_by=ASK),
    # how the partners were shown
    choice("partners.shown", ("named_on_form", "list_by_link", "category_only", "nothing"), "how the form showed to whom data would be passed: by name, by a link to a list of names, by kinds only, not at all", "comment le formulaire présentait les destinataires : par leur nom, par un lien vers une liste de noms, par catégories seulement, pas du tout", mended_by=ASK, needs_evidence=True),
    yes_no("list.link_works", "the link led to the list while these people agreed", "le lien menait à la liste pendant que ces personnes donnaient leur accord", mended_by=ASK, needs_evidence=True),
    day("partner.listed_on", "the day the partner's name was first shown, on the form or the list (never: it was not)", "le jour où le nom du partenaire a été présenté pour la première fois, sur le formulaire ou la liste (jamais : il ne l'a pas été)", mended_by=ASK, needs_evidence=True),
    day("people.first_agreed_on", "the earliest day on which one of these people agreed", "le premier jour où l'une de ces personnes a donné son accord"),
    yes_no("list.names_added", "names were added to the list since these people agreed", "des noms ont été ajoutés à la liste depuis l'accord de ces personnes"),
    yes_no("list.additions_told", "the people were told of the added names, for instance by a link to the list in each message", "les personnes ont été informées des noms ajoutés, par exemple par un lien vers la liste dans chaque message", mended_by=INFORM, needs_evidence=True),
    # what the form said, where legitimate interest is relied on
    yes_no("collection.told_of_disclosure", "at collection the people were told that their data would be passed on for prospecting, and to what kinds of recipients", "à la collecte, les personnes ont été informées de la transmission de leurs données à des fins de prospection et des catégories de destinataires", mended_by=INFORM, needs_evidence=True),
    yes_no("collection.could_object", "at collection the people could object to it simply and free of charge", "à la collecte, les personnes pouvaient s'y opposer simplement et sans frais", mended_by=ASK, needs_evidence=True),
    # what people were told of it, against what is sent
    count("fields.sent_beyond_promise", "how many kinds of data are sent beyond those that the people were told would be sent (no kinds were told: 0)", "combien de sortes de données sont envoyées au-delà de celles que les personnes savaient devoir l'être (aucune ne leur a été annoncée : 0)", mended_by=PURGE),
    choice("recipient.expected_from", ("agreement", "told_at_collection", "customer_relation", "cleaned_directory", "nothing"), "from what people could expect to be called or written to by this recipient: they agreed, the form told of it or of its kind, they are customers of both, a telephone directory out of which opt-outs were taken, nothing (the form names the organisation and not its own clients)", "d'où les personnes pouvaient s'attendre à des appels ou courriers de ce destinataire : elles ont accepté, le formulaire l'annonçait, lui ou sa catégorie, elles sont clientes des deux, un annuaire téléphonique purgé des oppositions, rien (le formulaire nomme l'organisme et non ses propres clients)", mended_by=INFORM),
    # who is in the rows
    yes_no("refusers.included", "rows of people who had refused (box left empty, refusal button) were passed on", "des lignes de personnes ayant refusé (case laissée vide, bouton de refus) ont été transmises", mended_by=PURGE),
    yes_no("objectors.included", "rows of people who had objected to prospecting were passed on", "des lignes de personnes s'étant opposées à la prospection ont été transmises", mended_by=PURGE),
    yes_no("objections.received", "some of these people objected to the organisation after the transmission", "certaines de ces personnes se sont opposées auprès de l'organisme après la transmission"),
    yes_no("objections.relayed", "those objections were told to the partner", "ces oppositions ont été signalées au partenaire", mended_by=INFORM, needs_evidence=True),
    # where the data and the partner stand
    yes_no("data.received_from_partner", "the organisation had itself received these data as a partner of another", "l'organisme tenait lui-même ces données d'un tiers, en qualité de partenaire"),
    yes_no("partner.called_processor", "the parties call the partner a processor", "les parties qualifient le partenaire de sous-traitant"),
    yes_no("partner.decides", "the partner chooses whom to solicit, its own tools or its own clients", "le partenaire choisit qui solliciter, ses propres outils ou ses propres clients"),
    # sale of a customer file
    yes_no("sale.of_customer_file", "the transmission is the sale of a customer file", "la transmission est la vente d'un fichier de clients"),
    yes_no("sale.includes_former_customers", "the file holds customers whose use for prospecting was over (relation, then three years)", "le fichier comprend des clients dont l'utilisation à des fins de prospection avait pris fin (relation, puis trois ans)", mended_by=PURGE),
    yes_no("sale.includes_archived", "the file holds rows kept only for accounts, disputes or another legal duty", "le fichier comprend des lignes conservées seulement pour la comptabilité, un contentieux ou une autre obligation légale", mended_by=PURGE),
)
