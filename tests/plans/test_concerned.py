"""Exactly those whom a change concerns hear of it, and each once."""

from dataclasses import replace
from datetime import date

import pytest

from plans.concerned import Change, News, Part, Told, concerned, for_officers
from plans.model import DueDraft
from storage.enums import DueKind

OLD, NEW, HELPER, OTHER = 1, 2, 3, 4
BEFORE = Part(OLD, frozenset({HELPER}), DueDraft(DueKind.DATE, date(2022, 4, 20)))


@pytest.mark.parametrize(
    ("after", "heard"),
    [
        (BEFORE, {}),
        (replace(BEFORE, lead=NEW), {NEW: News.LEADS, OLD: News.LEADS_NO_MORE}),
        (replace(BEFORE, lead=None), {OLD: News.LEADS_NO_MORE}),
        (
            replace(BEFORE, lead=HELPER, supports=frozenset()),
            {HELPER: News.LEADS, OLD: News.LEADS_NO_MORE},
        ),
        (
            replace(BEFORE, supports=frozenset({OTHER})),
            {OTHER: News.SUPPORTS, HELPER: News.SUPPORTS_NO_MORE},
        ),
        (replace(BEFORE, due=DueDraft(DueKind.ONGOING)), {OLD: News.DUE, HELPER: News.DUE}),
        (replace(BEFORE, due=replace(BEFORE.due, text="20/4")), {}),
        (replace(BEFORE, withdrawn=True), {OLD: News.WITHDRAWN, HELPER: News.WITHDRAWN}),
    ],
)
def test_a_role_hears_what_concerns_it_and_nothing_else(after: Part, heard: dict[int, News]) -> None:
    told = concerned(Change(7, BEFORE, after))
    assert {piece.role: piece.news for piece in told} == heard
    assert len(told) == len(heard)


def test_who_holds_the_old_and_the_new_role_hears_once_that_they_lead() -> None:
    told = concerned(Change(7, BEFORE, replace(BEFORE, lead=NEW)))
    assert for_officers(told, {OLD: [11, 12], NEW: [11]}) == {
        11: [Told(7, News.LEADS, NEW)],
        12: [Told(7, News.LEADS_NO_MORE, OLD)],
    }


def test_several_tasks_make_one_list_for_each_person() -> None:
    told = [piece for task in (7, 8) for piece in concerned(Change(task, BEFORE, replace(BEFORE, lead=NEW)))]
    heard = for_officers(told, {OLD: [11], NEW: [12]})
    assert {officer: [piece.task for piece in pieces] for officer, pieces in heard.items()} == {
        11: [7, 8],
        12: [7, 8],
    }


def test_a_role_that_nobody_holds_is_told_to_nobody() -> None:
    assert for_officers([Told(7, News.LEADS, NEW)], {}) == {}
