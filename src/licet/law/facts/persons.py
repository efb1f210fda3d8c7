"""What is known of a person who is, or would be, solicited.

A row is one person on one channel for one controller at one instant: an act that took place, or contact on the day
of the audit. Facts come from the columns of the people file, from what was produced for the source of the row, or
from what was answered for the whole base; what none of them says is unknown.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, day, instant, verdict, yes_no
from licet.rules.facts import Mending, Table
from licet.rules.values import NEVER
from licet.terms.words import Audience, Channel, Sector

ASK, PROVE, INFORM, WAIT = Mending.ASK, Mending.PROVE, Mending.INFORM, Mending.WAIT
CHANGE, PURGE = Mending.CHANGE_MESSAGE, Mending.PURGE

PERSONS = Table(
    "persons",
    unit="persons",
    means="people who are or would be solicited",
    fr="personnes sollicitées ou susceptibles de l'être",
    parents=("sources", "forms"),
    channel="act.channel",
    reached_by="contact_point.held",
    audiences={
        Audience.CONSUMER: lambda f: f.capacity == "consumer",
        Audience.PROFESSIONAL: lambda f: f.capacity == "professional",
    },
)

PERSONS.declare(
    choice("act.channel", tuple(Channel), "the channel of the act", "le canal de l'acte"),
    choice("capacity", tuple(Audience), "in what capacity the person is solicited", "la qualité en laquelle la personne est sollicitée"),
    yes_no("solicitation.promotes", "what is sent or said promotes goods, services or the image of one who sells them (no: a party, a faith or a charity that speaks for its cause); supposed yes unless answered", "ce qui est envoyé ou dit promeut des biens, des services ou l'image de qui en vend (non : un parti, un culte ou une œuvre qui parle pour sa cause) ; supposé oui sauf réponse", supposed=True),
    yes_no("person.lives_abroad", "the person lives outside France; supposed no unless answered", "la personne vit hors de France ; supposé non sauf réponse", supposed=False),
    day("person.born_on", "the day of birth held of the person (never: none is held); supposed never unless answered", "la date de naissance détenue (never : aucune) ; supposé never sauf réponse", supposed=NEVER),
    yes_no("contact_point.held", "a contact point for this channel is held", "une coordonnée est détenue pour ce canal", per_channel=True),
    yes_no("contact_point.is_generic", "the address names a service, not a person (info@, contact@)", "l'adresse désigne un service et non une personne (info@, contact@)"),
    yes_no("contact_point.owner_is_legal_person", "the address belongs to a legal person", "l'adresse appartient à une personne morale"),
    yes_no("contact_point.published_online", "the contact point was taken from a public page", "la coordonnée a été relevée sur une page publique"),
    yes_no("contact_point.marked_against_prospecting", "the page said that canvassing was unwelcome", "la page indiquait refuser le démarchage"),
    yes_no("profession.offer_relates", "the offer relates to the person's profession", "l'offre est en rapport avec la profession de la personne", mended_by=CHANGE),
    # how the data came
    day("collection.on", "the day the organisation obtained the data", "le jour où l'organisme a obtenu les données"),
    yes_no("collection.from_person", "the organisation took the data from the person directly", "l'organisme a recueilli les données auprès de la personne elle-même"),
    yes_no("collection.told_of_prospecting", "the person was told at collection, or on receipt of the data, of the use for prospecting", "la personne a été informée, à la collecte ou à la réception des données, de l'usage à des fins de prospection", mended_by=INFORM, needs_evidence=True),
    yes_no("collection.could_object", "the person could object simply and free of charge at collection", "la personne pouvait s'opposer simplement et sans frais à la collecte", mended_by=ASK, needs_evidence=True),
    yes_no("collection.aimed_at_children", "the site or service where the data were given is aimed at children; supposed no unless answered", "le site ou service où les données ont été données s'adresse à des enfants ; supposé non sauf réponse", supposed=False),
    yes_no("collection.for_another_purpose", "the data were given for a purpose other than this solicitation (booking, support, care)", "les données ont été données pour une autre finalité que cette sollicitation (réservation, assistance, soins)"),
    yes_no("collection.told_of_new_purpose", "the person was told of the new purpose before the use", "la personne a été informée de la nouvelle finalité avant l'usage", mended_by=INFORM, needs_evidence=True),
    # consent for e-mail, SMS, fax, automated calls (and post or transmission where consent is relied on)
    instant("consent.given_at", "when the person agreed", "l'instant où la personne a accepté", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    instant("consent.withdrawn_at", "when the person withdrew the agreement", "l'instant où la personne a retiré son accord", mended_by=ASK, needs_evidence=True),
    yes_no("consent.covers_channel", "the agreement names this channel", "l'accord nomme ce canal", mended_by=ASK, needs_evidence=True, silence_is_no=True, per_channel=True),
    yes_no("consent.covers_purpose", "the agreement names this purpose", "l'accord nomme cette finalité", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.names_controller", "the person was shown, by name, the organisation on whose behalf this is sent", "la personne s'est vu présenter, nommément, l'organisme pour le compte duquel l'envoi est fait", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.by_positive_act", "the agreement was a statement or a clear positive act (not a pre-ticked box, silence or acceptance of terms)", "l'accord fut une déclaration ou un acte positif clair (ni case précochée, ni silence, ni acceptation de conditions)", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.with_parent", "what was produced shows that a holder of parental authority agreed with the child", "ce qui a été produit montre qu'un titulaire de l'autorité parentale a accepté avec l'enfant", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.processing_changed_since", "the processing agreed to has changed since", "le traitement accepté a changé depuis", mended_by=ASK),
    yes_no("consent.proof_names_person", "what was produced shows that this very person agreed", "ce qui a été produit montre que cette personne-là a accepté", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("consent.proof_shows_time", "what was produced shows when", "ce qui a été produit montre à quel moment", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("consent.proof_shows_wording", "what was produced shows the words the person saw", "ce qui a été produit montre les mots que la personne a vus", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    verdict("form.consent_fails", "forms", ("no-valid-consent",), "the form through which the person agreed breaks a rule on how consent is asked", "le formulaire par lequel la personne a accepté enfreint une règle sur la manière de demander le consentement", mended_by=ASK),
    yes_no("partner.on_list_at_collection", "the organisation stood on the list of partners that the person could see that day", "l'organisme figurait sur la liste de partenaires que la personne pouvait voir ce jour-là", mended_by=ASK, needs_evidence=True),
    yes_no("partner.shown_by_category_only", "the person was shown only kinds of partners (insurers, energy...), no names", "la personne n'a vu que des catégories de partenaires (assureurs, énergie...), aucun nom", mended_by=ASK),
    yes_no("partner.received_from_partner", "the data came from one who had itself received them as a partner", "les données viennent d'un tiers qui les tenait lui-même en qualité de partenaire"),
    # telephone consent has its own content and its own life (R.223-1)
    instant("call_consent.given_at", "when the person agreed to be called", "l'instant où la personne a accepté d'être appelée", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    instant("call_consent.withdrawn_at", "when the person withdrew it, orally included", "l'instant où la personne l'a retiré, même oralement", mended_by=ASK, needs_evidence=True),
    day("call_consent.given_on", "the day the agreement to be called was collected", "le jour du recueil de l'accord à être appelé", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    day("call_consent.period_ends_on", "the last day of the period the person agreed to", "le dernier jour de la période acceptée", mended_by=ASK, needs_evidence=True),
    yes_no("call_consent.names_caller", "the agreement names who calls", "l'accord nomme l'appelant", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("call_consent.covers_offer", "the agreement names the goods or services of this call", "l'accord nomme les biens ou services objet de cet appel", mended_by=CHANGE, needs_evidence=True, silence_is_no=True),
    yes_no("call_consent.proof_names_person", "what was produced shows that this very person agreed to be called, and when", "ce qui a été produit montre que cette personne-là a accepté d'être appelée, et quand", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    day("call_consent.proof_kept_until", "the day until which the archived proof is kept", "le jour jusqu'auquel la preuve archivée est conservée", mended_by=PROVE, needs_evidence=True),
    verdict("form.call_consent_fails", "forms", ("no-valid-call-consent",), "the request through which the person agreed to calls lacks what the decree demands", "la demande par laquelle la personne a accepté les appels ne comporte pas ce que le décret exige", mended_by=ASK),
    yes_no("bloctel.listed", "the number stood on the opposition list", "le numéro figurait sur la liste d'opposition"),
    day("bloctel.screened_on", "the last day the file was screened against the opposition list", "le dernier jour où le fichier a été confronté à la liste d'opposition", mended_by=PROVE),
    yes_no("bloctel.calls_habitually", "the organisation canvasses consumers by telephone habitually, not in a campaign now and then", "l'organisme démarche habituellement des consommateurs par téléphone, et non par campagnes occasionnelles"),
    # relation
    instant("sale.at", "when the person bought, if the address was given on that occasion", "l'instant de l'achat à l'occasion duquel l'adresse a été donnée"),
    yes_no("sale.by_this_controller", "the seller is the very person who solicits", "le vendeur est celui-là même qui sollicite"),
    yes_no("sale.offer_is_analogous", "the offer is for goods or services like those bought or taken, by the declared map of categories", "l'offre porte sur des biens ou services de même famille que ceux achetés ou souscrits, selon la table déclarée", mended_by=CHANGE),
    yes_no("sale.objection_offered", "a clear, free and simple refusal was offered when the address was given", "un refus clair, gratuit et simple était proposé lors de la remise de l'adresse", needs_evidence=True),
    yes_no("sale.told_of_prospecting", "the person was told at the sale of the use for prospecting", "la personne a été informée lors de la vente de l'usage à des fins de prospection", needs_evidence=True),
    yes_no("account.without_purchase", "the person opened an account and bought nothing", "la personne a ouvert un compte sans rien acheter"),
    yes_no("account.in_paid_offer", "the free account belongs to an offer with a paid tier", "le compte gratuit relève d'une offre comportant un niveau payant"),
    yes_no("contract.in_progress", "a contract with the person is running", "un contrat est en cours avec la personne"),
    yes_no("contract.covers_offer", "the offer relates to the object of that contract", "l'offre se rapporte à l'objet de ce contrat", mended_by=CHANGE),
    yes_no("contract.relation_existed", "there was a contractual relation with the person, ended or not", "il existait une relation contractuelle avec la personne, achevée ou non"),
    yes_no("training.action_in_progress", "a training action directly linked to the offer is under way", "une action de formation directement liée à l'offre est en cours"),
    yes_no("training.collects_account_data", "the solicitation seeks the data of the training account", "la sollicitation cherche à recueillir les données du compte de formation", mended_by=CHANGE),
    choice("offer.sector", tuple(Sector), "what is offered, where its sector has its own law", "ce qui est proposé, quand le secteur a son droit propre", mended_by=CHANGE),
    day("insurance.step_on", "the day of the person's own clear step towards an insurance call", "le jour de la démarche claire de la personne en vue d'un appel d'assurance", needs_evidence=True),
    yes_no("insurance.distributor_known", "on that step the person was told the distributor and its register number", "lors de cette démarche, le distributeur et son numéro d'immatriculation ont été indiqués à la personne", needs_evidence=True),
    day("callback.requested_on", "the day the person asked to be called back", "le jour où la personne a demandé à être rappelée", needs_evidence=True),
    yes_no("callback.covers_offer", "the call keeps to the goods or services of that request", "l'appel se limite aux biens ou services de cette demande", mended_by=CHANGE),
    day("callback.proof_kept_until", "the day until which the proof of that request is kept", "le jour jusqu'auquel la preuve de cette demande est conservée", mended_by=PROVE, needs_evidence=True),
    # refusal
    instant("objection.made_at", "when the person last objected to prospecting and has not taken it back since", "l'instant de la dernière opposition de la personne à la prospection, si elle n'est pas revenue dessus", needs_evidence=True),
    yes_no("objection.covers_act", "the objection covers this channel and purpose (unspecified: all)", "l'opposition couvre ce canal et cette finalité (à défaut de précision : tous)", per_channel=True),
    # what the person did, for retention
    day("last_act.on", "the last day the person did something: click (not to unsubscribe), order, answer, request, login", "le dernier jour où la personne a agi : clic (autre que de désinscription), commande, réponse, demande, connexion", mended_by=ASK),
    day("last_open.on", "the last day a message was seen to be opened", "le dernier jour où un message a été vu comme ouvert"),
    yes_no("customer.is_active", "the person is a customer whose relation has not ended", "la personne est un client dont la relation n'a pas pris fin"),
    day("customer.relation_ended_on", "the day the relation with the customer ended (purchase, warranty, contract)", "le jour où la relation avec le client a pris fin (achat, garantie, contrat)"),
    yes_no("archive.only", "the record is kept as intermediate archive (proof, legal duty), apart from the active base", "la fiche est conservée en archivage intermédiaire (preuve, obligation légale), hors de la base active"),
    yes_no("retention.longer_period_justified", "a document gives reasons why prospecting needs a longer period (proof or disputes are reasons for an archive only)", "un document motive une durée plus longue par les besoins de la prospection (preuve ou contentieux ne motivent qu'un archivage)", needs_evidence=True),
    # information
    day("message.first_on", "the day of the first communication with the person", "le jour de la première communication avec la personne"),
    day("disclosure.first_on", "the day the data were first disclosed to another recipient", "le jour de la première communication des données à un autre destinataire"),
    day("notice.given_on", "the day the person was given a notice", "le jour où la personne a reçu une information", mended_by=INFORM, needs_evidence=True),
    verdict("notice.items_fail", "notices", ("item-missing",), "the notice that the person was given lacks items", "l'information que la personne a reçue est dépourvue de mentions", mended_by=INFORM),
    yes_no("person.already_informed", "the person already had the information", "la personne disposait déjà de ces informations", needs_evidence=True),
    # opens
    yes_no("tracker.individual", "opens are read one by one, through an image or link tied to the addressee", "les ouvertures sont lues individuellement, par une image ou un lien propre au destinataire"),
    day("tracker.consent_until", "the last day for which an agreement to this reading, given by an act of its own, was shown (never: none was)", "le dernier jour pour lequel un accord à cette lecture, donné par un acte distinct, a été produit (jamais : aucun)", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("tracker.exempt", "the reading serves only the security of authentication, or individual deliverability as exempted", "la lecture sert seulement la sécurité de l'authentification ou la délivrabilité individuelle exemptée"),
    day("tracker.told_and_could_object_on", "the day the person was clearly told of the reading and could object", "le jour où la personne a été clairement informée de la lecture et mise à même de s'y opposer", needs_evidence=True),
    day("tracker.objected_on", "the day the person objected to this reading", "le jour où la personne s'est opposée à cette lecture"),
    count("person.phone_numbers", "how many telephone numbers are held of the person", "combien de numéros de téléphone sont détenus pour la personne"),
)


