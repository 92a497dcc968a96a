"""Names that are not used, and titles that ask the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.model import Term
from studyguide.reading.wording import SIMILAR_TITLES, long_sentences, similar_titles, uses

TERM = Term(names=("AWS SSO", "Single Sign-On (SSO)"), say="IAM Identity Center", because="it was renamed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Use AWS SSO.", [(4, "AWS SSO")], id="in a sentence"),
        pytest.param("AWS SSO", [(0, "AWS SSO")], id="alone"),
        pytest.param("AWS SSO and (AWS SSO)", [(0, "AWS SSO"), (13, "AWS SSO")], id="twice"),
        pytest.param("**AWS SSO**", [(2, "AWS SSO")], id="emphasised"),
        pytest.param("a Single Sign-On (SSO) portal", [(2, "Single Sign-On (SSO)")], id="signs in a name"),
        pytest.param("once formerly known, now AWS SSO", [(25, "AWS SSO")], id="formerly far before"),
        pytest.param("formerly AWS SSO, or AWS SSO", [(21, "AWS SSO")], id="second use after formerly"),
        pytest.param("informerly AWS SSO", [(11, "AWS SSO")], id="another word that ends in formerly"),
        pytest.param("formerly AWS SSO", [], id="formerly"),
        pytest.param("Formerly called AWS SSO", [], id="formerly called"),
        pytest.param("(formerly the AWS SSO)", [], id="formerly and a word"),
        pytest.param("AWS SSOs", [], id="longer word"),
        pytest.param("xAWS SSO", [], id="longer word before"),
        pytest.param("AWS SSO-like", [], id="joined by a hyphen"),
        pytest.param("https://example.org/AWS SSO/", [], id="address"),
        pytest.param("docs/AWS SSO", [], id="path"),
        pytest.param("aws sso", [], id="other case"),
    ],
)
def test_a_name_that_is_not_used_is_found(text: str, found: list[tuple[int, str]]) -> None:
    assert list(uses(TERM, text)) == found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("What is S3?", "What is S3?", id="the same"),
        pytest.param("What is S3?", "what is s3", id="case and signs"),
        pytest.param("What is an S3 bucket?", "What are S3 buckets?", id="plural"),
        pytest.param("How do you secure S3 buckets?", "How can you secure an S3 bucket?", id="small words"),
        pytest.param("S3, EBS or EFS?", "EFS or EBS or S3?", id="order"),
        pytest.param("alpha beta gamma delta", "alpha beta gamma delta epsilon", id="four of five words"),
    ],
)
def test_titles_that_ask_the_same_are_found(first: str, second: str) -> None:
    assert list(similar_titles(["Something else entirely", first, second])) == [(2, 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("What is S3?", "What is EC2?", id="another thing"),
        pytest.param("What is a VPC?", "What is a VPC endpoint?", id="one word of two"),
        pytest.param("alpha beta gamma", "alpha beta gamma delta", id="three of four words"),
        pytest.param("What is it?", "How do you do?", id="no significant word"),
    ],
)
def test_titles_that_ask_different_things_are_left_alone(first: str, second: str) -> None:
    assert list(similar_titles([first, second])) == []


def test_each_pair_of_similar_titles_is_reported_once() -> None:
    assert sorted(similar_titles(["Why S3?", "Why S3", "S3, why?"])) == [(1, 0), (2, 0), (2, 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("One two three four. Five six.", [], id="at the limit"),
        pytest.param("One two three four five. Six.", [(5, "One two three four five.")], id="first"),
        pytest.param("Six. One two three four five", [(5, "One two three four five")], id="last, without an end"),
        pytest.param("One two, three: four; five?", [(5, "One two, three: four; five?")], id="no other mark ends one"),
        pytest.param('He said "one two." Then he left.', [], id="end inside quotes"),
        pytest.param("It costs 0.09 of one.", [(5, "It costs 0.09 of one.")], id="a point inside a number"),
    ],
)
def test_sentences_over_the_limit_are_found(text: str, found: list[tuple[int, str]]) -> None:
    assert list(long_sentences(text, 4)) == found


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6).map(" ".join), max_size=8))
def test_no_pair_is_missed_by_comparing_rare_words_only(titles: list[str]) -> None:
    words = [set(title.split()) - {"a"} for title in titles]  # "a" is a small word
    pairs = [
        (later, earlier)
        for later, own in enumerate(words)
        for earlier, other in enumerate(words[:later])
        if own | other and len(own & other) / len(own | other) >= SIMILAR_TITLES
    ]
    assert sorted(similar_titles(titles)) == pairs
