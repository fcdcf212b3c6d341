from hypothesis import given, settings

from tasks.page import Edit, apply
from tasks.pieces import Piece, pieces
from tests.tasks.histories import histories


@settings(max_examples=500)
@given(histories())
def test_the_pieces_hold_both_texts_and_every_applied_edit_once(case):
    source, clean, edits = case
    found = pieces(clean, edits)
    assert "".join(piece.source for piece in found) == source
    assert "".join(piece.clean for piece in found) == clean
    assert all(piece.source == piece.clean for piece in found if not piece.edits)
    seen = [edit for piece in found for edit in piece.edits]
    assert sorted(seen) == sorted(edit for edit in edits if edit.mode == "applied")


def test_a_repair_of_a_repair_is_one_piece():
    source = "Share\nTokajev spoke .\n"
    first = [Edit("chrome", "chrome.share", 0, 6, "Share\n", "")]
    second = [Edit("names", "names.tokayev", 0, 7, "Tokajev", "Tokayev")]
    third = [Edit("layout", "x", 5, 7, "ev", "EV"), Edit("layout", "end", 15, 16, "\n", "")]
    edits = first + second + third
    clean = apply(apply(apply(source, first), second), third)
    assert pieces(clean, edits) == [
        Piece("Share\n", "", (first[0],)),
        Piece("Tokajev", "TokayEV", (second[0], third[0])),
        Piece(" spoke .", " spoke ."),
        Piece("\n", "", (third[1],)),
    ]
