"""How well a typed term fits a name: tiers, splitting pinyin, terms out of anything typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.search.pinyin import spoken
from model.search.rules import MOST_LETTERS, MOST_TERMS, Tier, best_match, splits, terms_of
from model.search.sources import Kind
from model.search.tokens import folded, name_tokens, person_tokens, pieces

NAME = "n重庆示例移动科技有限公司"


@pytest.mark.parametrize(
    ("term", "tier"),
    [
        ("重庆示例移动科技有限公司", Tier.EXACT),
        ("重庆示", Tier.PREFIX),
        ("cqsl", Tier.INITIALS),
        ("zqsl", Tier.INITIALS),
        ("移动", Tier.INSIDE),
        ("chongqings", Tier.SOUND),
        ("chongqslyidong", Tier.SOUND),
        ("重庆sl", Tier.SOUND),
        ("yidongkej", Tier.SOUND_INSIDE),
        ("ydkj", Tier.SOUND_INSIDE),
    ],
)
def test_a_term_fits_a_name_in_the_best_way_it_can(term: str, tier: Tier) -> None:
    match = best_match(term, NAME)
    assert match is not None
    assert match.tier is tier


@pytest.mark.parametrize("term", ["重庆移动", "ydcq", "联通", "chongqingz", "庆重", "138"])
def test_a_term_that_does_not_fit_is_no_match(term: str) -> None:
    assert best_match(term, NAME) is None


def test_the_best_of_several_keys_counts_and_says_where_it_met() -> None:
    match = best_match("示例", f"c2800\n{NAME}\nn示例")
    assert match is not None
    assert (match.tier, match.kind, match.key, match.start, match.end) == (Tier.EXACT, Kind.NAME, "示例", 0, 2)


def test_codes_and_phones_are_not_read_aloud() -> None:
    assert best_match("zgyd", "c中国移动") is None
    assert best_match("5678", "t13812345678") is not None


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("xian", {("xian",), ("xi", "an")}),
        ("fangan", {("fang", "an"), ("fan", "gan")}),
        ("zhongguoy", {("zhong", "guo", "y")}),
        ("zhongyd", {("zhong", "y", "d")}),
    ],
)
def test_typed_pinyin_is_cut_into_syllables(typed: str, ways: set[tuple[str, ...]]) -> None:
    assert ways <= set(splits(typed))


@given(st.text(max_size=400))
def test_terms_are_letters_and_digits_only_and_never_too_many(text: str) -> None:
    terms = terms_of(text)
    assert len(terms) <= MOST_TERMS
    assert sum(map(len, terms)) <= MOST_LETTERS
    assert all(term.isalnum() for term in terms)


def test_full_width_and_capital_letters_fold() -> None:
    assert folded("ＡＢＣ（中国）５Ｇ·Co., Ltd.") == "abc中国5gcoltd"
    assert terms_of("中移　张") == ["中移", "张"]


@given(st.text(alphabet="重庆长沙移动科技行abcABC019 （）", min_size=1, max_size=14), st.data())
def test_every_part_of_a_name_is_made_of_pieces_the_name_has(name: str, data: st.DataObject) -> None:
    key = folded(name)
    if not key:
        return
    start = data.draw(st.integers(0, len(key) - 1))
    end = data.draw(st.integers(start + 1, len(key)))
    kept = name_tokens(key).split(" ")
    for piece in pieces(key[start:end]):
        assert any(token.startswith(piece) for token in kept)


@given(st.text(alphabet="曾单重行乐解明华a1", min_size=1, max_size=4))
def test_every_reading_of_a_person_is_kept(name: str) -> None:
    kept = person_tokens(name)
    for options in spoken(name, person=True):
        for reading in options:
            assert f"\u00b6{reading}" in kept
