//! The published schema of `trueup.toml` and the reader of the file accept the same files.

use trueup_cli::config::{self, ConfigFile};
use trueup_validator::Validator;

/// Each file with whether it is right.
const FILES: &[(&str, bool)] = &[
    ("", true),
    (include_str!("../../../trueup.toml"), true),
    ("[references]\n\"https://a.example/\" = \"vendor\"\n", true),
    ("[references]\n\"https://a.example/\" = 1\n", false),
    ("references = []\n", false),
    (
        "[[check]]\nschema = \"s.json\"\ninclude = [\"*.json\"]\n",
        true,
    ),
    ("[[check]]\nschema = \"s.json\"\ninclude = []\n", false),
    (
        "[[check]]\nschema = \"s.json\"\ninclude = \"*.json\"\n",
        false,
    ),
    ("[[check]]\nschema = \"s.json\"\n", false),
    ("[[check]]\ninclude = [\"*.json\"]\n", false),
    ("[[check]]\nschema = 1\ninclude = [\"*.json\"]\n", false),
    (
        "[[check]]\nschema = \"s\"\ninclude = [\"a\"]\nexclude = []\n",
        true,
    ),
    (
        "[[check]]\nschema = \"s\"\ninclude = [\"a\"]\nexclude = [1]\n",
        false,
    ),
    (
        "[[check]]\nschema = \"s\"\ninclude = [\"a\"]\nexlude = []\n",
        false,
    ),
    (
        "[[check]]\nschema = \"s\"\ninclude = [\"a\"]\ninput = \"ndjson\"\n",
        true,
    ),
    (
        "[[check]]\nschema = \"s\"\ninclude = [\"a\"]\ninput = \"yaml\"\n",
        false,
    ),
    ("[check]\nschema = \"s\"\ninclude = [\"a\"]\n", false),
    ("[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\n", true),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\nroot-name = \"A\"\n",
        true,
    ),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\nroot_name = \"A\"\n",
        false,
    ),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\nroot-name = 1\n",
        false,
    ),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\nlayout = \"modules\"\nnumbers = \"native\"\n\
         validator = false\nderives = [\"Eq\"]\n[generate.types.A]\nname = \"B\"\nfields = { a = \"b\" }\n",
        true,
    ),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\nlayout = \"nested\"\n",
        false,
    ),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\nvalidator = \"no\"\n",
        false,
    ),
    (
        "[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\n[generate.types.A]\nnmae = \"B\"\n",
        false,
    ),
    ("[[generate]]\nschema = \"s\"\n", false),
    ("[[generate]]\noutput = \"o.rs\"\n", false),
    ("[[genrate]]\nschema = \"s\"\noutput = \"o.rs\"\n", false),
];

#[test]
fn the_schema_and_the_reader_agree() {
    let judge = Validator::from_text("trueup.schema.json", &config::schema()).unwrap();
    for &(text, right) in FILES {
        let read = ConfigFile::parse("trueup.toml", text);
        assert_eq!(read.is_ok(), right, "{text}\n{read:?}");
        let value: toml::Table = text.parse().expect("the cases are TOML");
        let json = serde_json::to_vec(&value).unwrap();
        assert_eq!(
            judge.is_valid(&json),
            right,
            "{text}\n{}",
            judge.check(&json)
        );
    }
}

#[test]
fn a_setting_that_is_wrong_is_told_with_its_line() {
    let cases = [
        (
            "layuot = \"modules\"",
            "trueup.toml:4:1: unknown field `layuot`",
        ),
        (
            "layout = \"nested\"",
            "trueup.toml:4:10: unknown variant `nested`",
        ),
        ("derives = \"Eq\"", "trueup.toml:4:11: invalid type"),
        (
            "types.A.nmae = \"B\"",
            "trueup.toml:4:9: unknown field `nmae`",
        ),
    ];
    for (line, expected) in cases {
        let text = format!("[[generate]]\nschema = \"s\"\noutput = \"o.rs\"\n{line}\n");
        let trouble = ConfigFile::parse("trueup.toml", &text).expect_err(line);
        assert!(trouble.to_string().starts_with(expected), "{trouble}");
    }
}
