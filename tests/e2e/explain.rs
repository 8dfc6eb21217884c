//! `trueup explain`.

use super::Place;

#[test]
fn a_keyword_is_explained_with_what_a_check_says() {
    let place = Place::new();
    place
        .run("explain enum")
        .exits(0)
        .finds(&[
            "enum\n  The value must equal one of",
            "  schema  {\"enum\": [\"Tokyo\", \"London\"]}\n",
            "  fails   \"Tokio\"\n          1:1: error[enum]: \"Tokio\" is not an allowed value; \
            did you mean \"Tokyo\"?\n",
            "  passes  \"Tokyo\"\n",
        ])
        .says_nothing();
    place
        .run("explain invalid-utf8")
        .exits(0)
        .finds(&["fails   \"M\\xfcnchen\"\n"]);
    place.run("explain $ref").exits(0).finds(&["$ref\n"]);
}

#[test]
fn all_that_can_be_explained_is_listed() {
    Place::new()
        .run("explain")
        .exits(0)
        .finds(&["\n  enum ", "\n  $ref ", "\n  duplicate-key ", "Objects\n"])
        .says_nothing();
}

#[test]
fn an_unknown_name_is_no_success() {
    let place = Place::new();
    place
        .run("explain enums")
        .exits(2)
        .finds_nothing()
        .says(&["there is no keyword or code \"enums\"; did you mean \"enum\"?"]);
    let odd = place.run_args(["explain", "\u{1b}[31mzzzzzzzzzz"]).exits(2);
    assert!(!odd.err.contains('\u{1b}'), "{odd:?}");
    assert!(!odd.err.contains("did you mean"), "{odd:?}");
}
