//! Depth and length are bounded, and what is within the bounds is read whole.

use trueup_document::{Document, Json, Limits, ReadErrorKind};

fn depth(max_depth: usize) -> Limits {
    Limits {
        max_depth,
        ..Limits::default()
    }
}

fn nested(open: &str, close: &str, levels: usize) -> String {
    format!("{}1{}", open.repeat(levels), close.repeat(levels))
}

#[test]
fn as_many_levels_as_the_limit_says_are_read_and_not_one_more() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let each = open.matches(['[', '{']).count();
        for limit in [1, 2, 10, 128, 500, Limits::DEEPEST] {
            let fits = nested(open, close, limit / each);
            assert!(
                Document::read(fits.as_bytes(), &depth(limit)).is_ok(),
                "{limit}"
            );
            let deeper = nested(open, close, limit / each + 1);
            let error = Document::read(deeper.as_bytes(), &depth(limit)).expect_err("too deep");
            assert_eq!(error.kind, ReadErrorKind::TooDeep, "{limit}");
            let brackets = deeper.match_indices(['[', '{']);
            let place = brackets.map(|(at, _)| at).nth(limit);
            assert_eq!(Some(error.span.start), place, "{open} {limit}");
            assert_eq!(error.span.end, error.span.start + 1);
        }
    }
}

#[test]
fn the_default_is_128_levels() {
    assert!(Document::from_slice(nested("[", "]", 128).as_bytes()).is_ok());
    let error = Document::from_slice(nested("[", "]", 129).as_bytes()).expect_err("too deep");
    assert_eq!(
        error.to_string(),
        format!("1:129: {}", ReadErrorKind::TooDeep.message())
    );
}

#[test]
fn only_levels_that_are_open_at_once_count() {
    let text = format!("[{}]", vec!["[{\"a\":[]}]"; 500].join(","));
    assert!(Document::read(text.as_bytes(), &depth(4)).is_ok());
    assert!(Document::read(text.as_bytes(), &depth(3)).is_err());
}

#[test]
fn with_no_levels_only_a_scalar_is_read() {
    for text in ["1", "\"[\"", "null"] {
        assert!(Document::read(text.as_bytes(), &depth(0)).is_ok(), "{text}");
    }
    for text in ["[]", "{}"] {
        let error = Document::read(text.as_bytes(), &depth(0)).expect_err("too deep");
        assert_eq!(error.kind, ReadErrorKind::TooDeep, "{text}");
    }
}

#[test]
fn a_million_levels_end_at_the_limit_whatever_it_is() {
    let text = "[".repeat(1_000_000);
    for (limit, at) in [(0, 0), (5, 5), (usize::MAX, Limits::DEEPEST)] {
        let error = Document::read(text.as_bytes(), &depth(limit)).expect_err("too deep");
        assert_eq!((error.kind, error.span.start), (ReadErrorKind::TooDeep, at));
    }
    let whole = nested("[", "]", 1_000_000);
    assert!(Document::read(whole.as_bytes(), &depth(usize::MAX)).is_err());
}

/// Less than the 2 MiB of stack that a thread usually has, and without optimisation.
#[test]
fn the_deepest_values_are_copied_compared_written_and_dropped_on_a_small_stack() {
    let work = || {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = nested(open, close, Limits::DEEPEST);
            let document = Document::read(text.as_bytes(), &depth(usize::MAX)).expect("it fits");
            let json = Json::from(document.root());
            assert_eq!(json.clone(), Json::from(document.root()));
            assert_eq!(json.to_string(), text);
        }
    };
    let thread = std::thread::Builder::new()
        .stack_size(1536 * 1024)
        .spawn(work);
    thread
        .expect("a thread starts")
        .join()
        .expect("the stack is enough");
}

#[test]
fn a_text_longer_than_the_limit_is_refused_before_it_is_read() {
    let limits = |max_bytes| Limits {
        max_bytes,
        ..Limits::default()
    };
    let text = "[\"é\"]";
    assert!(Document::read(text.as_bytes(), &limits(text.len())).is_ok());
    // A limit inside a character: the whole character is too much.
    for (limit, start, position) in [(5, 5, "1:5"), (4, 4, "1:4"), (3, 2, "1:3"), (0, 0, "1:1")] {
        let error = Document::read(text.as_bytes(), &limits(limit)).expect_err("too large");
        assert_eq!(error.kind, ReadErrorKind::TooLarge);
        assert_eq!(
            (error.span.start, error.span.end),
            (start, text.len()),
            "{limit}"
        );
        assert_eq!(error.position.to_string(), position);
    }
    let faulty = Document::read(b"[nonsense]", &limits(3)).expect_err("too large");
    assert_eq!(faulty.kind, ReadErrorKind::TooLarge);
}
