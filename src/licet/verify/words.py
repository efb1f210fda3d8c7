"""What the checker says, in French and English: reasons, steps, verdicts. A reason is a code; these are its sentences."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]

REASONS: Final[dict[str, Pair]] = {
    # the container and its names
    "not-readable": ("le fichier ne peut pas être lu", "the file cannot be read"),
    "not-a-zip": ("ce n’est pas un fichier zip", "this is not a zip file"),
    "container-too-large": ("le fichier dépasse la taille admise", "the file is larger than the format allows"),
    "container-compressed": (
        "ce fichier est compressé ; le format l’interdit",
        "this file is compressed, which the format forbids",
    ),
    "container-not-canonical": (
        "le zip n’est pas écrit de la seule façon admise : il a été refait ou altéré",
        "the zip is not written in the one way allowed: it was made again, or altered",
    ),
    "name-escapes": (
        "ce nom sort du dossier ou porte un caractère interdit",
        "this name leaves the folder or holds a forbidden character",
    ),
    "name-twice": ("ce nom figure deux fois", "this name stands twice"),
    "name-unknown": ("le format ne connaît pas ce nom", "the format knows no such name"),
    "file-missing": ("ce fichier manque", "this file is missing"),
    "file-not-needed": ("rien ne renvoie à ce fichier", "nothing refers to this file"),
    "segment-incomplete": (
        "un segment est soit un .json et son .salt, soit un .digest seul",
        "a segment is either a .json with its .salt, or a .digest alone",
    ),
    "event-left-out": ("un événement de la suite manque", "an event of the sequence is missing"),
    # the manifest
    "format-unknown": ("ce format est inconnu de cette version", "this version does not know the format"),
    "manifest-malformed": ("le manifeste est mal formé", "the manifest is malformed"),
    "file-not-listed": ("le manifeste ne cite pas ce fichier", "the manifest does not list this file"),
    "file-altered": ("l’empreinte n’est pas celle du manifeste", "the digest is not the one in the manifest"),
    "made-in-the-future": ("le fichier se dit fait dans le futur", "the file says it was made in the future"),
    "keys-malformed": ("les clés annoncées sont mal formées", "the keys it claims are malformed"),
    # notes, checkpoints, keys
    "note-malformed": ("la note signée est mal formée", "the signed note is malformed"),
    "note-not-signed-by-a-trusted-key": (
        "aucune clé de confiance de ce registre n’a signé",
        "no trusted key of this log has signed",
    ),
    "signature-wrong": ("la signature est fausse", "the signature is wrong"),
    "more-than-one-signature": (
        "une seule ligne de signature est admise ici",
        "exactly one signature line is allowed here",
    ),
    "base64-malformed": ("base64 mal formé", "malformed base64"),
    "number-malformed": ("nombre mal écrit", "malformed number"),
    "vkey-malformed": ("clé de vérification mal formée", "malformed verifying key"),
    "vkey-type-unknown": (
        "type de clé inconnu : seul Ed25519 (01) est admis",
        "unknown type of key: only Ed25519 (01) is taken",
    ),
    "checkpoint-malformed": ("point de contrôle mal formé", "malformed checkpoint"),
    "checkpoint-missing": (
        "le point de contrôle n’est pas l’un de ceux du dossier",
        "the checkpoint is not one of those in the file",
    ),
    "checkpoint-of-another-log": (
        "ce point de contrôle est d’un autre registre ou d’une autre taille",
        "this checkpoint is of another log or another size",
    ),
    # segments and entries
    "salt-length": ("le sel n’a pas 32 octets", "the salt is not 32 bytes long"),
    "digest-length": ("l’empreinte n’a pas 32 octets", "the digest is not 32 bytes long"),
    "segments-unknown": ("noms de segments inconnus, ou sans `core`", "unknown names of segments, or no `core`"),
    "segments-out-of-order": ("segments dans le désordre", "segments out of order"),
    "segment-too-large": ("segment trop grand", "segment too large"),
    "segment-too-deep": ("segment trop imbriqué", "segment nested too deep"),
    "segment-not-unicode": ("le segment n’est pas de l’UTF-8", "the segment is not UTF-8"),
    "segment-not-json": ("le segment n’est pas du JSON", "the segment is not JSON"),
    "segment-not-an-object": ("le segment n’est pas un objet JSON", "the segment is not a JSON object"),
    "segment-not-canonical": (
        "le segment n’est pas écrit sous sa forme canonique (RFC 8785)",
        "the segment is not in its canonical form (RFC 8785)",
    ),
    "segment-duplicate-key": ("une clé figure deux fois dans le segment", "a key stands twice in the segment"),
    "segment-key-not-ascii": ("une clé du segment n’est pas en ASCII", "a key of the segment is not ASCII"),
    "segment-int-too-large": ("un nombre du segment atteint 2^53", "a number of the segment reaches 2^53"),
    "segment-float": (
        "le segment porte un nombre non entier, ou ce que JSON n’écrit pas",
        "the segment holds a fraction, or what JSON cannot write",
    ),
    "core-malformed": (
        "le segment `core` ne dit pas ce que le format exige",
        "the segment `core` does not say what the format asks for",
    ),
    # the tree and its proofs
    "edge-length": (
        "le bord de l’arbre n’a pas la longueur de sa taille",
        "the edge of the tree does not fit its size",
    ),
    "bundle-truncated": ("lot d’entrées tronqué", "truncated bundle of entries"),
    "tile-length": ("tuile de longueur fausse", "tile of a wrong length"),
    "proof-malformed": ("preuve mal formée", "malformed proof"),
    "proof-length": ("la preuve n’a pas la longueur voulue", "the proof is too short or too long"),
    "index-outside-the-tree": ("l’indice est hors de l’arbre", "the index is outside the tree"),
    "leaf-not-in-the-tree": (
        "l’entrée n’est pas dans l’arbre à cet indice",
        "the entry is not in the tree at this index",
    ),
    "indices-do-not-grow": ("les indices ne croissent pas", "the indices do not grow"),
    "tree-shrank": ("l’arbre aurait rétréci", "the tree would have shrunk"),
    "tree-rewritten": (
        "le registre a été réécrit entre ces points de contrôle",
        "the log was rewritten between these checkpoints",
    ),
    # time stamps
    "timestamp-malformed": (
        "horodatage illisible, ou refus de l’autorité",
        "unreadable time stamp, or a refusal of the authority",
    ),
    "timestamp-not-sha256": ("l’horodatage ne porte pas sur un SHA-256", "the time stamp is not over a SHA-256"),
    "timestamp-of-something-else": ("l’horodatage porte sur autre chose", "the time stamp is over something else"),
    "timestamp-without-root": (
        "aucun certificat racine d’horodatage n’est donné",
        "no root certificate of time stamping is given",
    ),
    "timestamp-not-by-a-trusted-authority": (
        "l’horodatage n’est pas d’une autorité de confiance",
        "the time stamp is not by a trusted authority",
    ),
    "timestamp-outside-its-bounds": (
        "l’heure certifiée précède ce que l’événement prétend, ou suit la confection du dossier",
        "the certified time is before what an event claims, or after the file was made",
    ),
    # forms, chain, map of heads
    "form-altered": (
        "ce qui a été montré n’a pas l’empreinte de son nom",
        "what was shown does not have the digest in its name",
    ),
    "chain-number-wrong": (
        "le numéro d’ordre de l’événement est faux",
        "the event does not bear its number in the sequence",
    ),
    "chain-broken": ("l’événement ne renvoie pas au précédent", "the event does not name the one before it"),
    "row-malformed": ("ligne de la carte mal formée", "malformed row of the map"),
    "map-malformed": ("carte des derniers événements mal formée", "malformed map of heads"),
    "head-not-in-the-map": (
        "la carte dit un autre dernier événement : il en manque",
        "the map names another last event: some are missing",
    ),
    "head-map-too-old": ("la carte est plus ancienne que tous les événements", "the map is older than all events"),
    # the trust file
    "trust-without-log-key": (
        "le fichier de confiance ne donne aucune clé de registre",
        "the trust file gives no key of a log",
    ),
    "trust-key-twice": (
        "une clé figure deux fois dans les fichiers de confiance",
        "a key stands twice in the trust files",
    ),
    "trust-line-unknown": ("ligne inconnue dans le fichier de confiance", "unknown line in the trust file"),
    "trust-vkey-malformed": (
        "clé mal formée à cette ligne du fichier de confiance",
        "malformed key on this line of the trust file",
    ),
    "trust-certificate-malformed": (
        "certificat mal formé dans le fichier de confiance",
        "malformed certificate in the trust file",
    ),
}

STEPS: Final[dict[str, Pair]] = {
    "container": ("le zip est écrit de la seule façon admise", "the zip is written in the one way allowed"),
    "names": ("tous les fichiers sont connus, aucun ne manque", "every file is known and none is missing"),
    "manifest": ("le manifeste cite chaque fichier et son empreinte", "the manifest lists every file and its digest"),
    "signature": ("le manifeste est signé par une clé du registre", "the manifest is signed by a key of the log"),
    "segments": ("les segments sont lisibles et sous forme canonique", "the segments can be read and are canonical"),
    "inclusion": ("chaque événement est au registre, à son indice", "each event stands in the log, at its index"),
    "checkpoints": ("chaque point de contrôle est signé par le registre", "each checkpoint is signed by the log"),
    "consistency": ("le registre n’a fait que s’allonger", "the log only grew"),
    "timestamps": ("l’horodatage est d’une autorité de confiance", "the time stamps are by a trusted authority"),
    "forms": ("ce qui a été montré est là, octet pour octet", "what was shown is there, byte for byte"),
    "chain": ("les événements de la personne se suivent", "the person's events follow one another"),
    "heads": ("la carte confirme le dernier événement", "the map confirms the last event"),
}

STATES: Final[dict[str, Pair]] = {
    "passed": ("oui", "yes"),
    "nothing-to-check": ("rien à vérifier, voir plus bas", "nothing to check, see below"),
    "failed": ("NON", "NO"),
    "not-reached": ("non examiné", "not reached"),
}

VERDICTS: Final[dict[str, Pair]] = {
    "valid": ("VALIDE", "VALID"),
    "invalid": ("NON VALIDE", "INVALID"),
    "unusable": ("INUTILISABLE : rien ne peut être vérifié", "UNUSABLE: nothing can be checked"),
    "self-consistent-only": (
        "COHÉRENT AVEC LUI-MÊME SEULEMENT : sans --trust, qui l’a signé reste inconnu",
        "CONSISTENT WITH ITSELF ONLY: without --trust, who signed it stays unknown",
    ),
}

LIMITS: Final[dict[str, Pair]] = {
    "core-withheld": (
        "le contenu d’au moins un événement n’est pas communiqué (effacé ou retenu) ; sa place est prouvée",
        "the content of at least one event is not disclosed (erased or withheld); its place is proved",
    ),
    "no-timestamp": (
        "aucun horodatage : les dates ne reposent que sur le registre",
        "no time stamp: dates rest on the log alone",
    ),
    "timestamps-not-verified": (
        "horodatages non vérifiés : le fichier de confiance ne donne aucun certificat racine",
        "time stamps not verified: the trust file gives no root certificate",
    ),
    "events-after-the-last-timestamp": (
        "des événements sont postérieurs au dernier horodatage",
        "some events are later than the last time stamp",
    ),
    "no-head-map": (
        "aucune carte : rien ne prouve que des événements n’ont pas été omis à la fin",
        "no map of heads: nothing proves that no event was left out at the end",
    ),
    "events-after-the-map": (
        "des événements sont postérieurs à la carte : après elle, la complétude n’est pas prouvée",
        "some events are later than the map: completeness is not proved after it",
    ),
}

SENTENCES: Final[dict[str, Pair]] = {
    "log": ("Registre `{origin}`, {events} événement(s).", "Log `{origin}`, {events} event(s)."),
    "newest": (
        "Point de contrôle le plus récent : {size} entrées, racine {root}.",
        "Newest checkpoint: {size} entries, root {root}.",
    ),
    "stamp": (
        "Les {size} premières entrées existaient le {seen} UTC.",
        "The first {size} entries existed on {seen} UTC.",
    ),
    "complete": (
        "Aucun événement de cette personne n’est omis parmi les {below} premières entrées, si elle n’a qu’une ligne dans la carte.",
        "No event of this person is left out among the first {below} entries, if one row of the map alone is theirs.",
    ),
}

AFTER: Final[dict[str, Pair]] = {
    "refusal": (
        "Après l’événement {number} (`{kind}`, entrée {index}, {day}{scope})",
        "After event {number} (`{kind}`, entry {index}, {day}{scope})",
    ),
    "scope": (", portée `{scope}`", ", scope `{scope}`"),
    "nothing": (
        (
            "la suite de cette personne ne porte aucun événement `sending:*` ou `disclosures:*` parmi les {below} premières "
            "entrées, que couvre la carte datée du {day} par le registre"
        ),
        (
            "this person’s sequence holds no event `sending:*` or `disclosures:*` among the first {below} entries, which the "
            "map covers that the log dates {day}"
        ),
    ),
    "nothing-in-the-file": (
        (
            "ce fichier ne porte aucun événement `sending:*` ou `disclosures:*`, mais aucune carte postérieure ne prouve qu’il "
            "n’en manque pas"
        ),
        "this file holds no event `sending:*` or `disclosures:*`, but no later map proves that none is missing",
    ),
    "acts": (
        "des envois ou des communications sont inscrits : événements {numbers} ; à comparer à la portée du refus",
        "acts of sending or disclosure are recorded: events {numbers}; compare them with the scope of the refusal",
    ),
    "unknown": (
        "rien ne peut être conclu : le contenu des événements {numbers} n’est pas communiqué",
        "nothing can be concluded: the content of events {numbers} is not disclosed",
    ),
    "seen": (
        " (carte vue par l’autorité d’horodatage le {day})",
        " (the time-stamping authority saw the map on {day})",
    ),
    "lifted": (
        " La personne a de nouveau consenti, dans la mesure que disent les événements {numbers}.",
        " The person agreed anew, as far as events {numbers} say.",
    ),
}

NOT_PROVED_AFTER: Final[Pair] = (
    (
        "C’est ce que le registre a inscrit : un envoi fait sans y être inscrit n’y laisse pas de trace, et les jours sont ceux "
        "que le registre déclare."
    ),
    (
        "This is what the log recorded: a message sent without being recorded leaves no trace in it, and the days are those "
        "that the log claims."
    ),
)

REMAINS: Final[Pair] = (
    """\
Il vous reste à vérifier : que les clés vous viennent d’une autre voie que ce fichier ; que d’autres ont vu le même
point de contrôle ; que l’autorité d’horodatage est qualifiée et son certificat non révoqué. Un registre prouve
quand et ce qui a été inscrit, jamais que c’était vrai.""",
    """\
Left to you: that the keys came to you by another way than this file; that others saw the same checkpoint; that the
time-stamping authority is qualified and its certificate not revoked. A ledger proves when and what was recorded,
never that it was true.""",
)
