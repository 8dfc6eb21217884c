//! What each keyword of JSON Schema and each code of our own means, with an example.
//!
//! The examples are data, and a test puts each through the validator: what is said to fail fails
//! for the reason given, what is said to pass passes. So the explanations cannot drift from the
//! command.

mod annotations;
mod codes;
mod combinations;
mod formats;
mod structure;
mod values;

/// A keyword or a code, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The keyword or the code, as reports spell it.
    pub name: &'static str,
    /// What it means, in sentences.
    pub meaning: &'static str,
    /// A schema with payloads; `None` where no short payload shows it.
    pub example: Option<Example>,
}

/// A schema with a payload that it refuses and one that it accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The schema.
    pub schema: &'static str,
    /// A payload that is refused; `None` for a keyword that refuses nothing.
    pub fails: Option<&'static [u8]>,
    /// A payload that is accepted.
    pub passes: &'static [u8],
    /// The keyword of the violation. It is another than the topic's where a keyword only says
    /// which schema judges which value.
    pub reported_as: &'static str,
    /// The limit on nesting that the example is checked with, where it is not the usual one.
    pub max_depth: Option<usize>,
    /// The limit on length in bytes that the example is checked with.
    pub max_bytes: Option<usize>,
}

impl Topic {
    /// A topic whose example is refused under the topic's own name.
    const fn new(
        name: &'static str,
        meaning: &'static str,
        schema: &'static str,
        fails: &'static str,
        passes: &'static str,
    ) -> Self {
        Self::with_bytes(name, meaning, schema, fails.as_bytes(), passes)
    }

    const fn with_bytes(
        name: &'static str,
        meaning: &'static str,
        schema: &'static str,
        fails: &'static [u8],
        passes: &'static str,
    ) -> Self {
        let example = Example {
            schema,
            fails: Some(fails),
            passes: passes.as_bytes(),
            reported_as: name,
            max_depth: None,
            max_bytes: None,
        };
        Self {
            name,
            meaning,
            example: Some(example),
        }
    }

    /// A keyword that refuses nothing.
    const fn silent(
        name: &'static str,
        meaning: &'static str,
        schema: &'static str,
        passes: &'static str,
    ) -> Self {
        let topic = Self::new(name, meaning, schema, "", passes);
        match topic.example {
            Some(mut example) => {
                example.fails = None;
                Self {
                    name,
                    meaning,
                    example: Some(example),
                }
            }
            None => topic,
        }
    }

    /// A code that no short payload shows.
    const fn rare(name: &'static str, meaning: &'static str) -> Self {
        Self {
            name,
            meaning,
            example: None,
        }
    }

    /// The same with another keyword for the violation.
    const fn reported_as(mut self, keyword: &'static str) -> Self {
        if let Some(mut example) = self.example {
            example.reported_as = keyword;
            self.example = Some(example);
        }
        self
    }

    /// The same, checked with other limits.
    const fn limited(mut self, max_depth: Option<usize>, max_bytes: Option<usize>) -> Self {
        if let Some(mut example) = self.example {
            example.max_depth = max_depth;
            example.max_bytes = max_bytes;
            self.example = Some(example);
        }
        self
    }
}

/// Topics that belong together, under a heading.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// The topics, in an order that reads well.
    pub topics: &'static [Topic],
}

/// Every topic, in groups.
pub static GROUPS: [Group; 8] = [
    Group {
        title: "Values",
        topics: &values::TOPICS,
    },
    Group {
        title: "Arrays",
        topics: &structure::ARRAYS,
    },
    Group {
        title: "Objects",
        topics: &structure::OBJECTS,
    },
    Group {
        title: "Combinations",
        topics: &combinations::TOPICS,
    },
    Group {
        title: "Identifiers and references",
        topics: &combinations::REFERENCES,
    },
    Group {
        title: "Annotations",
        topics: &annotations::TOPICS,
    },
    Group {
        title: "Codes for the text itself, and for limits",
        topics: &codes::TOPICS,
    },
    Group {
        title: "Codes for YAML and TOML",
        topics: &formats::TOPICS,
    },
];

/// Every topic.
pub fn all() -> impl Iterator<Item = &'static Topic> {
    GROUPS.iter().flat_map(|group| group.topics)
}

/// The topic of this very name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Topic> {
    all().find(|topic| topic.name == name)
}

/// The topic that a misspelt name most likely means.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    trueup_validator::hint::nearest(name, all().map(|topic| topic.name))
}
