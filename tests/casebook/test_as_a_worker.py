"""All that can be done with a casebook, done with a worker's rights and under the rules that keep teams apart."""

from __future__ import annotations

import pytest

from fama_cli.casebook.store import Store
from tests.casebook.conftest import As
from tests.casebook.test_store import *  # noqa: F403  # each of those facts again, with the store below


@pytest.fixture
def store(as_: As) -> Store:
    return as_("ana")
