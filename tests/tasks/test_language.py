import pytest

import tasks.language as language_module
from tasks.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The withdrawal of troops would take no more than ten days, the president told parliament.", "en"),
        ("Der Abzug der Truppen werde nicht länger als zehn Tage dauern, sagte der Präsident.", "de"),
        ("Вывод войск займёт не более десяти дней, сообщил президент парламенту.", "ru"),
        ("Joukkojen vetäytyminen kestäisi enintään kymmenen päivää, presidentti kertoi.", "fi"),
        ("Tilbaketrekningen av styrkene vil ikke ta mer enn ti dager, sa presidenten.", "no"),
        ("", None),
        ("12.11.2022 — 15:30", None),
        ("Home News", None),
    ],
)
def test_the_language_of_news(text, language):
    assert identify(text) == language


def test_line_breaks_do_not_matter():
    words = ["The", "withdrawal", "of", "troops", "would", "take", "no", "more", "than", "ten", "days"]
    assert identify("\n".join(words)) == identify(" ".join(words)) == "en"


ENGLISH = (
    "The withdrawal of the troops would take no more than ten days, the president told the parliament on Tuesday, and "
    "it would begin as soon as the new government had been approved. He said that the state of emergency would not be "
    "lifted before the end of the month, but that most of the shops and the banks which had been closed were open."
)
GERMAN = (
    "Der Abzug der Truppen werde nicht länger als zehn Tage dauern, sagte der Präsident am Dienstag im Parlament, und "
    "er werde beginnen, sobald die neue Regierung bestätigt sei. Der Ausnahmezustand werde nicht vor dem Ende des "
    "Monats aufgehoben, aber die meisten Läden und Banken, die geschlossen worden waren, seien wieder offen."
)
MALAY = (
    "Pengunduran pasukan tentera tidak akan mengambil masa lebih sepuluh hari, kata presiden kepada parlimen hari "
    "Selasa. Beliau menambah bahawa darurat tidak akan ditarik balik sebelum akhir bulan ini walaupun banyak kedai "
    "telah dibuka."
)


def test_plain_english_needs_no_model(monkeypatch):
    monkeypatch.setattr("tasks.language._model", lambda: pytest.fail("asked the model"))
    assert identify(ENGLISH) == "en"
    assert identify(ENGLISH.replace(" ", "\n")) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            f"{GERMAN[:120]} „The withdrawal of the troops, that is what they asked for“. {GERMAN}",
            "de",
        ),
        (f"The end of the war and what it means for us\n{GERMAN}", "de"),
        (f"{MALAY[:120]} “The end of the war, and what it has been for them,” {MALAY[120:]} {MALAY}", "ms"),
        (f"{ENGLISH[:130]}\n{MALAY}\n{MALAY}", "ms"),
        (f"{MALAY}\n{MALAY[:110]}\n{ENGLISH}", "ms"),
        (
            " ".join(f"{word} то" for word in ENGLISH.split()[:8]) + " Вывод войск займёт не более десяти дней. " * 8,
            "ru",
        ),
    ],
    ids=["quotation", "headline", "quotation-other-latin", "first-third", "last-third", "russian"],
)
def test_a_little_english_makes_no_page_english(text, language):
    assert not language_module._plainly_english(text[: language_module.SAMPLE])
    assert identify(text) == language


def test_no_word_speaks_for_english_and_against_it():
    assert not language_module._ENGLISH & language_module._OTHER
