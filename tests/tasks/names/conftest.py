"""Tables for the tests of names: a small one of their own, and the shipped one."""

import shutil
from pathlib import Path

import pytest

from tasks.names import load
from tasks.tables import SHIPPED

HERE = Path(__file__).parent
HEADER = "entity,kind,canonical,native,language,description,wikidata,form,method,evidence,surname\n"


def folder_with(folder, names):
    """A table folder: the shipped schemes and lists, and these rows of names.csv."""
    for part in ("romanisation", "lexicon"):
        shutil.copytree(SHIPPED / part, folder / part, dirs_exist_ok=True)
    shutil.copy(SHIPPED / "inflections.csv", folder)
    (folder / "names.csv").write_text(HEADER + names, encoding="utf-8")
    return folder


SMALL = """\
tokayev,person,Kassym-Jomart Tokayev,Қасым-Жомарт Тоқаев | ru:Касым-Жомарт Токаев,kk,President,,,,test,Tokayev
tokayev,,,,,,,Tokayed,misspelling,test,
smailov,person,Alikhan Smailov,Әлихан Смайылов | ru:Алихан Смаилов,kk,Prime Minister,,,,test,Smailov
lukashenko-a,person,Alexander Lukashenko,ru:Александр Лукашенко,ru,President of Belarus,,,,test,Lukashenko
lukashenko-v,person,Viktor Lukashenko,ru:Виктор Лукашенко,ru,sports official,,,,test,Lukashenko
kim,person,Kim Jong Un,김정은 | ru:Ким Чен Ын,ko,leader of North Korea,,,,test,Kim
assad,person,Bashar al-Assad,بشار الأسد | ru:Башар Асад,ar,President of Syria,,,,test,Assad
nazarbayev,person,Nursultan Nazarbayev,ru:Нурсултан Назарбаев,ru,President of Kazakhstan,,,,test,Nazarbayev
kyiv,place,Kyiv,Київ | ru:Киев,uk,capital,,,,test,
kyiv,,,,,,,Kiev,rival,test,
astana,place,Astana,Астана,kk,capital,,,,test,
astana,,,,,,,Nur-Sultan,dated,test,
csto,organisation,Collective Security Treaty Organization,,en,alliance,,,,test,
csto,,,,,,,CSTO,acronym,en: acronym,
csto,,,,,,,Organization of the Collective Treaty,rival,translated from French,
csto,,,,,,,ODKB,acronym,"ru, de: acronym",
csto,,,,,,,OTS,acronym,"fr: acronym",
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A table of a dozen entities."""
    return load([folder_with(tmp_path_factory.mktemp("small"), SMALL)])


@pytest.fixture(scope="session")
def shipped():
    """The table as shipped."""
    return load([SHIPPED])
