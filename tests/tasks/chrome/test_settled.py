import pytest

from tasks.chrome import load
from tasks.chrome.features import see
from tasks.chrome.settled import CAPTIONS, EMBED, JUMP, RECORDING, SIGNATURE, TAGS, settled
from tasks.chrome.sign import CAPTION, CREDITED
from tasks.tables import SHIPPED

TABLE = load([SHIPPED])
POST = "I have been keeping bees behind the house for nine years and have never had a winter like the last one."
THREAD = ["Thread starter Anna", "Joined: May 2021", "Messages: 12", "Log in or sign up", "Click to expand..."]


def reasons(lines):
    """What is settled, by line."""
    sight = see(lines, TABLE)
    return {sight.lines[at].text: reason for at, reason in settled(sight).items()}


def thread(*lines):
    posts = [line for day in range(1, 9) for line in (f"{day} May 2021, 10:05", POST)]
    return [*THREAD, *posts, *lines, POST]


@pytest.mark.parametrize(
    "line",
    ["12", "-1", "#4", "2 weeks later...", "4,091 posts · Joined 2021", "B", "@anna_b", "1 badge", "[/quote]"],
)  # fmt: skip
def test_between_posts_counters_and_numbers_of_posts_go(line):
    assert reasons(thread(line))[line][0] == "chrome.post"


@pytest.mark.parametrize("line", ["#4", "2 weeks later...", "B", "@anna_b"])
def test_on_other_pages_they_are_not_settled(line):
    assert line not in reasons([POST, line, POST])


def test_badges_go_wherever_they_stand():
    assert reasons([POST, "23.8k1414 gold badges8888 silver badges", POST])["23.8k1414 gold badges8888 silver badges"]


def test_a_name_that_is_said_again_as_a_signature_or_handle():
    found = reasons(thread("Anna B", "– Anna B", POST, "Carl D", "(@carl_d)"))
    assert found["Anna B"] == found["– Anna B"] == found["Carl D"] == SIGNATURE


def test_a_line_after_a_dash_that_says_something_else_is_no_signature():
    assert "– the queen" not in reasons(thread("What I lost", "– the queen"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The old school, seen from the harbour.Anna Berg", CAPTIONS[CAPTION]),
        ("The old school, as the mayor “wanted it.”Anna Maria Berg", CAPTIONS[CAPTION]),
        ("The old school was built by J.Berg", None),
        ("The old school was built in 1871. Anna Berg was there", None),
        ("The old school runs on Node.js Express", None),
    ],
)  # fmt: skip
def test_a_name_glued_to_a_sentence_is_the_credit_of_a_caption(line, reason):
    assert reasons([POST, line, POST]).get(line) == reason


def test_what_names_a_photographer_goes():
    assert reasons([POST, "Credit: Anna Berg", POST])["Credit: Anna Berg"][0] == "chrome.credit"


def test_a_name_above_badges_goes_and_a_word_above_a_date_stays():
    found = reasons(thread("Anna Berg", "12 gold badges", POST, "carl_d", "9 May 2021, 10:06"))
    assert found["Anna Berg"] == SIGNATURE
    assert found["carl_d"] is None


def test_embedded_posts_go():
    lines = ["We are sailing again!", "— Harbour News (@harbournews) May 3, 2021", "Look! pic.twitter.com/aB3dE"]
    found = reasons([POST, *lines, POST])
    assert [found[line] for line in lines] == [EMBED] * 3
    assert POST not in found


@pytest.mark.parametrize("line", ["Key takeaways", "FAQ", "Conclusion"])
def test_the_heading_of_a_part_stays_where_text_follows(line):
    assert reasons([POST, line, POST])[line] is None
    assert line not in reasons([POST, "Harbour", line, "Fish"])


def test_a_single_word_above_a_posters_rank_is_a_name_and_stays():
    found = reasons(thread("carl_d", "Senior member", POST, "Harbour"))
    assert found["carl_d"] is None
    assert "Harbour" not in found


def test_the_last_line_of_a_posters_card_stands_above_the_number_of_the_post():
    assert reasons(thread("The northern islands", "#7"))["The northern islands"] == SIGNATURE


def test_two_tags_above_a_button_to_share_go_and_one_word_may_be_the_end_of_a_post():
    found = reasons(thread("sea-level", "tides", "Share", POST, "goodnight", "Share"))
    assert found["sea-level"] == found["tides"] == TAGS
    assert "goodnight" not in found


def test_below_a_way_to_other_forums_the_forums_are_listed():
    found = reasons([*thread(), "Forum jump", "— Boats and harbours", "— — Sails", "The market"])
    assert [found[line] for line in ("— Boats and harbours", "— — Sails", "The market")] == [JUMP] * 3
    assert "— Boats and harbours" not in reasons([POST, "Forum jump", "— Boats and harbours"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The old school, seen from the harbour (Picture: Anna Berg)", CAPTIONS[CREDITED]),
        ("The mayor at the opening of the pier in May (Photo by Anna Berg/Harbour News)", CAPTIONS[CREDITED]),
        ("The mayor at the opening of the pier (second from left)", None),
        ("The mayor said so (in a picture book)", None),
    ],
)  # fmt: skip
def test_a_credit_in_brackets_ends_a_caption(line, reason):
    assert reasons([POST, line, POST]).get(line) == reason


@pytest.mark.parametrize("line", ["https://example.org/a/pier.JPG", "https://example.org/pier.mp4?width=800"])
def test_the_address_of_a_picture_is_no_source(line):
    assert reasons([POST, POST, line, POST])[line] == RECORDING


def test_the_address_of_a_page_beside_the_article_stays():
    assert reasons([POST, POST, "https://example.org/pier", POST])["https://example.org/pier"] is None


@pytest.mark.parametrize("line", ["Come on, bees!", "It was cold", "Same here, sadly nothing left of them"])
def test_a_post_begins_right_below_its_number(line):
    found = reasons(thread("9 May 2021, 10:05", "#12", line))
    assert line in found
    assert found[line] is None


def test_a_posters_name_stays_wherever_it_stands_alone():
    lines = thread("bee_anna", "3 May 2021, 10:05", POST, "bee_anna", "Has left us")
    sight = see(lines, TABLE)
    found = settled(sight)
    assert [found.get(at, "weighed") for at, line in enumerate(sight.lines) if line.text == "bee_anna"] == [None, None]


def test_names_in_a_list_of_other_threads_are_weighed():
    assert "bee_carl" not in reasons([*thread(), "Similar threads", "Wax moths in May", "bee_carl", "1 May 2020"])


@pytest.mark.parametrize(("tag", "settled_as"), [("winter-losses", TAGS), ("sadly", "weighed")])
def test_one_word_above_a_button_is_a_tag_if_it_has_a_hyphen(tag, settled_as):
    assert reasons(thread(POST, tag, "Share")).get(tag, "weighed") == settled_as


def test_a_post_begins_right_below_its_posters_card():
    found = reasons(thread("Joined: May 2021", "Location: the islands", "sounds good to me"))
    assert found["Location: the islands"][0] == "chrome.post"
    assert found["sounds good to me"] is None
