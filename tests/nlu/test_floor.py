"""Nothing that was reached on unseen messages may be lost."""

import pytest

from tests.evaluation.__main__ import measure
from tests.evaluation.cases import load_cases
from tests.evaluation.floor import below_floor


@pytest.mark.engine
@pytest.mark.timeout(600)
def test_every_figure_is_above_the_floor() -> None:
    shares, errors, _ = measure(load_cases())
    assert below_floor(shares, errors) == []
