import pytest

from tasks.metadata.title import without_site


@pytest.mark.parametrize(
    ("title", "site", "name", "clean"),
    [
        ("Ferry service resumes | The Daily Lighthouse", None, "The Daily Lighthouse", "Ferry service resumes"),
        ("Ferry service resumes - lighthouse.example", "www.lighthouse.example", None, "Ferry service resumes"),
        ("Lighthouse: Ferry service resumes", "lighthouse.example", None, "Lighthouse: Ferry service resumes"),
        ("Lighthouse | Ferry service resumes", "lighthouse.example", None, "Ferry service resumes"),
        ("Ferry is back - after two days", "lighthouse.example", "Lighthouse", "Ferry is back - after two days"),
        ("Ferry  service\tresumes", None, None, "Ferry service resumes"),
        ("Storm | Lighthouse", "lighthouse.example", None, "Storm | Lighthouse"),
        ("", None, None, ""),
    ],
)  # fmt: skip
def test_only_what_is_known_to_be_the_sites_name_goes(title, site, name, clean):
    assert without_site(title, site, name) == clean
