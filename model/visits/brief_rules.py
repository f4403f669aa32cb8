"""How to talk to whom, and how to open the talk (`domain.md` § 6); shipped words of ours."""

from collections.abc import Sequence
from typing import Final

from resources.i18n import N_

STYLE_HINTS: Final = {
    "likes_jokes": N_("Start light; come to the point once they have smiled."),
    "wants_evidence": N_("Bring figures and a case from the same trade; claim nothing without a source."),
    "wants_advice": N_("Give a clear recommendation and say why; they want a second pair of eyes."),
    "likes_debate": N_("Expect to be challenged; let them argue and ask what would convince them."),
    "expert": N_("Talk shop; do not explain basics, bring someone technical for details."),
    "straightforward": N_("Say the point in the first minute and what you need from them."),
}

_QUESTIONS: Final = (
    ("late", N_("We owe you something from last time. May I first tell you where it stands?")),
    ("ends", N_("Before the period ends: what should be different next time?")),
    ("rival", N_("What do other operators offer you that you find worth a look?")),
    ("needs", N_("You named a problem last time. What has changed about it since?")),
    ("visits", N_("What has changed here since we last talked?")),
    ("always", N_("What will matter most for your work in the next three months?")),
    ("people", N_("Who else should know about what we talk about today?")),
    ("always", N_("If one thing about your communications could be better tomorrow, which?")),
)
MOST_QUESTIONS: Final = 3


def opening_questions(known: Sequence[str]) -> list[str]:
    """Three sentence ids of open questions that fit what is known: late, ends, rival, needs, visits, people."""
    fitting = [words for when, words in _QUESTIONS if when == "always" or when in known]
    return fitting[:MOST_QUESTIONS]
