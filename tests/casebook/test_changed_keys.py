"""A key can be written down, and changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from fama_cli.casebook.backup import back_up
from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import open_casebook
from fama_cli.casebook.errors import InUse, RecoveryCodeRefused, WrongKey
from fama_cli.casebook.keys import Key, new_key, salt_of
from fama_cli.casebook.recovery import key_from_recovery_code, recovery_code
from fama_cli.casebook.rekey import change_key
from fama_cli.casebook.store import Store
from tests.casebook.conftest import KEY, WHO, clock, given, started

NEW = Key(bytes(range(50, 82)), KEY.salt)


def test_a_recovery_code_is_14_groups_of_4() -> None:
    assert recovery_code(KEY) == "AAAQ-EAYE-AUDA-OCAJ-BIFQ-YDIO-B4IB-CEQT-CQKR-MFYY-DENB-WHA5-DYP2-4YSO"
    assert [len(group) for group in recovery_code(KEY).split("-")] == [4] * 14


@hypothesis_given(st.binary(min_size=32, max_size=32), st.sampled_from(["-", " ", "", " - "]))
def test_a_recovery_code_gives_the_key_back_however_it_is_typed(raw: bytes, between: str) -> None:
    code = recovery_code(Key(raw, KEY.salt))

    assert (
        key_from_recovery_code(code.replace("-", between).replace("O", "0").replace("I", "1").replace("B", "8").lower(), KEY.salt).raw
        == raw
    )


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "A recovery code has 56 letters and digits, and that has 0"),
        ("9" * 56, "A recovery code is letters from A to Z and digits from 2 to 7"),
        ("é" * 56, "A recovery code is letters from A to Z and digits from 2 to 7"),
        ("A" * 56, "A letter of that recovery code is not right"),
    ],
)
def test_a_recovery_code_with_a_slip_is_refused(typed: str, says: str) -> None:
    with pytest.raises(RecoveryCodeRefused) as refused:
        key_from_recovery_code(typed, KEY.salt)

    assert refused.value.message == says


def test_a_casebook_with_another_key_opens_with_that_alone(book: Store, path: Path, tmp_path: Path) -> None:
    contact = book.answer(started(book), "worries", given("yes"))
    book.engine.dispose()
    back_up(path, KEY, tmp_path / "before.fama")

    change_key(path, KEY, NEW)

    assert check_casebook(path, NEW) == ()
    assert salt_of(path) == KEY.salt
    assert [part.name for part in path.parent.iterdir()] == [path.name]
    with open_casebook(path, NEW, who=WHO, clock=clock) as found:
        assert found.drafts() == (contact,)
    with pytest.raises(WrongKey):
        open_casebook(path, KEY, who=WHO, clock=clock)
    assert check_casebook(tmp_path / "before.fama", KEY) == ()


def test_a_key_is_not_changed_while_someone_has_the_casebook_open_or_without_the_old_one(book: Store, path: Path) -> None:
    contact = started(book)

    with pytest.raises(InUse):
        change_key(path, KEY, NEW, patience=50)
    with pytest.raises(WrongKey):
        change_key(path, Key(new_key().raw, KEY.salt), NEW)
    with pytest.raises(ValueError, match="keeps its salt"):
        change_key(path, KEY, new_key())

    assert book.drafts() == (contact,)
