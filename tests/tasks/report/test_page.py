"""The report as people meet it: in a browser, from disk, with pages that mean no good."""

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tasks.dataset import Dataset
from tasks.options import Options
from tasks.report import pages
from tasks.report.page import inert, render, write
from tasks.run import pool
from tasks.run.job import Job
from tasks.run.start import run
from tasks.tables import SHIPPED
from tests.conftest import SAMPLES

CASES = Path(__file__).parent.parent.parent / "cases"
HOSTILE = json.loads((CASES / "hostile.json").read_text(encoding="utf-8"))
CHROMIUM = Path("/usr/bin/chromium")
PROSE = "The minister said on Tuesday that the talks would go on until the end of the week, and that no date was set."


def made(folder, texts):
    """The output of a run over these texts."""
    source = folder / "in.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts), encoding="utf-8")
    with pool.opened("threads", 1) as workers:
        run(Job(str(source), folder / "out", [SHIPPED], Options()), workers)
    return folder / "out"


@pytest.fixture(scope="module")
def hostile_output(tmp_path_factory):
    texts = [
        (attack, f"Title {attack}\n\n{PROSE} {attack} {PROSE}\n\n{PROSE}\n\nShare\n{attack}") for attack in HOSTILE
    ]
    return made(tmp_path_factory.mktemp("hostile"), [*texts, ("x" * 300, PROSE), ("binary", "\0")])


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_nothing_of_a_page_becomes_markup(hostile_output, sample_output):
    hostile, ordinary = (Elements(render(Dataset(output))).found for output in (hostile_output, sample_output))
    strange = {"iframe", "img", "base", "link", "math", "a", "script", "style"}
    count = lambda found: {tag: sum(one == tag for one, _ in found) for tag in strange}  # noqa: E731
    assert count(hostile) == count(ordinary)
    assert not [a for _, attributes in hostile for a in attributes if a.startswith("on")]


def test_the_policy_lets_nothing_in():
    text = inert({"a": "</script><!--<&\u2028"})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"a": "</script><!--<&\u2028"}


def test_the_same_output_gives_the_same_report(sample_output):
    assert render(Dataset(sample_output)) == render(Dataset(sample_output))


def test_a_large_output_is_sampled_and_says_so(sample_output, monkeypatch):
    monkeypatch.setattr(pages, "ROWS", 3)
    monkeypatch.setattr(pages, "CHUNK", 1)
    whole = render(Dataset(sample_output))
    assert "Here are 3 of 5 pages" in whole
    monkeypatch.setattr(pages, "DETAILS", 5000)
    assert re.search(r"Before and after is here for [12] of them", render(Dataset(sample_output)))


@pytest.mark.slow
def test_a_thousand_pages_weigh_less_than_two_megabytes(tmp_path):
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.iterdir())]
    texts = []
    for number in range(1000):
        words = samples[number % 5].split(" ")
        shift = number * 7 % len(words)
        texts.append((str(number), " ".join(words[shift:] + words[:shift])))
    path = write(made(tmp_path, texts))
    assert path.stat().st_size < 2_000_000
    assert len(gzip.compress(path.read_bytes())) > 100_000  # the pages really are in it


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser):
    """Open a report from disk; at the end, nothing may have gone wrong in it or asked for the network."""
    context = browser.new_context()
    page = context.new_page()
    wrong = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))

    def go(output):
        page.goto(write(output).as_uri())
        return page

    yield go
    assert wrong == []
    context.close()


@pytest.mark.slow
def test_search_filter_open_and_toggle(opened, sample_output):
    page = opened(sample_output)
    assert page.locator("#rows tr").count() == 5
    page.fill("#search", "smailov")
    assert page.locator("#rows tr").count() == 0
    page.fill("#search", "forces withdrawing")
    assert page.locator("#rows tr").count() == 1
    page.fill("#search", "")
    page.select_option("#flag", "page-date-contradicts")
    assert page.locator("#count").inner_text() == "1 of 5 pages"
    page.select_option("#flag", "")
    page.click("text=Kazakhstan President Tokayev: Russian-led")
    page.wait_for_selector("dialog[open]")
    assert "Kazakhstan’s interior ministry said" in page.locator("#text").inner_text()
    page.click(".edit >> text=unanimously")
    assert "en.unanimously" in page.locator("#rule").inner_text()
    assert page.locator(".removed >> text=Leave a Reply").is_visible()
    page.uncheck("#see-removed")
    assert not page.locator(".removed >> text=Leave a Reply").is_visible()
    page.uncheck("#see-before")
    assert "for unanimity" not in page.locator("#text").inner_text()


@pytest.mark.slow
def test_the_keyboard_is_enough(opened, sample_output):
    page = opened(sample_output)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#rows button")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.focus(".edit")
    page.keyboard.press("Enter")
    assert page.locator(".edit[aria-pressed=true]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.slow
def test_every_control_has_a_name(opened, sample_output):
    page = opened(sample_output)
    page.click("#rows button")
    nameless = page.evaluate(
        """[...document.querySelectorAll('button,input,select')].filter(e =>
             !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length))).length"""
    )
    assert nameless == 0


CONTRAST = """(scheme) => {
  const light = (c) => c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const paper = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (c !== 'rgba(0, 0, 0, 0)') return c; } return scheme === 'dark' ? 'rgb(0,0,0)' : 'rgb(255,255,255)'; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(paper(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5 && !e.disabled) bad.push(`${e.className} ${e.textContent.slice(0, 30)}`);
  }
  return bad; }"""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_to_read(opened, sample_output, scheme):
    page = opened(sample_output)
    page.emulate_media(color_scheme=scheme)
    page.click("#rows button >> nth=2")
    page.wait_for_selector("dialog[open]")
    page.click(".edit >> nth=3")
    assert page.evaluate(CONTRAST, scheme) == []


@pytest.mark.slow
def test_hostile_pages_stay_text(opened, hostile_output):
    page = opened(hostile_output)
    assert "binary" in page.locator("section[aria-labelledby=rejected-title]").inner_text()
    for number in range(len(HOSTILE)):
        page.locator("#rows button").nth(number).click()
        page.wait_for_selector("dialog[open]")
        assert "The minister said on Tuesday" in page.locator("#text").inner_text()
        page.keyboard.press("Escape")
    assert page.evaluate("window.hacked") is None
