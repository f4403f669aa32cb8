"""The self-test's 45 questions in their four printed groups of 5, 15, 12 and 13; the words are ours."""

from dataclasses import dataclass
from typing import Final

from resources.i18n import N_

ENOUGH_PERCENT: Final = 80
"""Ours: a counted question is passed when so many per cent of what it counts are in order."""

GROUPS: Final = {
    "self": N_("Myself and my products"),
    "customer": N_("Knowing the customer"),
    "relations": N_("Deciders and relations"),
    "selling": N_("Selling and keeping"),
}


@dataclass(frozen=True)
class Question:
    """One question: its N_() words, what to do when the answer is no (the task's title), and its probe.

    `code` names its probe where the store can count the answer (`probes.PROBES`); `enough` is the passing per cent.
    """

    code: str
    group: str
    words: str
    remedy: str
    enough: int = ENOUGH_PERCENT


def _group(group: str, *lines: tuple[str, str, str] | tuple[str, str, str, int]) -> tuple[Question, ...]:
    return tuple(Question(line[0], group, *line[1:]) for line in lines)


QUESTIONS: Final[tuple[Question, ...]] = (
    *_group(
        "self",
        ("buying_points", N_("Can you say of every product what the customer gains from it?"),
         N_("Learn the buying points of the products that have none noted")),
        ("minute_pitch", N_("Can you explain your three best-selling products in one minute each, without a leaflet?"),
         N_("Practise one minute on each of the three best-selling products")),
        ("authority", N_("Do you know up to which discount you may decide yourself, for each grade?"),
         N_("Look up the discount authority of each grade")),
        ("own_targets", N_("Do you know this month's targets, and how far you are?"),
         N_("Get this month's targets and compare them with what is done")),
        ("visits_written", N_("Is every visit of the last 30 days written up with what came of it?"),
         N_("Finish the notes of the last 30 days' visits"), 100),
    ),
    *_group(
        "customer",
        ("basics", N_("Do you know industry, size and address of each A and B customer?"),
         N_("Complete industry, headcount and address of A and B customers")),
        ("decision_process", N_("Can you say how each A customer comes to a decision?"),
         N_("Ask A customers how a purchase is decided")),
        ("spend", N_("Do you know what each A and B customer spends on telecommunications a month?"),
         N_("Find out the monthly telecom spend of A and B customers")),
        ("our_share", N_("Do you know our share of what each A and B customer spends?"),
         N_("Estimate our share of the spend of A and B customers")),
        ("network", N_("Do you know the network that each A and B customer has today?"),
         N_("Note the network situation of A and B customers")),
        ("innovation", N_("Do you know what each A customer wants to achieve with technology?"),
         N_("Ask A customers for their technology goals")),
        ("payer", N_("Do you know at each customer who pays: the company, the staff, or both?"),
         N_("Note unified or individual payment of the customers")),
        ("motive", N_("Do you know why each A and B customer buys communication at all?"),
         N_("Note the purchase motive of A and B customers")),
        ("price_feeling", N_("Do you know how sensitive to price each A and B customer is?"),
         N_("Judge the price sensitivity of A and B customers")),
        ("sites", N_("Are the branches of each customer that has some noted with address or person?"),
         N_("Note the branches of the customers that have some")),
        ("rivals_inside", N_("Do you know what each A customer uses of other operators?"),
         N_("Find out what A customers use of other operators")),
        ("on_paper", N_("Does every product in use of A and B customers stand in an agreement?"),
         N_("Find or sign the agreements of products in use without one")),
        ("their_customers", N_("Can you say what your largest customer's own customers complain about?"),
         N_("Ask the largest customer what its own customers complain about")),
        ("budget", N_("Do you know when each A customer fixes next year's budget?"),
         N_("Ask A customers when the budget is fixed")),
        ("news", N_("Do you know what changed at each A customer in the last three months?"),
         N_("Ask A customers what has changed: people, sites, orders")),
    ),
    *_group(
        "relations",
        ("decider", N_("Do you know the decider of each A customer, confirmed and not guessed?"),
         N_("Confirm the decider of A customers")),
        ("decider_b", N_("Do you have at least a guess at the decider of each B customer?"),
         N_("Note a decider for each B customer")),
        ("six_roles", N_("Are all six roles filled at each A customer (three where the boss decides alone)?"),
         N_("Fill the missing roles of A customers")),
        ("fresh", N_("Is every judgement of a person at A customers younger than 90 days?"),
         N_("Renew the old judgements at A customers")),
        ("met_decider", N_("Did you meet a decider of each A customer in the last 90 days?"),
         N_("Get an appointment with the deciders not met for 90 days")),
        ("supporter", N_("Is there someone at each A customer who speaks for us when you are not in the room?"),
         N_("Win a supporter at A customers without one")),
        ("style", N_("Do you know how to talk to each person with a role at A and B customers?"),
         N_("Note the communication style of people with a role")),
        ("wins_fears", N_("Do you know what each decider wins and fears with us?"),
         N_("Note what the deciders win and fear")),
        ("birthdays", N_("Do you know the birthday of each person with a role at A and B customers?"),
         N_("Note the birthdays of people with a role")),
        ("counterparts", N_("Does someone of ours face someone of theirs at each A customer?"),
         N_("Name a counterpart at A customers without one")),
        ("lines", N_("Is it drawn who reports to whom at each A customer?"),
         N_("Draw the reporting lines of A customers")),
        ("opponents", N_("Do you know why those who are against us are against us?"),
         N_("Find out why opponents are against us, and note a plan")),
    ),
    *_group(
        "selling",
        ("needs", N_("Is a need that is not yet solved noted for each A and B customer?"),
         N_("Ask A and B customers without a noted need for one")),
        ("answers", N_("Do we have an answer to every important need that is open?"),
         N_("Write our answer to the important needs without one")),
        ("next_steps", N_("Does every opportunity in pursuit have a next step with a day ahead?"),
         N_("Agree the next step of opportunities without one"), 100),
        ("man", N_("Are money, authority and need judged for every opportunity in pursuit?"),
         N_("Judge money, authority and need of the opportunities")),
        ("seen_a", N_("Did you see each A customer on site in the last month?"),
         N_("Visit the A customers not seen for a month")),
        ("seen_b", N_("Did you see each B customer on site in the last quarter?"),
         N_("Visit the B customers not seen for a quarter")),
        ("promises", N_("Are all promises kept or still in time?"),
         N_("Keep the late promises, or agree a substitute"), 100),
        ("ends", N_("Have you spoken with each customer of whom something ends within two months?"),
         N_("Speak with the customers of whom something ends within two months")),
        ("late_tasks", N_("Is no task more than two weeks late?"),
         N_("Finish, put off or dismiss the tasks two weeks late"), 100),
        ("counters", N_("Does every rival's move of the last half-year have a counter?"),
         N_("Decide on a counter to the rivals' moves without one")),
        ("stories", N_("Can you tell each A and B customer a success of its own industry?"),
         N_("Write or ask for cases of the industries without one")),
        ("next_product", N_("Can you name for each A customer the product to offer next, and why?"),
         N_("Choose the next product for each A customer")),
        ("losses", N_("Do you know the real reason of the last three losses?"),
         N_("Ask the last three lost customers for the real reason")),
    ),
)  # fmt: skip
