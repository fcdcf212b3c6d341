"""The everyday questions to an output, answered without writing SQL."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """A named query: what it tells, its SQL over the four tables, and whether it takes a word (`$1`)."""

    tells: str
    sql: str
    word: str = ""


QUESTIONS = {
    "pages": Question(
        "every page with its id, title and counts",
        "SELECT doc_id, uri, title, published_at, words, edits_applied FROM documents ORDER BY uri",
    ),
    "rules": Question(
        "the rules that changed most, with an example",
        """SELECT stage, rule, count(*) AS edits, count(DISTINCT doc_id) AS pages,
                  arg_min(before, (doc_id, seq)) AS example_before, arg_min(after, (doc_id, seq)) AS example_after
           FROM edits WHERE mode = 'applied' AND stage NOT IN ('chrome', 'metadata', 'layout')
           GROUP BY stage, rule ORDER BY edits DESC, rule""",
    ),
    "chrome": Question(
        "why lines were removed as site chrome",
        """SELECT rule, arg_min(reason, (doc_id, seq)) AS reason, count(*) AS lines, count(DISTINCT doc_id) AS pages
           FROM edits WHERE mode = 'applied' AND stage = 'chrome' GROUP BY rule ORDER BY lines DESC, rule""",
    ),
    "proposals": Question(
        "what was proposed and waits for a person",
        """SELECT rule, before, after, count(*) AS hits, count(DISTINCT doc_id) AS pages,
                  arg_min(reason, (doc_id, seq)) AS reason
           FROM edits WHERE mode = 'proposed' GROUP BY rule, before, after ORDER BY hits DESC, rule, before""",
    ),
    "sites": Question(
        "pages by site",
        """SELECT coalesce(site, '(unknown)') AS site, count(*) AS pages, sum(words) AS words,
                  round(avg(edits_applied), 1) AS edits_a_page
           FROM documents GROUP BY 1 ORDER BY pages DESC, 1""",
    ),
    "months": Question(
        "pages by month of publication",
        """SELECT coalesce(strftime(published_at, '%Y-%m'), '(no date)') AS month, count(*) AS pages
           FROM documents GROUP BY 1 ORDER BY 1""",
    ),
    "names": Question(
        "the names mentioned most",
        """SELECT canonical, kind, count(*) AS mentions, count(DISTINCT doc_id) AS pages,
                  count(DISTINCT surface) AS spellings
           FROM names GROUP BY entity, canonical, kind ORDER BY mentions DESC, canonical""",
    ),
    "mentions": Question(
        "one name by month and spelling",
        """SELECT coalesce(strftime(published_at, '%Y-%m'), '(no date)') AS month, surface, count(*) AS mentions,
                  count(DISTINCT doc_id) AS pages
           FROM names JOIN documents USING (doc_id)
           WHERE entity = $1 OR contains(lower(canonical), lower($1)) GROUP BY 1, 2 ORDER BY 1, mentions DESC, 2""",
        word="NAME",
    ),
    "flags": Question(
        "pages with quality flags",
        "SELECT unnest(flags) AS flag, doc_id, uri, title FROM documents ORDER BY flag, uri",
    ),
    "duplicates": Question(
        "stories that stand on several pages",
        """SELECT cluster, count(*) AS pages, list(uri ORDER BY uri)[:5] AS uris
           FROM documents WHERE cluster IS NOT NULL GROUP BY cluster HAVING count(*) > 1
           ORDER BY pages DESC, cluster""",
    ),
    "rejected": Question(
        "pages that could not be cleaned, and why",
        "SELECT uri, stage, error, octet_length(payload) AS bytes FROM rejected ORDER BY uri",
    ),
}
