import pytest

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
