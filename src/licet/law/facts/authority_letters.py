"""What is known of letters of the data protection authority, and of what it got in return."""

from __future__ import annotations

from licet.law.facts.declare import choice, count, day, yes_no
from licet.rules.facts import Mending, Table

AUTHORITY_LETTERS = Table(
    "authority_letters",
    unit="letters of the authority",
    means="letters of the data protection authority to the organisation",
    fr="courriers de l'autorité de protection des données à l'organisme",
    parents=(),
)

LETTERS = ("questions", "documents", "formal_notice", "order")
RETURNS = ("whole", "part", "nothing")

AUTHORITY_LETTERS.declare(
    choice("letter.asks", LETTERS, "what the letter is: questions, documents to be sent, a formal notice, an order after a decision", "ce qu'est le courrier : questions, pièces à communiquer, mise en demeure, injonction après une décision"),
    yes_no("letter.reached", "it reached the organisation, or was left unfetched at the address it declares", "il est parvenu à l'organisme, ou n'a pas été retiré à l'adresse que celui-ci déclare"),
    day("answer.due_on", "the last day that the authority gave for the answer", "le dernier jour donné par l'autorité pour répondre"),
    choice("answer.came", RETURNS, "what the authority got up to now: an answer to every point (that it did not like it does not count), to part of them, nothing", "ce que l'autorité a reçu à ce jour : une réponse à chaque point (qu'elle ne convainque pas ne compte pas), à une partie, rien", mended_by=Mending.INFORM),
    count("reminders.sent", "how many times the authority had to ask again", "combien de fois l'autorité a dû relancer"),
    count("documents.held_back", "how many of the documents asked for exist and were not supplied", "combien des pièces demandées existent et n'ont pas été fournies", mended_by=Mending.INFORM),
)
