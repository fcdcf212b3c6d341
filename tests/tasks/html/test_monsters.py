"""No page takes long or fails, whatever its markup: each in a process of its own, killed if it hangs."""

import subprocess
import sys

import pytest

KILLED_AFTER = 60
"""Seconds: a page takes under five; a busy machine may be many times slower, and what hangs would take hours."""

N = 100_000
MONSTERS = {
    "nothing": "''",
    "deep nesting, closed": f"'<div>' * {N} + 'x' + '</div>' * {N}",
    "deep nesting, never closed": f"'<section><span>' * {N} + 'x'",
    "deep nesting behind false end tags": f"'<div></span>' * {N}",
    "tables in tables": f"'<table><tr><td>' * {N}",
    "lists in lists": f"'<ul><li>' * {N}",
    "ten megabytes of text": "'<p>' + 'word ' * 2_000_000",
    "a megabyte on one line": "'<p>' + 'The same sentence. ' * 60_000",
    "a hundred thousand paragraphs": f"'<p>A sentence of some words that ends here.</p>' * {N}",
    "a hundred thousand boxes": f"''.join(f'<div class=\"card-{{i}} teaser\">Text, {{i}}.</div>' for i in range({N}))",
    "a hundred thousand links": f"'<li><a href=/x>Some words</a>' * {N}",
    "one row of ten megabytes": "'<table><tr>' + '<td>abc' * 1_400_000",
    "a hundred thousand attributes": f"'<p ' + ' '.join(f'a{{i}}=1' for i in range({N})) + '>x'",
    "a hundred thousand options": f"'<select>' + '<option>x' * {N}",
    "bold paragraphs, never closed": f"'<b><p>' * {N}",
    "a million line breaks": "'a<br>' * 1_000_000",
    "a million brackets": "'<' * 1_000_000",
    "a million NULs": "chr(0) * 1_000_000 + '<p>a' + chr(0)",
    "entities that are none": "'&#0;&#xD800;&bogus;&' * 200_000",
    "comments in comments": f"'<!--' * {N}",
    "JSON nested too deep": f"'<script type=\"application/ld+json\">' + '[' * {N} + '</script><p>x'",
    "a thousand kilobytes of class": "'<div class=\"' + 'related ' * 120_000 + '\">x'",
    "half a million preformatted lines": "'<pre>' + 'a\\n' * 500_000",
    "paragraphs at the deepest level": "'<div>' * 900 + '<p>Some words in a row.</p>' * 50_000",
}
SCRIPT = """
from tasks import html
from tasks.tables import SHIPPED
page = html.flatten(eval({expression!r}), "https://example.org/x", html.load([SHIPPED]))
assert len(page.blocks) == page.text.count("\\n") + 1
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_flattened(name):
    script = SCRIPT.format(expression=MONSTERS[name])
    subprocess.run([sys.executable, "-c", script], check=True, timeout=KILLED_AFTER)


def test_nothing_recurses(flat):
    page = flat("<div>" * 30_000 + "<p>deep down</p>")
    assert page.text.endswith("deep down")
