"""Who is meant: full names, name order, initials, bare family names, other people."""

import pytest

from tasks.names import standardise
from tests.tasks.names.cases import page


def named(text, table):
    return [(m.surface, m.entity) for m in standardise(page(text), table, "annotate").mentions]


VIKTOR, ALEXANDER = "Viktor Lukashenko", "Alexander Lukashenko"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kassym-Jomart Tokayev spoke.", [("Kassym-Jomart Tokayev", "tokayev")]),
        ("Tokajev Kasym-Zhomart spoke.", [("Tokajev Kasym-Zhomart", "tokayev")]),
        ("K.-J. Tokayev spoke.", [("K.-J. Tokayev", "tokayev")]),
        ("Kassym-Jomart Kemelevich Tokayev spoke.", [("Kassym-Jomart Kemelevich Tokayev", "tokayev")]),
        ("Kassym Tokayev spoke.", [("Kassym Tokayev", "tokayev")]),
        ("Tokayev spoke.", [("Tokayev", "tokayev")]),
        ("President Tokayev spoke.", [("Tokayev", "tokayev")]),
        ("Kazakhstan’s Tokayev spoke.", [("Tokayev", "tokayev")]),
        ("Kassym-Jomart spoke.", []),
        ("Timur Tokayev spoke.", []),
        ("M. Tokayev spoke.", []),
        ("Timur Tokayev spoke. Tokayev left.", []),
        ("Lukashenko spoke.", [("Lukashenko", "lukashenko-a")]),
        (VIKTOR + " spoke. Lukashenko left.", [(VIKTOR, "lukashenko-v"), ("Lukashenko", "lukashenko-v")]),
        (f"{VIKTOR} and {ALEXANDER}. Lukashenko left.", [(VIKTOR, "lukashenko-v"), (ALEXANDER, "lukashenko-a")]),
        ("Kim Jong-un spoke. Kim left.", [("Kim Jong-un", "kim"), ("Kim", "kim")]),
        ("Kim spoke.", []),
        ("Kim Jong Chul spoke.", []),
        ("Kim Yo Jong spoke.", []),
        ("Bashar Assad met. Al-Assad left.", [("Bashar Assad", "assad"), ("Al-Assad", "assad")]),
        ("Hafez Bashar Assad spoke.", []),
        ("He met Nursultana Nazarbayeva.", [("Nursultana Nazarbayeva", "nazarbayev")]),
        ("He met Dariga Nazarbayeva.", []),
        ("He met Nazarbayeva.", []),
        ("Tokayed spoke.", []),
        ("Tokayed spoke. Tokayev left.", [("Tokayed", "tokayev"), ("Tokayev", "tokayev")]),
        ("Токаев (Tokayev) spoke.", [("Токаев", "tokayev"), ("Tokayev", "tokayev")]),
        ("김정은", []),
        ("The CSTO met. The csto met.", [("CSTO", "csto")]),
        ("Then Toka-\njev spoke.", [("Toka-\njev", "tokayev")]),
        ("Then Toka-\nZhomart spoke.", []),
        ("Kiew burned.", []),
        ("Kiew burned. In Kyiv it rained.", [("Kiew", "kyiv"), ("Kyiv", "kyiv")]),
        ("The OTS met.", []),
        ("The OTS met the CSTO.", [("OTS", "csto"), ("CSTO", "csto")]),
    ],
)  # fmt: skip
def test_who_is_meant(text, expected, small):
    assert named(text, small) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They live on Nazarbayev Avenue.",
        "Nursultan Nazarbayev International Airport is closed.",
        "The village of Tokayev is small.",
        "The tanker Nursultan Nazarbayev sank.",
        "The Kassym-Jomart Tokayev of the north spoke.",
        "Dynamo Kiev won.",
        "Chicken Kiev was served.",
        "The Battle of Kiev ended.",
        "The Kiev Symphony won.",
    ],
)
def test_what_is_named_after_somebody_is_nobody(text, small):
    assert named(text, small) == []
