//! The committed text is the text that is compiled.

#[test]
fn what_is_committed_is_what_was_generated_for_this_build() {
    let compiled = include_str!(concat!(env!("OUT_DIR"), "/process_with_rooms.rs"));
    let committed = include_str!("../generated/process_with_rooms.rs");
    assert!(
        compiled == committed,
        "generated/process_with_rooms.rs is stale: run `cargo xtask regenerate`"
    );
}
