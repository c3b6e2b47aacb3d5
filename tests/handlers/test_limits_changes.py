"""What is said of roles that change hands fits as well, however long the names."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest

from handlers import reorganise as handler
from handlers import routes
from handlers.screen import Screen
from handlers.screens import changes, handed, mergers, people, reorganise, shifting
from handlers.screens.handed import Handed
from locales import Translator, translator
from plans.reorganisation import PRESETS, Proposal, RoleNow
from scheduler.changeover import What
from storage.people import HeldRole
from storage.tables import Appointment, Area, Officer, Question, Role, RoleKind
from tests.handlers.test_limits import ID, SPEAKS, TODAY, WHATS, Big, big_unit, check


def coordinating(big: Big) -> Role:
    return Role(id=ID, unit_id=ID, name=big.name, name_key="", kind=RoleKind.COORDINATOR)


def of_changes(_: Translator, big: Big) -> Iterator[Screen]:
    role, name = coordinating(big), big.name
    officers = [
        Officer(id=ID + n, unit_id=ID, telegram_id=n, full_name=name, joined_at=None, reachable=bool(n % 2))
        for n in range(60)
    ]
    planned = [
        (Appointment(id=ID, from_date=TODAY, to_date=TODAY, acting=True), officer) for officer in officers
    ]
    away = [replace(holder, on_leave=True, until=TODAY) for holder in big.holders]
    yield people.role_card(_, role, away, 9, 60, planned)
    yield people.home(_, big.unit, big.officer, [], set(), [(role, TODAY)] * 30)
    yield changes.choose_holder(_, role, big.holders, "hand")
    for verb in ("hand-to", "quit-card"):
        yield changes.choose_day(_, role, name, verb, ID, TODAY)
    yield changes.choose_days(_, role, name, ID, TODAY)
    for page in (0, 2, 99):
        yield changes.choose_officer(_, role, officers, "away", (ID, ID, "220315", "220401"), page)
    for successor in (name, ""):
        yield changes.confirm_hand_over(_, role, name, successor, TODAY, (60, 60), (ID, ID, "220315", ID))
        yield changes.confirm_leave(_, role, name, successor, TODAY, TODAY, (ID, ID, "220315", "220401", ID))
    yield changes.confirm_end(_, role, name, TODAY, (60, 60), (ID, ID, "220315"))
    yield changes.handed_over(_, role, name, name, TODAY, TODAY)
    yield changes.leave_arranged(_, role, name, TODAY, TODAY)
    yield changes.ended(_, role, name, TODAY)


def of_handed(_: Translator, big: Big) -> Iterator[Screen]:
    role = big.roles[0]
    taken = Handed(role, big.name, TODAY, TODAY, big.ledger, big.ledger)
    for what in What:
        yield handed.received(_, what, taken)
        yield handed.told(_, what, role, big.name, big.name, TODAY, TODAY)
    for page in (0, 9, 999):
        yield handed.past_answers(_, role, big.ledger, page)


def of_mergers(_: Translator, big: Big) -> Iterator[Screen]:
    role, other = coordinating(big), big.roles[1]
    counts = dict.fromkeys(
        ("area.lead_role_id", "task.lead_role_id", "task_support.role_id", "indicator.role_id",
         "submission.role_id", "appointment.role_id", "invitation.role_id"), 1200,
    )  # fmt: skip
    yield mergers.ask_name(_, role)
    yield mergers.name_taken(_, role, other, mergeable=True)
    yield mergers.renamed(_, role, big.name)
    for page in (0, 9):
        yield mergers.choose_target(_, role, big.roles * 3, page)
    yield mergers.confirm(_, role, other, counts)
    yield mergers.merged(_, role, other)
    yield mergers.heard_merged(_, role, other, 1200)
    yield mergers.heard_renamed(_, role, big.name)


def of_shifting(_: Translator, big: Big) -> Iterator[Screen]:
    role, other = big.roles[:2]
    area = Area(id=ID, unit_id=ID, plan_id=ID, code="10", name=big.name, position=1)
    yield shifting.choose_work(_, role, [(area, 60)] * 60)
    for page in (0, 9):
        yield shifting.choose_target(_, role, area, big.roles * 3, page)
    yield shifting.ask_reason(_, role, area, other)
    yield shifting.moved(_, role, area, other, 60)
    yield shifting.heard(_, role, area, other, 60, big.name * 4)


def of_reorganise(_: Translator, big: Big) -> Iterator[Screen]:
    areas = {
        ID + n: Area(id=ID + n, unit_id=ID, plan_id=ID, code=str(n), name=big.name, position=n)
        for n in range(20)
    }
    roles = {role.id: role for role in big.roles}
    proposal = Proposal(dict.fromkeys(roles, 0), dict.fromkeys(areas, 3))
    now = tuple(RoleNow(role.id, role.name) for role in big.roles)
    question = Question(id=ID, unit_id=ID, officer_id=ID, kind="reorganise", subject={})
    draft = handler.Draft(question, PRESETS["phuong"], proposal, big.name[:120], roles, areas, now)
    for page in (0, 1, 9):
        yield reorganise.proposal(_, draft, page)
    yield reorganise.choose_post(_, draft, "a", areas[ID])
    yield reorganise.ask_superior(_, draft, big.unit)
    yield reorganise.applied(_, [role.name for role in big.roles] * 3)
    yield reorganise.heard(_, big.unit, [HeldRole(role, acting=True) for role in big.roles], 900)


ALL = [of_changes, of_handed, of_mergers, of_shifting, of_reorganise]


@SPEAKS
@WHATS
@pytest.mark.parametrize("of", ALL, ids=lambda of: of.__name__)
def test_every_screen_of_a_big_unit_fits(of, what: str, language: str) -> None:  # type: ignore[no-untyped-def]
    for screen in of(translator(language), big_unit(what)):
        check(screen)


@pytest.mark.parametrize("module", [changes, handed, mergers, shifting, reorganise])
def test_no_screen_was_forgotten(module: ModuleType) -> None:
    source = "\n".join(inspect.getsource(of) for of in ALL)
    short = {"day_not_understood", "days_not_understood", "name_not_usable", "reason_wanted",
             "superior_not_usable"}  # fmt: skip
    for name, function in inspect.getmembers(module, inspect.isfunction):
        gives = str(function.__annotations__.get("return", ""))
        if function.__module__ == module.__name__ and "Screen" in gives and not name.startswith("_"):
            assert name in short or f"{module.__name__.rsplit('.', 1)[-1]}.{name}(" in source, name


def test_no_two_modules_answer_one_verb() -> None:
    modules = [
        value for value in vars(routes).values() if inspect.ismodule(value) and hasattr(value, "PRESSES")
    ]
    assert sum(len(module.PRESSES) for module in modules) == len(routes.PRESSES)
