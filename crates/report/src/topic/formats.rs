//! Codes of our own for texts in other syntaxes than JSON.

use super::Topic;

pub(super) static TOPICS: [Topic; 11] = [
    Topic::rare(
        "unclosed-comment",
        "In JSON with comments, a comment that begins with /* has no */, so all that follows is a part \
         of it.",
    ),
    Topic::rare(
        "invalid-yaml",
        "The text breaks the grammar of YAML 1.2. The message says what the parser met; often it is \
         the indentation, or a text with `: ` or ` #` in it that needs quotes.",
    ),
    Topic::rare(
        "invalid-toml",
        "The text breaks the grammar of TOML 1.0. A name that stands twice is such a fault too.",
    ),
    Topic::rare(
        "non-string-key",
        "A key of a YAML mapping is not a string: `200: ok` has a number as its key, `true: x` a \
         boolean. JSON has strings only. Put the key in quotes.",
    ),
    Topic::rare(
        "complex-key",
        "A key of a YAML mapping is a sequence or a mapping, which JSON has no place for.",
    ),
    Topic::rare(
        "invalid-merge",
        "The merge key `<<` of YAML takes a mapping, an alias of one, or a list of them. If a property \
         of that name is meant, put it in quotes.",
    ),
    Topic::rare(
        "unknown-tag",
        "A YAML tag such as `!Ref` gives a value a type that JSON does not have, so a schema cannot \
         judge what the value means. It is judged as if it had no tag.",
    ),
    Topic::rare(
        "tag-mismatch",
        "A YAML tag names a type that the value is not written as, such as `!!int x`.",
    ),
    Topic::rare(
        "non-finite-number",
        "YAML's `.inf` and `.nan` and TOML's `inf` and `nan` are no numbers of JSON.",
    ),
    Topic::rare(
        "recursive-alias",
        "A YAML alias stands inside the value that it stands for, so the value would have no end.",
    ),
    Topic::rare(
        "alias-expansion",
        "Written out, YAML's aliases and merge keys make the document more than sixteen times as long \
         as its text (and longer than a mebibyte). Such documents are refused, since a few lines can \
         mean more than any memory holds.",
    ),
];
