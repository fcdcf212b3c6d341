"""Generated pages with generated edits: what the properties of undo, offsets and pieces are tested on."""

from hypothesis import strategies as st

from tasks.page import Edit, apply

texts = st.text(alphabet="ab c\n’é", max_size=40)


@st.composite
def stages(draw, name="encoding", text=None):
    """A text and one stage's edits on it: sorted, not overlapping, some only proposed."""
    text = draw(texts) if text is None else text
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        mode = draw(st.sampled_from(["applied", "applied", "proposed", "guarded"]))
        edits.append(Edit(name, "rule", start, end, text[start:end], draw(texts), mode=mode))
    return text, edits


@st.composite
def histories(draw):
    """A source text, its clean text after three stages, and all edits."""
    source = text = draw(texts)
    edits = []
    for name in ("encoding", "substitution", "layout"):
        _, made = draw(stages(name, text))
        text = apply(text, made)
        edits += made
    return source, text, edits
