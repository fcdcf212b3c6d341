import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.page import (
    Edit,
    EditError,
    Mention,
    Offsets,
    Page,
    PageOffsets,
    apply,
    by_stage,
    restore,
    to_source,
    undo,
)
from tests.tasks.histories import histories, stages


@given(stages())
def test_undo_gives_back_the_text(case):
    text, edits = case
    assert undo(apply(text, edits), edits) == text


@given(histories())
def test_restore_gives_back_the_source_through_all_stages(case):
    source, clean, edits = case
    assert restore(clean, edits) == source


@given(histories(), st.integers(0, 40), st.integers(0, 40))
def test_offsets_stay_inside_the_texts_and_in_order(case, a, b):
    source, clean, edits = case
    start, end = sorted((min(a, len(clean)), min(b, len(clean))))
    left, right = PageOffsets(edits).to_source(start, end)
    assert 0 <= left <= right <= len(source)
    start, end = sorted((min(a, len(source)), min(b, len(source))))
    left, right = PageOffsets(edits).to_clean(start, end)
    assert 0 <= left <= right <= len(clean)


@given(stages())
def test_what_no_edit_touches_maps_to_itself_both_ways(case):
    text, edits = case
    done = [edit for edit in edits if edit.mode == "applied"]
    new = apply(text, edits)
    offsets = Offsets(edits)
    borders = [0, *(p for edit in done for p in (edit.start, edit.end)), len(text)]
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        if start < end:
            there = offsets.forward(start, end)
            assert new[slice(*there)] == text[start:end]
            assert offsets.back(*there) == (start, end)


@given(stages())
def test_a_span_of_a_replacement_maps_to_the_whole_piece_replaced(case):
    text, edits = case
    offsets = Offsets(edits)
    shift = 0
    for edit in edits:
        if edit.mode != "applied":
            continue
        start = edit.start + shift
        if len(edit.after) > 1:
            assert offsets.back(start, start + 1)[0] == edit.start
            left, right = offsets.back(start, start + len(edit.after))
            assert text[left:right] == edit.before
        shift += len(edit.after) - len(edit.before)


def test_to_source_projects_annotations_of_the_clean_text():
    source = "Share\nTokajev spoke .\n"
    first = [Edit("chrome", "chrome.share", 0, 6, "Share\n", "")]
    second = [Edit("names", "names.tokayev", 0, 7, "Tokajev", "Tokayev")]
    third = [Edit("layout", "layout.end", 15, 16, "\n", "")]
    clean = apply(apply(apply(source, first), second), third)
    assert clean == "Tokayev spoke ."
    (span,) = to_source(first + second + third, [(0, 7)])
    assert source[slice(*span)] == "Tokajev"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit("s", "r", 0, 1, "x", "y")],
        [Edit("s", "r", 0, 2, "ab", "y"), Edit("s", "r", 1, 2, "b", "z")],
    ],
    ids=["does not fit", "overlaps"],
)
def test_an_edit_that_does_not_fit_is_an_error(edits):
    with pytest.raises(EditError):
        apply("abc", edits)


def test_undo_refuses_a_text_that_was_changed_afterwards():
    with pytest.raises(EditError):
        undo("changed", [Edit("s", "r", 0, 1, "a", "b")])


def test_only_applied_edits_change_the_text():
    proposed = Edit("names", "names.miner", 0, 1, "a", "b", mode="proposed")
    page = Page(uri="u", source="a", text="a").rewrite([proposed])
    assert page.text == "a"
    assert page.edits == (proposed,)


def test_rewrite_moves_mentions_along_and_drops_those_it_deletes():
    mentions = (Mention(0, 2, "ab", "AB", "e", "person", "m"), Mention(3, 5, "cd", "CD", "e", "person", "m"))
    page = Page(uri="u", source="ab cd", text="ab cd", mentions=mentions)
    page = page.rewrite([Edit("metadata", "r", 0, 3, "ab ", "")])
    assert [(m.start, m.end, page.text[m.start : m.end]) for m in page.mentions] == [(0, 2, "cd")]


@given(st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=6), st.data())
def test_without_lines_keeps_roles_beside_their_lines(lines, data):
    gone = data.draw(st.sets(st.integers(0, len(lines) - 1)))
    roles = tuple("meta" if i % 2 else "content" for i in range(len(lines)))
    text = "\n".join(lines)
    page = Page(uri="u", source=text, text=text, roles=roles)
    after = page.without_lines("chrome", dict.fromkeys(gone, ("chrome.test", "a test")))
    assert restore(after.text, after.edits) == text
    left = [(line, role) for line, role in zip(after.lines, after.roles, strict=True) if line]
    assert left == [(lines[i], roles[i]) for i in range(len(lines)) if i not in gone and lines[i]]


def test_without_lines_changes_other_fields_on_the_way():
    page = Page(uri="u", source="a\nb\nc", text="a\nb\nc", mentions=(Mention(2, 3, "b", "B", "e", "person", "m"),))
    after = page.without_lines("chrome", {0: ("r", "why")}, roles=("meta", "title", "content"), flags=("f",))
    assert (after.text, after.lines) == ("b\nc", ["b", "c"])
    assert (after.roles, after.flags) == (("title", "content"), ("f",))
    assert [after.text[mention.start : mention.end] for mention in after.mentions] == ["b"]
    assert page.without_lines("chrome", {}, flags=("f",)).flags == ("f",)


@given(st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=6), st.data())
def test_lines_that_are_left_are_those_of_the_text(lines, data):
    text = "\n".join(lines)
    gone = data.draw(st.sets(st.integers(0, len(lines) - 1)))
    after = Page(uri="u", source=text, text=text).without_lines("chrome", dict.fromkeys(gone, ("r", "why")))
    assert after.lines == after.text.split("\n")


def test_by_stage_keeps_the_order():
    edits = [Edit("encoding", "a", 0, 0, "", ""), Edit("encoding", "b", 1, 1, "", ""), Edit("names", "c", 0, 0, "", "")]
    assert [[edit.rule for edit in stage] for stage in by_stage(edits)] == [["a", "b"], ["c"]]
