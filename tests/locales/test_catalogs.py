from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from locales import catalogs
from locales.catalog_checks import missing_and_leftover, unfaithful, untranslated, wrong_calls

SPEAKING = """
def screen(_, t, k):
    _("Chào {name}", name=k)
    _.n("{n} việc", "{n} việc", 3)
    t.n("{n} người", "{n} người", n=3)
    N_("Hạn gửi")
"""


@pytest.fixture
def template(tmp_path: Path) -> Catalog:
    (tmp_path / "handlers").mkdir()
    (tmp_path / "handlers" / "screens.py").write_text(SPEAKING, encoding="utf-8")
    return catalogs.extract(tmp_path)


def _catalog(message: str | tuple[str, str], said: str | tuple[str, ...]) -> Catalog:
    catalog = Catalog(locale="en")
    catalog.add(message, said)
    return catalog


def test_the_catalogs_of_this_program_are_complete_and_right() -> None:
    assert list(catalogs.problems()) == []


def test_extraction_sees_the_translator_its_plural_and_the_marker(template: Catalog) -> None:
    said = {message.id for message in template if message.id}
    assert said == {"Chào {name}", ("{n} việc", "{n} việc"), ("{n} người", "{n} người"), "Hạn gửi"}


def test_vietnamese_fills_itself_and_english_waits_for_a_person(template: Catalog) -> None:
    vi = catalogs.updated(Catalog(locale="vi"), template, "vi")
    en = catalogs.updated(Catalog(locale="en"), template, "en")
    assert untranslated(vi) == []
    assert len(untranslated(en)) == 4


def test_an_update_keeps_what_was_translated_and_drops_what_is_no_longer_said(template: Catalog) -> None:
    old = _catalog("Hạn gửi", "Due")
    old.add("Câu cũ", "Old")
    fresh = catalogs.updated(old, template, "en")
    assert fresh["Hạn gửi"].string == "Due"
    assert "Câu cũ" not in fresh
    assert missing_and_leftover(template, fresh) == []


def test_writing_what_was_read_changes_nothing(template: Catalog, tmp_path: Path) -> None:
    first, second = tmp_path / "1.po", tmp_path / "2.po"
    catalogs.write(first, catalogs.updated(Catalog(locale="vi"), template, "vi"), "vi")
    catalogs.write(second, catalogs.read(first, "vi"), "vi")
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8")


def test_a_message_missing_from_a_catalog_and_one_left_over_are_named(template: Catalog) -> None:
    found = missing_and_leftover(template, _catalog("Câu cũ", "Old"))
    assert "missing: 'Hạn gửi'" in found
    assert "no longer in the code: 'Câu cũ'" in found


def test_an_empty_plural_form_and_a_fuzzy_entry_are_named() -> None:
    catalog = _catalog(("{n} việc", "{n} việc"), ("{n} task", ""))
    catalog.add("Hạn gửi", "Due", flags=["fuzzy"])
    assert untranslated(catalog) == ["not translated: '{n} việc'", "fuzzy: 'Hạn gửi'"]


@pytest.mark.parametrize(
    ("message", "said", "trouble"),
    [
        ("Chào {name}", "Hello {nam}", "placeholders differ"),
        ("Chào {name}", "Hello", "placeholders differ"),
        (("{n} việc", "{n} việc"), ("one task", "tasks"), "placeholders differ"),
        ("Chào {name}", "Hello {}", "a brace without a name"),
        ("Chào {name}", "Hello {name", "unbalanced braces"),
        ("<b>Hạn</b>", "<i>Due</i>", "HTML tags differ"),
        ("<b>Hạn</b>", "<b>Due", "HTML tags do not close"),
        ("Ha\u0323n", "Due", "not NFC"),
    ],
)
def test_an_unfaithful_translation_is_named(
    message: str | tuple[str, str], said: str | tuple[str, ...], trouble: str
) -> None:
    assert any(trouble in found for found in unfaithful(_catalog(message, said)))


def test_a_singular_form_may_leave_out_the_number() -> None:
    assert unfaithful(_catalog(("{n} việc", "{n} việc"), ("one task", "{n} tasks"))) == []


@pytest.mark.parametrize(
    "call",
    [
        '_(f"Chào {name}")',
        '_("Chào %s" % name)',
        '_("Chào {}".format(name))',
        '_("Chào {name}").format(name=name)',
        '_("Chào {name}")',
        '_.n("{n} việc của {who}", "{n} việc của {who}", 3)',
        'N_(f"Chào {name}")',
    ],
)
def test_a_call_that_extraction_cannot_see_or_that_would_fail_is_named(call: str) -> None:
    assert wrong_calls(call)


@pytest.mark.parametrize(
    "call",
    [
        '_("Chào {name}", name=name)',
        "_(STAGES[stage])",
        '_("Chào {name}", **values)',
        '_.n("{n} việc", "{n} việc", 3)',
        'N_("Chào {name}")',
        'columns.n("a", 1)',
    ],
)
def test_a_proper_call_passes(call: str) -> None:
    assert wrong_calls(call) == []


def test_the_command_tells_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogs.main(["mend"]) == 2
    assert "update | check" in capsys.readouterr().err
