//! Typed texts inside the page's sentences: a change of the writing direction ends with the text.

use preflight_engine::messages::bidi_isolate;

/// Isolates and embeddings that are open after a text, and whether it closes any that it did not open.
fn after(text: &str) -> (i32, bool) {
    let (mut open, mut ends_another) = (0, false);
    for c in text.chars() {
        open += match c {
            '\u{2066}'..='\u{2068}' => 1,
            '\u{2069}' => -1,
            _ => 0,
        };
        ends_another |= open < 0;
    }
    (open, ends_another)
}

#[test]
fn plain_and_balanced_texts_stay_as_they_are() {
    for text in [
        "",
        "Orders",
        "خطة الترحيل (1)",
        "\u{202e}a\u{202c}",
        "\u{2067}a\u{2069} b",
        "\u{2068}\u{202e}a\u{2069}",
        "\u{202c}",
    ] {
        assert_eq!(bidi_isolate(text), text);
    }
}

#[test]
fn a_text_with_unbalanced_direction_marks_is_isolated() {
    assert_eq!(bidi_isolate("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
    assert_eq!(bidi_isolate("a\u{2069}b"), "\u{2068}ab\u{2069}");
    assert_eq!(bidi_isolate("\u{2067}\u{2066}a"), "\u{2068}\u{2067}\u{2066}a\u{2069}\u{2069}\u{2069}");
    // The end of the isolate also closes the embedding in it, so the end of the embedding has nothing to close.
    assert_eq!(bidi_isolate("\u{2067}\u{202e}a\u{2069}\u{202c}"), "\u{2067}\u{202e}a\u{2069}\u{202c}");
}

#[test]
fn a_sentence_around_an_isolated_text_stays_as_it_is() {
    let sentence = format!("Compare {} with this plan", bidi_isolate("\u{2069}\u{202e}evil\u{2067}"));
    assert_eq!(bidi_isolate(&sentence), sentence);
}

#[test]
fn every_isolated_text_closes_what_it_opens() {
    let signs = [
        'a', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
    ];
    for number in 0..10_usize.pow(5) {
        let text: String = (0..5).map(|index| signs[number / 10_usize.pow(index) % 10]).collect();
        assert_eq!(after(&bidi_isolate(&text)), (0, false), "{text:?}");
        assert_eq!(bidi_isolate(&bidi_isolate(&text)), bidi_isolate(&text), "{text:?}");
    }
}
