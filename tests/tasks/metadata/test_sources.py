import pytest

from tasks.metadata import sources


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source - lighthouse.example", "lighthouse.example"),
        ("Source: The Daily Lighthouse", "The Daily Lighthouse"),
        ("(Source: Lighthouse)", "Lighthouse"),
        ("Quelle: Inselbote", "Inselbote"),
        ("Источник: Маяк", "Маяк"),
        ("Source: Islands Wire| 2022-01-10 22:08:16|Editor: hua", "Islands Wire"),
        ("(via Islands Wire)", "Islands Wire"),
        ("From Islands Insider, March 19, 2015", "Islands Insider"),
        ("Authored by Jane Doe via The Lighthouse,", "The Lighthouse"),
        ("Source: https://lighthouse.example/a", None),
        ("via the harbour", None),
        ("Source", None),
        ("Sources close to the harbour said so", None),
        ("Source: a man who asked not to be named because he was afraid", None),
    ],
)
def test_credited(line, name):
    assert sources.credited(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("HARBOUR TOWN (Islands Wire) - The ferry is back.", "Islands Wire"),
        ("HARBOUR TOWN, Jan 11 (IW) — The ferry is back.", "IW"),
        ("The ferry (Islands) - it is back.", None),
        ("HARBOUR TOWN, Islands (AP) — The ferry is back.", "AP"),
        ("Harbour Town, Sep 26 (PTI) The ferry is back.", "PTI"),
        ("Harbour Town [Islands], February 25 (ANI): The ferry is back.", "ANI"),
        ("HARBOUR TOWN, January 13. /TASS/. The ferry is back.", "TASS"),
        ("Harbour Town, Jan. 19, 2018 / Kabar /. The ferry is back.", "Kabar"),
        ("HARBOUR TOWN, 13 Jan - RIA Novosti. The ferry is back.", "RIA Novosti"),
        ("HARBOUR TOWN. KAZINFORM – The ferry is back.", "KAZINFORM"),
        ("Xinhua News Agency, Harbour Town, September 12. The ferry is back.", "Xinhua News Agency"),
        ("Moscow, Jan 6 (APP - Islands Point / 6th Jan, 2022 ) :The ferry is back.", "APP"),
        ("The agency (Reuters) said that the ferry is back.", None),
        ("Harbour Town, as Reuters. The ferry is back.", None),
    ],
)
def test_agency(line, name):
    assert sources.agency(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article originally appeared on Eurasianet", "Eurasianet"),
        ("This article was first published by Islands Wire. An edited version is republished here.", "Islands Wire"),
        ("This article is republished from The Conversation under a Creative Commons license.", "The Conversation"),
        ("Originally published by Daily Lighthouse on 3 March 2023", "Daily Lighthouse"),
        ("Republished from the Daily Lighthouse.", "Daily Lighthouse"),
        ("The post Ferries are back appeared first on Islands Online.", "Islands Online"),
        ("(This story first appeared in Islands Wire)", "Islands Wire"),
        ("This article was originally published on December 19, 2022", None),
        ("This report was first published by the ministry in May", None),
        ("The essay, first published in Novy Mir, made him known", None),
        ("The ferry first appeared on Monday", None),
    ],
)
def test_stated(line, name):
    assert sources.stated(line) == name


@pytest.mark.parametrize(
    ("line", "beside", "name"),
    [
        ("AFP, Harbour Town", True, "AFP"),
        (">>Reuters", False, "Reuters"),
        ("Reuters 08 Jan 2022", False, "Reuters"),
        ("By REUTERS", False, "REUTERS"),
        ("UNI", False, None),
        ("Reuters reporters on strike", True, None),
        ("Apartment prices", True, None),
    ],
)
def test_an_agency_alone(line, beside, name):
    found = sources.agency_alone(line, beside) if sources.agencies([line], [0]) else None
    assert found == name


def test_a_source_beside_the_date():
    assert sources.within("2022-01-12 17:45 Source: Islands Wire") == "Islands Wire"
    assert sources.within("AFP Published January 14, 2022") == "AFP"
    assert sources.within("January 14, 2022") is None


def test_an_address_as_the_source():
    assert sources.address("Source: https://lighthouse.example/a") == "https://lighthouse.example/a"
    assert sources.address("Source: Lighthouse") is None
