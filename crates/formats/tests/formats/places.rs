//! Where values and names stand, under line endings, tabs, and characters of several bytes.

use crate::{places, toml, yaml};

fn check(found: &[(String, String)], expected: &[(&str, &str)], text: &str) {
    let found: Vec<_> = found
        .iter()
        .map(|(at, slice)| (at.as_str(), slice.as_str()))
        .collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn yaml_values_and_names_have_their_places() {
    let cases: [(&str, &[(&str, &str)]); 14] = [
        (
            "é: '日本'\r\nb:\t[1,\t\"🦀\"]\r\n",
            &[
                ("", "é: '日本'\r\nb:\t[1,\t\"🦀\"]"),
                ("/é:", "é"),
                ("/é", "'日本'"),
                ("/b:", "b"),
                ("/b", "[1,\t\"🦀\"]"),
                ("/b/0", "1"),
                ("/b/1", "\"🦀\""),
            ],
        ),
        (
            "a: |\n  x\n\nb: 1\n",
            &[
                ("", "a: |\n  x\n\nb: 1"),
                ("/a:", "a"),
                ("/a", "|\n  x"),
                ("/b:", "b"),
                ("/b", "1"),
            ],
        ),
        (
            "- !!str &a >- # | no\n\n  é\n  y\n- z\n",
            &[
                ("", "- !!str &a >- # | no\n\n  é\n  y\n- z"),
                ("/0", ">- # | no\n\n  é\n  y"),
                ("/1", "z"),
            ],
        ),
        ("--- |\n x\n", &[("", "|\n x")]),
        (
            "a: |\nb: >\n",
            &[
                ("", "a: |\nb: >"),
                ("/a:", "a"),
                ("/a", "|"),
                ("/b:", "b"),
                ("/b", ">"),
            ],
        ),
        (
            "a:\n  - b:  1 # c\n    c: 2\n  - d\n",
            &[
                ("", "a:\n  - b:  1 # c\n    c: 2\n  - d"),
                ("/a:", "a"),
                ("/a", "- b:  1 # c\n    c: 2\n  - d"),
                ("/a/0", "b:  1 # c\n    c: 2"),
                ("/a/0/b:", "b"),
                ("/a/0/b", "1"),
                ("/a/0/c:", "c"),
                ("/a/0/c", "2"),
                ("/a/1", "d"),
            ],
        ),
        (
            "a:\n  b: {c: [1]}\nd: e\n",
            &[
                ("", "a:\n  b: {c: [1]}\nd: e"),
                ("/a:", "a"),
                ("/a", "b: {c: [1]}"),
                ("/a/b:", "b"),
                ("/a/b", "{c: [1]}"),
                ("/a/b/c:", "c"),
                ("/a/b/c", "[1]"),
                ("/a/b/c/0", "1"),
                ("/d:", "d"),
                ("/d", "e"),
            ],
        ),
        ("plain\n  folded # no\n", &[("", "plain\n  folded")]),
        (
            "a: &x\n  k: v\nb: *x\n",
            &[
                ("", "a: &x\n  k: v\nb: *x"),
                ("/a:", "a"),
                ("/a", "k: v"),
                ("/a/k:", "k"),
                ("/a/k", "v"),
                ("/b:", "b"),
                ("/b", "*x"),
                ("/b/k:", "k"),
                ("/b/k", "v"),
            ],
        ),
        (
            "a: &x {k: v}\nb:\n  <<: *x\n  l: w\n",
            &[
                ("", "a: &x {k: v}\nb:\n  <<: *x\n  l: w"),
                ("/a:", "a"),
                ("/a", "{k: v}"),
                ("/a/k:", "k"),
                ("/a/k", "v"),
                ("/b:", "b"),
                ("/b", "<<: *x\n  l: w"),
                ("/b/k:", "k"),
                ("/b/k", "v"),
                ("/b/l:", "l"),
                ("/b/l", "w"),
            ],
        ),
        (
            "a:\nb: !!null\n",
            &[
                ("", "a:\nb: !!null"),
                ("/a:", "a"),
                ("/a", ""),
                ("/b:", "b"),
                ("/b", ""),
            ],
        ),
        ("\u{feff}a: 1\n", &[("", "a: 1"), ("/a:", "a"), ("/a", "1")]),
        (
            "? |\n  long\n: v\n",
            &[
                ("", "? |\n  long\n: v"),
                ("/long\n:", "|\n  long"),
                ("/long\n", "v"),
            ],
        ),
        (
            "# c\n---\n\"q\\\"é\": 'it''s'\n",
            &[
                ("", "\"q\\\"é\": 'it''s'"),
                ("/q\"é:", "\"q\\\"é\""),
                ("/q\"é", "'it''s'"),
            ],
        ),
    ];
    for (text, expected) in cases {
        let transcript = yaml(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        check(&places(&transcript), expected, text);
    }
}

#[test]
fn toml_values_and_names_have_their_places() {
    let cases: [(&str, &[(&str, &str)]); 5] = [
        (
            "a = 1\r\n\"é\" = '日本' # c\r\n",
            &[
                ("", "a = 1\r\n\"é\" = '日本' # c\r\n"),
                ("/a:", "a"),
                ("/a", "1"),
                ("/é:", "\"é\""),
                ("/é", "'日本'"),
            ],
        ),
        (
            "[t]\nb = [1,\t2]\n[t.u]\nc = {d = true}\n",
            &[
                ("", "[t]\nb = [1,\t2]\n[t.u]\nc = {d = true}\n"),
                ("/t:", "t"),
                ("/t", "[t]"),
                ("/t/b:", "b"),
                ("/t/b", "[1,\t2]"),
                ("/t/b/0", "1"),
                ("/t/b/1", "2"),
                ("/t/u:", "u"),
                ("/t/u", "[t.u]"),
                ("/t/u/c:", "c"),
                ("/t/u/c", "{d = true}"),
                ("/t/u/c/d:", "d"),
                ("/t/u/c/d", "true"),
            ],
        ),
        (
            "[[p]]\nn = 'x'\n[[p]]\nn = 'y'\n",
            &[
                ("", "[[p]]\nn = 'x'\n[[p]]\nn = 'y'\n"),
                ("/p:", "p"),
                ("/p", "[[p]]"),
                ("/p/0", "[[p]]"),
                ("/p/0/n:", "n"),
                ("/p/0/n", "'x'"),
                ("/p/1", "[[p]]"),
                ("/p/1/n:", "n"),
                ("/p/1/n", "'y'"),
            ],
        ),
        (
            "a.b.c = 1\na.d = 2\n",
            &[
                ("", "a.b.c = 1\na.d = 2\n"),
                ("/a:", "a"),
                ("/a", "a"),
                ("/a/b:", "b"),
                ("/a/b", "b"),
                ("/a/b/c:", "c"),
                ("/a/b/c", "1"),
                ("/a/d:", "d"),
                ("/a/d", "2"),
            ],
        ),
        (
            "z = 1\na = 2026-11-24T06:00:00Z\n",
            &[
                ("", "z = 1\na = 2026-11-24T06:00:00Z\n"),
                ("/z:", "z"),
                ("/z", "1"),
                ("/a:", "a"),
                ("/a", "2026-11-24T06:00:00Z"),
            ],
        ),
    ];
    for (text, expected) in cases {
        let transcript = toml(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        check(&places(&transcript), expected, text);
    }
}
