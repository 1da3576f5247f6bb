"""Each error has one sentence for the user."""

from __future__ import annotations

import pytest

from directory.domain import errors
from directory.domain.errors import DirectoryError


def tree(of: type[DirectoryError]) -> list[type[DirectoryError]]:
    """The domain's own errors; those of the store and the command line speak to operators."""
    own = [child for child in of.__subclasses__() if child.__module__ == errors.__name__]
    return [of, *(found for child in own for found in tree(child))]


@pytest.mark.parametrize("kind", tree(DirectoryError))
def test_every_error_says_its_own_sentence_without_a_word_of_the_inside(
    kind: type[DirectoryError],
) -> None:
    assert "user_message" in vars(kind)
    assert kind.user_message.endswith(".")
    assert kind.user_message.isascii()
    assert not {"exception", "database", "sql", "error"} & set(kind.user_message.lower().split())


def test_no_two_errors_share_a_sentence() -> None:
    sentences = [kind.user_message for kind in tree(DirectoryError)]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("kind", [errors.DirectoryUnavailable, errors.DirectoryTimeout])
def test_a_directory_that_is_down_still_tells_999_and_111(kind: type[DirectoryError]) -> None:
    assert "999" in kind.user_message
    assert "111" in kind.user_message


def test_every_error_is_drawn_in_the_tree() -> None:
    assert errors.__doc__ is not None
    for kind in tree(DirectoryError):
        if kind.__module__ == errors.__name__:
            assert kind.__name__ in errors.__doc__
