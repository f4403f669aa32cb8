"""What the data says in each chapter of an account plan: sentences the manager may write over."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from model.account_plans.queries import AccountPlan
from model.decision_maps.sentences import LIGHTS, gap_sentence
from model.labels import label_of
from model.months import month_words
from reports.hand_over_words import ending_words, field_words
from reports.proposal_words import yuan
from reports.words import cut
from resources.i18n import _, _n

_MOST: Final = 6
_LONGEST: Final = 120


def chapter_text(plan: AccountPlan, chapter: str) -> str:
    """What stands in a chapter: the manager's words, else the data's."""
    own = plan.texts.get(chapter)
    return own.text if own else suggested_text(plan, chapter)


def suggested_text(plan: AccountPlan, chapter: str) -> str:
    """The data's own sentences, one a line."""
    return "\n".join(_SENTENCES[chapter](plan))


def _profile(plan: AccountPlan) -> Iterator[str]:
    pack = plan.pack
    people = plan.profile.get("employee_count")
    size = _n("{count} person", "{count} people", people) if people else ""
    grade = _("grade {grade}").format(grade=pack.standing.grade) if pack.standing.grade else ""
    facts = _(", ").join(filter(None, (pack.industry, size, grade)))
    if facts:
        yield _("{customer}: {facts}.").format(customer=pack.standing.name, facts=facts)
    if pack.bills:
        newest, total = pack.bills[-1], sum(bill.total_fen for bill in pack.bills)
        yield _("Revenue of {month}: {amount} yuan; {total} yuan in {count} months.").format(
            month=month_words(newest.month), amount=yuan(newest.total_fen), total=yuan(total), count=len(pack.bills)
        )
    words = _("{percent}% of the profile is known.").format(percent=plan.known.percent)
    missing = field_words(",".join(plan.known.missing[:_MOST]))
    yield words + (_(" Still to ask: {fields}.").format(fields=missing) if missing else "")


def _relations(plan: AccountPlan) -> Iterator[str]:
    people = plan.pack.people
    deciders = [one for one in people if "decider" in one.roles.split(",")]
    if deciders:
        names = "、".join(f"{one.name}（{label_of('evidence', one.evidence)}）" for one in deciders)
        yield _("Decider: {names}.").format(names=names)
    else:
        yield _("Nobody is noted as the decider yet.")
    friends = sum(one.attitude in ("champion", "supporter") for one in people)
    against = sum(one.attitude in ("non_supporter", "opponent") for one in people)
    yield _("People known: {count}; for us: {friends}, against us: {against}.").format(
        count=len(people), friends=friends, against=against
    )
    state = _("The map is {percent}% complete, {light}.")
    yield state.format(percent=plan.scores.completeness, light=_(LIGHTS[plan.scores.light]))
    for gap in plan.scores.gaps[:3]:
        yield _("Gap: {gap}.").format(gap=cut(gap_sentence(gap, plan.state.people), _LONGEST))


def _needs(plan: AccountPlan) -> Iterator[str]:
    needs = plan.pack.needs
    if not needs:
        yield _("No open need is noted; ask for the three things that trouble them most.")
        return
    yield _("Open needs: {count}; the first is “{need}”.").format(
        count=len(needs), need=cut(needs[0].statement, _LONGEST)
    )
    unanswered = sum(not one.our_answer for one in needs)
    if unanswered:
        yield _("Without an answer of ours: {count}.").format(count=unanswered)


def _products(plan: AccountPlan) -> Iterator[str]:
    ours = [one for one in plan.installed if one.operator == "mobile"]
    fees = sum(one.monthly_fee_fen or 0 for one in ours)
    yield _("Products of ours in use: {count}, {amount} yuan a month.").format(count=len(ours), amount=yuan(fees))
    if plan.open_products:
        names = "、".join(plan.open_products[:_MOST])
        yield _("Not in use yet: {count}, such as {names}.").format(count=len(plan.open_products), names=names)
    if plan.offer is not None:
        yield _("Next to offer: {product}; {share}% of {count} customers of the industry use it.").format(
            product=plan.offer_name, share=plan.offer.share, count=plan.offer.similar
        )


def _competition(plan: AccountPlan) -> Iterator[str]:
    held = [one for one in plan.installed if one.operator not in ("mobile", "")]
    if held:
        whose = "、".join(dict.fromkeys(label_of("operator", one.operator) for one in held))
        yield _("Products of other operators: {count} ({whose}).").format(count=len(held), whose=whose)
    else:
        yield _("Nothing of other operators is noted here.")
    if plan.moves:
        last = plan.moves[0]
        yield _("Last move seen: {day} {operator} {tactic}.").format(
            day=last.seen_on or _("day unknown"), operator=label_of("operator", last.operator),
            tactic=label_of("competitor_tactic", last.tactic),
        )  # fmt: skip
    open_moves = sum(not one.counter for one in plan.moves)
    if open_moves:
        yield _("Moves without a counter of ours: {count}.").format(count=open_moves)


def _goals(plan: AccountPlan) -> Iterator[str]:
    wanted = plan.pack.opportunities
    if wanted:
        amount = sum(one.amount_fen or 0 for one in wanted)
        weighted = sum(one.weighted_fen or 0 for one in wanted)
        yield _("Opportunities pursued: {count}, {amount} yuan, {weighted} yuan by their chances.").format(
            count=len(wanted), amount=yuan(amount), weighted=yuan(weighted)
        )
    else:
        yield _("No opportunity is pursued; begin with the next product to offer.")
    if plan.pack.endings:
        ending = _("To be kept within a year: {count}; the nearest ends {ending}.")
        yield ending.format(count=len(plan.pack.endings), ending=ending_words(plan.pack.endings[0]))


def _actions(plan: AccountPlan) -> Iterator[str]:
    late = [one for one in plan.actions if one.late]
    if not plan.actions:
        yield _("Nothing is planned; agree a next step at the next visit.")
        return
    yield _("Steps planned: {count}, late: {late}.").format(count=len(plan.actions), late=len(late))
    first = plan.actions[0]
    day = first.on.isoformat() if first.on else _("no day")
    yield _("First: {what} ({day}).").format(what=cut(first.what, _LONGEST), day=day)


def _support(plan: AccountPlan) -> Iterator[str]:
    faces = plan.pack.map.counterparts
    if faces:
        names = "、".join(dict.fromkeys(one.our_name for one in faces if one.our_name))
        yield _("Facing them: {names}.").format(names=names)
    else:
        yield _("Nobody of ours but the account manager faces them yet.")
    if plan.experts:
        topics = "、".join(dict.fromkeys(f"{one.person_name}（{one.topic}）" for one in plan.experts[:_MOST]))
        yield _("Experts to call: {names}.").format(names=topics)
    waiting = len(plan.pack.requests)
    if waiting:
        yield _("Service requests waiting for others: {count}.").format(count=waiting)
    for risk in plan.pack.warnings[:2]:
        yield _("Risk: {why}").format(why=cut(risk.why, _LONGEST))


_SENTENCES: Final[Mapping[str, Callable[[AccountPlan], Iterator[str]]]] = {
    "profile": _profile,
    "relations": _relations,
    "needs": _needs,
    "products": _products,
    "competition": _competition,
    "goals": _goals,
    "actions": _actions,
    "support": _support,
}
