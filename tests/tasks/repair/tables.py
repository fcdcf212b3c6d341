"""Small tables for tests."""

import textwrap

RULE = """
[[rule]]
id = "{id}"
kind = "typo"
find = {find}
replace = "{replace}"
evidence = "written for a test"
examples = [{{ bad = "{bad}", good = "{good}" }}]
keep = ["{keep}"]
{more}
"""


def rule(find, replace, **fields):
    """A TOML rule; by default the example is the literal itself and the sentence to keep holds nothing of it."""
    given = [find] if isinstance(find, str) else find
    defaults = {"id": "a", "bad": given[0], "good": replace, "keep": "nothing of it", "more": ""}
    defaults.update(fields)
    defaults["more"] = textwrap.dedent(defaults["more"])
    listed = "[" + ", ".join(f'"{one}"' for one in given) + "]"
    return RULE.format(find=listed, replace=replace, **defaults)


def folder(path, rules="", typos="", **others):
    """A table folder at `path` with these rules, typing errors and other files (name without suffix, as TOML)."""
    path.mkdir(parents=True, exist_ok=True)
    if rules:
        (path / "substitutions.toml").write_text(rules, encoding="utf-8")
    if typos:
        (path / "typos.csv").write_text("typo,correction,status\n" + typos, encoding="utf-8")
    for name, text in others.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path
