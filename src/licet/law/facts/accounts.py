"""What is known of the organisation's systems and how people log in to them.

A row is one way in to one system (the customer area of a site, a back office, a mailing tool) as it stood on the day
seen. Two populations whose passwords are kept differently are two rows.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Table

ACCOUNTS = Table(
    "accounts",
    unit="systems",
    means="systems that hold personal data and how people log in to them",
    fr="systèmes qui contiennent des données personnelles, et manière de s'y connecter",
    parents=(),
)

STORED_AS = ("in_clear", "reversible", "md5", "sha1", "unsalted", "salted", "made_for_passwords")
"""How passwords are kept; the first five can be turned back by whoever takes a copy."""

ACCOUNTS.declare(
    # whose data a login opens
    choice("users.are", ("people_themselves", "staff", "both"), "who logs in: the people whose data are behind the login, staff and processors, or both", "qui se connecte : les personnes dont les données sont derrière la connexion, le personnel et les sous-traitants, ou les deux"),
    yes_no("users.reach_personal_data", "it was seen that whoever logs in sees or changes personal data", "il est constaté que qui se connecte voit ou modifie des données personnelles"),
    # passwords
    count("password.shortest", "how many characters the shortest password has that the system takes, or that was given out", "combien de caractères compte le plus court mot de passe que le système accepte, ou qui a été attribué"),
    count("password.classes", "how many classes of characters a password must have (small letters, capitals, digits, others): 1 to 4", "combien de classes de caractères un mot de passe doit comporter (minuscules, majuscules, chiffres, autres) : 1 à 4"),
    count("password.entropy_bits", "bits of entropy of the weakest password that the system takes (for word lists and codes, which length and classes do not describe)", "bits d'entropie du plus faible mot de passe accepté (pour les suites de mots et les codes, que longueur et classes ne décrivent pas)"),
    yes_no("password.lock_out", "after failed attempts the login is delayed or locked", "après des échecs, la connexion est ralentie ou bloquée"),
    yes_no("password.second_factor", "a second factor (a device, a code sent) is asked beside the password; supposed no unless answered", "un second facteur (un appareil, un code envoyé) est demandé en plus du mot de passe ; supposé non sauf réponse", supposed=False),
    choice("password.stored_as", STORED_AS, "how passwords are kept, at the worst: in clear, encrypted so that they can be read again, MD5, SHA-1, another function without salt, another with a salt for each, a function made for passwords (argon2, bcrypt, scrypt, PBKDF2)", "comment les mots de passe sont conservés, au pire : en clair, chiffrés de façon réversible, MD5, SHA-1, autre fonction sans sel, autre avec un sel propre à chacun, fonction faite pour les mots de passe (argon2, bcrypt, scrypt, PBKDF2)"),
    choice("password.sent", ("not_sent", "to_be_changed", "to_be_kept"), "passwords in readable form sent by e-mail, post or message: never, only such as must be changed at first use, such as may be kept", "mots de passe envoyés lisibles par courriel, courrier ou message : jamais, seulement à changer dès la première utilisation, utilisables durablement"),
    yes_no("password.given_out_to_keep", "passwords that the organisation itself makes or hands out stay usable: nothing has them changed at first use", "les mots de passe que l'organisme crée ou remet restent utilisables : rien ne les fait changer à la première utilisation"),
    yes_no("secret.made_of_known_data", "a password, code or reference that opens personal data is made up wholly or mostly of what others can know (a date of birth, digits shown in public)", "un mot de passe, code ou référence ouvrant des données personnelles est fait, en tout ou pour l'essentiel, de ce que d'autres peuvent connaître (date de naissance, chiffres affichés publiquement)"),
    # ways in
    yes_no("documents.open_by_address", "documents with personal data open for whoever has or guesses their address, without logging in", "des documents contenant des données personnelles s'ouvrent pour qui a ou devine leur adresse, sans connexion"),
    choice("connection.protected_by", ("nothing", "obsolete_tls", "current_tls"), "how the pages on which personal data or passwords pass are protected on the way: http alone, withdrawn protocols or ciphers (SSL, TLS 1.0 or 1.1, RC4, 3DES…), TLS 1.2 or later with current ciphers", "comment sont protégées en chemin les pages où passent données personnelles ou mots de passe : http seul, protocoles ou algorithmes retirés (SSL, TLS 1.0 ou 1.1, RC4, 3DES…), TLS 1.2 ou plus avec algorithmes à jour"),
    yes_no("administration.open_by_password_alone", "staff reach it from any address of the internet with a password alone (no VPN, list of addresses or second factor)", "le personnel y accède depuis n'importe quelle adresse d'internet par un seul mot de passe (ni VPN, ni liste d'adresses, ni second facteur)"),
    yes_no("account.shared", "several people use one and the same account", "plusieurs personnes utilisent un même compte"),
    yes_no("account.users_traceable", "something else tells apart who did what: a key, a VPN, a certificate or addresses of their own", "autre chose distingue qui a fait quoi : une clé, un VPN, un certificat ou des adresses propres à chacun"),
    yes_no("access.ends_with_duty", "staff open only what their present task calls for, and lose access when it ends", "le personnel n'ouvre que ce que sa tâche présente demande, et perd l'accès quand elle cesse"),
    yes_no("session.locks_itself", "the session or workstation of staff who see personal data locks itself when left", "la session ou le poste du personnel qui voit des données personnelles se verrouille quand il est laissé"),
    yes_no("access.logged", "who opened or changed personal data, and when, is logged", "qui a consulté ou modifié des données personnelles, et quand, est journalisé"),
    # papers and devices
    yes_no("papers.readable_where_kept", "copies of bank cards, bank details, identity papers or health papers lie there as they are: whoever opens or copies the folder reads them (not enciphered); supposed no unless answered", "des copies de cartes ou coordonnées bancaires, de pièces d'identité ou de santé s'y trouvent telles quelles : qui ouvre ou copie le dossier les lit (non chiffrées) ; sauf réponse, supposé non", supposed=False),
    yes_no("papers.readable_on_the_way", "such papers are asked for, or sent, by plain e-mail or another way on which others can read them; supposed no unless answered", "de tels documents sont demandés ou envoyés par simple courriel, ou par une autre voie où des tiers peuvent les lire ; sauf réponse, supposé non", supposed=False),
    yes_no("devices.handed_on_with_data", "devices, disks or papers went to others, or were thrown away, with the data of people still on them; supposed no unless answered", "des appareils, disques ou papiers ont été remis à d'autres, ou jetés, avec les données de personnes encore dessus ; sauf réponse, supposé non", supposed=False),
    # what leaves
    yes_no("mailing.addressees_see_each_other", "a message sent from it showed its addressees to one another (open copy)", "un message envoyé de là a montré ses destinataires les uns aux autres (copie visible)"),
)  # fmt: skip
